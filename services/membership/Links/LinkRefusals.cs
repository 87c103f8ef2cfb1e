namespace Dinamis.Membership.Links;

static class LinkRefusals
{
    /// <summary>Unknown, expired, superseded: one answer, so that a guess learns nothing.</summary>
    public static readonly Refusal Gone = new("LINK_GONE", 410, "Ce lien n’est plus valable : il a expiré, ou un lien plus récent vous a été envoyé.")
    {
        Missing = "Demandez un nouveau lien : il part à la même adresse.",
        Cure = "/adherer/reprendre",
    };

    /// <summary>To the représentant légal, whose own link it was: he has named this person.</summary>
    public static Refusal Delegated(Adhesions.Adhesion file) => new("LINK_DELEGATED", 410, "Vous avez délégué cette signature : votre lien ne sert plus, et la personne qui signe a reçu le sien.")
    {
        Missing = $"Par votre délégation signe {file.Signatory.GivenName} {file.Signatory.FamilyName}, {file.Signatory.Function}.",
    };

    public static readonly Refusal CodeMissing = new("SIGNATURE_CODE_MISSING", 403, "Un code vous est demandé en plus de votre lien.")
    {
        Missing = "Le code que le référent, le relais ou DINAMIS vous donne.",
    };

    public static readonly Refusal NoCode = new("SIGNATURE_CODE_NONE", 409, "Ce code ne vaut plus, ou aucun ne vous a été donné. Demandez-en un autre.");
    public static readonly Refusal TooManyCodes = new("SIGNATURE_CODES_TOO_MANY", 429, "Un code vient d’être donné : attendez une minute avant d’en demander un autre. Après dix codes, il faut un nouveau lien.");
    public static readonly Refusal CodeByVoice = new("SIGNATURE_CODE_BY_VOICE", 409, "Le référent lit la même boîte que vous : le code vous est donné de vive voix, par le relais ou par DINAMIS.");
    public static readonly Refusal CodeByMail = new("SIGNATURE_CODE_BY_MAIL", 409, "Le code part par courriel au référent, qui le donne au représentant légal.");
    public static readonly Refusal NoSession = new("SIGNATURE_LINK_GONE", 409, "Le lien du représentant légal n’est plus valable : il doit d’abord en recevoir un autre.");

    public static readonly Refusal TooManyMails = new("TOO_MANY_MAILS", 429, "Trop de courriels sont partis à cette adresse en une heure. Attendez un peu, et vérifiez l’adresse.");
}
