using System.Text.RegularExpressions;
using Dinamis.Wire;

namespace Dinamis.Portal.Registre;

/// <summary>Which column of a list holds what: by the names of its first line, or in the order SIREN, nom, partenaire, contact when there are none.</summary>
sealed partial class Colonnes
{
    static readonly (string Champ, string[] Noms)[] connues =
    [
        ("siren", ["siren", "numero siren", "n siren", "no siren", "siret"]),
        ("nom", ["nom", "organisme", "nom de l organisme", "raison sociale", "denomination"]),
        ("partenaire", ["partenaire", "partenaire oui non", "deja partenaire"]),
        ("contact", ["contact", "courriel", "courriel du contact", "e mail", "email", "mail", "adresse electronique", "contact courriel"]),
        ("prenom", ["prenom", "prenom du contact", "contact prenom"]),
        ("famille", ["nom du contact", "contact nom"]),
        ("fonction", ["fonction", "fonction du contact", "contact fonction"]),
        ("categorie", ["categorie", "type", "nature"]),
        ("adresse", ["adresse", "adresse du siege", "adresse postale", "rue", "voie"]),
        ("code-postal", ["code postal", "cp"]),
        ("commune", ["commune", "ville", "commune du siege"]),
        ("departement", ["departement", "dept", "dep"]),
    ];

    static readonly string[] sansTitre = ["siren", "nom", "partenaire", "contact"];

    readonly Dictionary<string, int> places = [];

    /// <summary>Titles of the columns that nothing was read from.</summary>
    public List<string> NonLues { get; } = [];

    /// <summary>The first record holds titles and no body.</summary>
    public bool Titrees { get; }

    public Colonnes(IReadOnlyList<string> premiere)
    {
        Titrees = !premiere.Any(c => Siren.IsSiren(Siren.Normalize(c)));
        for (var i = 0; i < premiere.Count; i++)
        {
            var champ = Titrees ? connues.FirstOrDefault(c => c.Noms.Contains(Folding.Key(premiere[i]))).Champ : sansTitre.ElementAtOrDefault(i);
            if (champ is null || !places.TryAdd(champ, i)) NonLues.Add(premiere[i]);
        }
    }

    /// <summary>Why the list cannot be read at all; null when it can.</summary>
    public string? Refus => places.ContainsKey("siren") && places.ContainsKey("nom") ? null
        : "Les colonnes ne sont pas reconnues : la première ligne doit les nommer, avec au moins « SIREN » et « Nom ».";

    /// <summary>The body that a record tells of; what cannot be understood is added to <paramref name="fautes"/>, the rest is judged by membership.</summary>
    public PartnerView Lire(IReadOnlyList<string> cellules, List<string> fautes)
    {
        string De(string champ) => places.TryGetValue(champ, out var i) && i < cellules.Count ? cellules[i] : "";
        var siren = Siren.Normalize(De("siren"));
        var (prenom, famille, contact) = Contact(De("contact"));
        var fiche = new PartnerView
        {
            Siren = Siren.IsSiret(siren) ? siren[..9] : siren,
            Name = De("nom"),
            Category = Categorie(De("categorie"), De("nom"), fautes),
            Street = De("adresse"),
            PostalCode = De("code-postal"),
            Town = De("commune"),
            Partner = Oui(De("partenaire"), fautes),
        };
        fiche.Department = Departement(De("departement"), fiche.PostalCode, fautes);
        ReferentForm referent = new() { GivenName = prenom is "" ? De("prenom") : prenom, FamilyName = famille is "" ? De("famille") : famille, Function = De("fonction"), Address = contact };
        if (!referent.Equals(new())) fiche.Referent = referent;
        return fiche;
    }

    static bool Oui(string texte, List<string> fautes)
    {
        switch (Folding.Key(texte))
        {
            case "oui" or "o" or "x" or "1" or "vrai" or "true":
                return true;
            case "non" or "n" or "0" or "faux" or "false" or "":
                return false;
            default:
                fautes.Add($"Partenaire : écrivez oui ou non, au lieu de « {texte} ».");
                return false;
        }
    }

    static string Categorie(string texte, string nom, List<string> fautes)
    {
        if (texte.Length == 0) return DuNom(Folding.Key(nom));
        var cle = Folding.Key(texte);
        if (Vocabulaire.Categories.FirstOrDefault(c => c.Code == texte || Folding.Key(c.Code) == cle || Folding.Key(c.Libelle) == cle) is { } choix) return choix.Code;
        if (DuNom(cle) is { Length: > 0 } code) return code;
        fautes.Add($"La catégorie « {texte} » n’est pas connue.");
        return "";
    }

    // What a body is called says what it is, where law fixes the name.
    static string DuNom(string cle) => cle switch
    {
        _ when cle is "commune" or "mairie" || cle.StartsWith("commune d", StringComparison.Ordinal) || cle.StartsWith("mairie d", StringComparison.Ordinal) => "commune",
        _ when cle is "epci" || cle.StartsWith("communaute ", StringComparison.Ordinal) || cle.EndsWith(" metropole", StringComparison.Ordinal) || cle.StartsWith("metropole ", StringComparison.Ordinal) => "epci",
        _ when cle is "departement" || cle.StartsWith("departement d", StringComparison.Ordinal) || cle.StartsWith("conseil departemental", StringComparison.Ordinal) => "departement",
        _ when cle is "region" || cle.StartsWith("region ", StringComparison.Ordinal) || cle.StartsWith("conseil regional", StringComparison.Ordinal) => "region",
        _ when cle is "universite" || cle.StartsWith("universite ", StringComparison.Ordinal) => "universite-recherche",
        _ => "",
    };

    static string Departement(string texte, string codePostal, List<string> fautes)
    {
        if (texte.Length > 0)
        {
            var code = texte.Length == 1 ? "0" + texte : texte.ToUpperInvariant();
            var cle = Folding.Key(texte);
            if (Vocabulaire.Departements.FirstOrDefault(d => d.Code == code || Folding.Key(d.Libelle[d.Code.Length..]).Trim() == cle) is { } choix) return choix.Code;
            fautes.Add($"Le département « {texte} » n’est pas connu.");
            return "";
        }
        if (codePostal.Length != 5 || !codePostal.All(char.IsAsciiDigit)) return "";
        return codePostal[..3] switch
        {
            "200" or "201" => "2A",
            "202" or "206" => "2B",
            ['9', '7' or '8', _] outremer => outremer,
            _ => codePostal[..2],
        };
    }

    // « Léa Roche <lea.roche@mairie.fr> » or the address alone.
    static (string Prenom, string Famille, string Adresse) Contact(string texte) =>
        Nomme().Match(texte) is { Success: true } m ? (m.Groups[1].Value, m.Groups[2].Value.Trim(), m.Groups[3].Value.Trim()) : ("", "", texte);

    [GeneratedRegex(@"^(\S+)\s+([^<]+)<([^>]+)>$")]
    private static partial Regex Nomme();
}
