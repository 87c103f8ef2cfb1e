using Microsoft.Extensions.Primitives;

namespace Dinamis.Portal.Forms;

/// <summary>
/// What one page has received by POST and what it has to say about it. Fields are named like those of the proto message
/// (<c>entity.name</c>), so that a service's field violations find their field without a mapping, and what was typed is kept.
/// </summary>
public sealed class Saisie
{
    /// <summary>Hidden field of the idempotency key: made when the form is rendered, a new one with every rendering.</summary>
    public const string ChampCle = "_cle";

    /// <summary>Hidden field that tells the forms of one page apart.</summary>
    public const string ChampAction = "_action";

    readonly IFormCollection? recu;
    readonly Dictionary<string, StringValues> initiales = [];
    readonly Dictionary<string, string> remarques = [];
    readonly List<FieldError> erreurs = [];

    public Saisie() { }

    /// <summary>Takes the posted form of the request, when there is one.</summary>
    public Saisie(HttpContext http)
    {
        if (HttpMethods.IsPost(http.Request.Method) && http.Request.HasFormContentType) recu = http.Request.Form;
    }

    /// <summary>The action of the form that was posted; null on a GET.</summary>
    public string? Action => recu?[ChampAction].ToString();

    /// <summary>The posted idempotency key, to be passed on as gRPC metadata <c>idempotency-key</c>.</summary>
    public string Cle => recu?[ChampCle].ToString() ?? "";

    /// <summary>The sentence above the form when the service refuses the whole and not a field.</summary>
    public string? Refus { get; private set; }

    /// <summary>Where the missing condition is cured, when the refusal says so.</summary>
    public string? Remede { get; private set; }

    public IReadOnlyList<FieldError> Erreurs => erreurs;

    public bool EnErreur => erreurs.Count > 0 || Refus is not null;

    public IFormFileCollection Fichiers => recu?.Files ?? new FormFileCollection();

    /// <summary>Everything that was posted, to be held by the page that asks to sign in again.</summary>
    public IEnumerable<KeyValuePair<string, StringValues>> Recu => recu ?? Enumerable.Empty<KeyValuePair<string, StringValues>>();

    /// <summary>The posted value of a field, trimmed; empty when absent.</summary>
    public string this[string champ] => recu?[champ].ToString().Trim() ?? "";

    public StringValues Toutes(string champ) => recu?[champ] ?? StringValues.Empty;

    /// <summary>Value shown before anything was posted.</summary>
    public void Initialiser(string champ, StringValues valeur) => initiales[champ] = valeur;

    /// <summary>The value that the field of form <paramref name="action"/> shows: what was typed in it, else the initial one.</summary>
    public StringValues Valeur(string? action, string champ) =>
        recu is not null && Action == action ? recu[champ] : initiales.GetValueOrDefault(champ);

    /// <summary>Shows beside a field what somebody else said of it: the complement that DINAMIS asks.</summary>
    public void Remarquer(string champ, string remarque) => remarques[champ] = remarque;

    public string? RemarqueDe(string champ) => remarques.GetValueOrDefault(champ);

    /// <summary>Everything that is wrong with a field: a long text may break several rules.</summary>
    public string? ErreurDe(string? action, string champ) =>
        Action == action && erreurs.Where(e => e.Field == champ).Select(e => e.Message).Distinct().ToList() is { Count: > 0 } messages ? string.Join(' ', messages) : null;

    public void Refuser(string champ, string message) => erreurs.Add(new(champ, message));

    /// <summary>Shows a service's errors beside the field in which people type what the message holds in another form; what the page has said of it already is enough.</summary>
    public void Renommer(string champ, string saisi)
    {
        if (erreurs.Exists(e => e.Field == saisi)) erreurs.RemoveAll(e => e.Field == champ);
        for (var i = 0; i < erreurs.Count; i++)
            if (erreurs[i].Field == champ) erreurs[i] = erreurs[i] with { Field = saisi };
    }

    /// <summary>Rows of a repeated message in which something was typed, by their number on the page; the first when all are blank, so that it says what is missing.</summary>
    public IReadOnlyList<int> Lignes(string liste, int nombre, params string[] champs) =>
        Enumerable.Range(0, nombre).Where(n => champs.Any(c => this[$"{liste}[{n}].{c}"].Length > 0)).ToList() is { Count: > 0 } remplies ? remplies : [0];

    /// <summary>The message holds the filled rows alone: its errors go back to the rows in which people typed.</summary>
    public void Renumeroter(string liste, IReadOnlyList<int> lignes)
    {
        for (var i = 0; i < erreurs.Count; i++)
            for (var rang = 0; rang < lignes.Count; rang++)
                if (erreurs[i].Field.StartsWith($"{liste}[{rang}].", StringComparison.Ordinal))
                {
                    erreurs[i] = erreurs[i] with { Field = $"{liste}[{lignes[rang]}]" + erreurs[i].Field[$"{liste}[{rang}]".Length..] };
                    break;
                }
    }

    public void RefuserTout(string phrase, string? remede = null) => (Refus, Remede) = (phrase, remede);

    /// <summary>Shows a service's refusal: beside the fields that it names, above the form otherwise.</summary>
    public void Refuser(Refused refus)
    {
        foreach (var champ in refus.Fields) Refuser(champ.Field, champ.Message);
        if (refus.Fields.Count == 0) RefuserTout(refus.Refusal.Code == Refusals.KeyReused.Code
            ? "Ce formulaire a déjà été envoyé avec d’autres informations. Vérifiez-les, puis envoyez-le de nouveau."
            : string.Join(' ', new[] { refus.Refusal.Message, refus.Refusal.Missing }.Where(x => x is not null)), refus.Refusal.Cure);
    }

    /// <summary>Nobody knows whether the command was carried out: the same key goes again, so that it is done once.</summary>
    public bool IssueInconnue { get; set; }

    /// <summary>Notes an error on a field that must be filled; the service checks again.</summary>
    public Saisie Exiger(string champ, string message)
    {
        if (this[champ].Length == 0) Refuser(champ, message);
        return this;
    }
}
