using System.Globalization;
using System.Text.RegularExpressions;
using Dinamis.Wire;
using Grpc.Core;

namespace Dinamis.Portal.Registre;

/// <summary>A line that did not enter the registry, whole, and why.</summary>
sealed record LigneFautive(int Numero, string Texte, IReadOnlyList<string> Fautes);

/// <summary>Sends a list to the registry by batches while it is read. What is right enters; what is not comes back, line by line.</summary>
/// <param name="membership">With the officer's own bearer.</param>
/// <param name="relais">The relay's id.</param>
/// <param name="cle">Idempotency key of the form: each batch has its own, so that the same list sent again has no second effect.</param>
sealed partial class ImportListe(Membership.MembershipClient membership, string relais, string cle)
{
    const int Lot = 200;

    readonly List<LigneFautive> fautives = [];
    readonly Dictionary<string, int> vus = [];
    int lots;

    public int Ajoutes { get; private set; }
    public int MisAJour { get; private set; }

    /// <summary>The line of titles, to be given back with the faulty lines.</summary>
    public string Titres { get; private set; } = "";

    public IReadOnlyList<string> NonLues { get; private set; } = [];

    /// <summary>Nothing was read: why.</summary>
    public string? Refus { get; private set; }

    public IReadOnlyList<LigneFautive> Fautives => [.. fautives.OrderBy(f => f.Numero)];

    public async Task EnvoyerAsync(TextReader texte, CancellationToken cancellationToken)
    {
        Colonnes? colonnes = null;
        List<(Enregistrement Ligne, PartnerView Fiche)> lot = [];
        await foreach (var ligne in LecteurListe.LireAsync(texte, cancellationToken))
        {
            if (ligne.Cellules is null)
            {
                fautives.Add(new(ligne.Numero, ligne.Texte, ["Un guillemet ouvert n’est pas refermé."]));
                continue;
            }
            if (colonnes is null)
            {
                colonnes = new(ligne.Cellules);
                if ((Refus = colonnes.Refus) is not null) return;
                if (colonnes.Titrees)
                {
                    (Titres, NonLues) = (ligne.Texte, colonnes.NonLues);
                    continue;
                }
            }
            List<string> fautes = [];
            var fiche = colonnes.Lire(ligne.Cellules, fautes);
            if (!vus.TryAdd(fiche.Siren, ligne.Numero) && fiche.Siren.Length > 0) fautes.Add($"Ce SIREN est déjà à la ligne {vus[fiche.Siren]}.");
            if (fautes.Count > 0) fautives.Add(new(ligne.Numero, ligne.Texte, fautes));
            else lot.Add((ligne, fiche));
            if (lot.Count == Lot) await EnvoyerLotAsync(lot, cancellationToken);
        }
        await EnvoyerLotAsync(lot, cancellationToken);
        if (colonnes is null && fautives.Count == 0) Refus = "Cette liste est vide.";
    }

    /// <summary>The registry takes all rows or none: the rows that it names are put aside, and the others go again.</summary>
    async Task EnvoyerLotAsync(List<(Enregistrement Ligne, PartnerView Fiche)> lot, CancellationToken cancellationToken)
    {
        while (lot.Count > 0)
        {
            try
            {
                var demande = new ImportPartnersRequest { RelayId = relais, Merge = true, Partners = { lot.Select(l => l.Fiche) } };
                var reponse = await membership.ImportPartnersAsync(demande, new Metadata { { "idempotency-key", string.Create(CultureInfo.InvariantCulture, $"{cle}-{lots++}") } }, cancellationToken: cancellationToken);
                (Ajoutes, MisAJour) = (Ajoutes + reponse.Added, MisAJour + reponse.Replaced);
                lot.Clear();
            }
            catch (RpcException e) when (e.ToRefused() is { Fields.Count: > 0 } refus)
            {
                var fautes = refus.Fields.Select(f => (Rang: Rang().Match(f.Field), f.Message)).Where(f => f.Rang.Success)
                    .ToLookup(f => int.Parse(f.Rang.Groups[1].Value, CultureInfo.InvariantCulture), f => f.Message);
                if (fautes.Count == 0) throw;
                Ecarter(lot, i => [.. fautes[i]]);
            }
            catch (RpcException e) when (Pages.StatusOf(e) is >= 500)
            {
                // Whether it was done is unknown: the same lines may be sent again without harm.
                Ecarter(lot, _ => ["Le service ne répondait pas : envoyez cette ligne de nouveau."]);
            }
        }
    }

    void Ecarter(List<(Enregistrement Ligne, PartnerView Fiche)> lot, Func<int, IReadOnlyList<string>> fautesDe)
    {
        for (var i = lot.Count - 1; i >= 0; i--)
        {
            if (fautesDe(i) is not { Count: > 0 } fautes) continue;
            fautives.Add(new(lot[i].Ligne.Numero, lot[i].Ligne.Texte, fautes));
            lot.RemoveAt(i);
        }
    }

    [GeneratedRegex(@"^partners\[(\d+)\]")]
    private static partial Regex Rang();
}
