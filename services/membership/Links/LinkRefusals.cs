namespace Dinamis.Membership.Links;

static class LinkRefusals
{
    /// <summary>Unknown, expired, superseded: one answer, so that a guess learns nothing.</summary>
    public static readonly Refusal Gone = new("LINK_GONE", 410, "Ce lien n’est plus valable : il a expiré, ou un lien plus récent vous a été envoyé.")
    {
        Missing = "Demandez un nouveau lien : il part à la même adresse.",
        Cure = "/adherer/reprendre",
    };

    public static readonly Refusal TooManyMails = new("TOO_MANY_MAILS", 429, "Trop de courriels sont partis à cette adresse en une heure. Attendez un peu, et vérifiez l’adresse.");
}
