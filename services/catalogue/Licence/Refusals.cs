using Dinamis.Kernel;

namespace Dinamis.Catalogue.Licence;

/// <summary>What the licence gate says, in the order in which it asks.</summary>
static class Refusals
{
    public static readonly Refusal Unauthenticated = Kernel.Refusals.Unauthenticated with
    {
        Missing = "Les images sous licence se téléchargent avec un compte.",
        Cure = "/bff/login",
    };

    public static readonly Refusal PersonNotValidated = new("PERSON_NOT_VALIDATED", 403, "Votre compte n’est pas validé dans cette organisation.")
    {
        Missing = "Le référent de votre organisation doit valider votre compte.",
        Cure = "/mon-espace",
    };

    public static readonly Refusal OrganisationMissing = new("ORGANISATION_MISSING", 403, "Vous n’agissez pour aucune organisation adhérente.")
    {
        Missing = "Choisissez l’organisation pour laquelle vous téléchargez.",
        Cure = "/mon-espace",
    };

    public static readonly Refusal ActNotInForce = new("ACT_NOT_IN_FORCE", 403, "L’acte d’adhésion de votre organisation n’est pas en vigueur.")
    {
        Missing = "L’adhésion de votre organisation doit être signée par les deux parties et active. Votre référent peut suivre le dossier.",
        Cure = "/adherer",
    };

    public static readonly Refusal LicenceUnknown = new("LICENCE_UNKNOWN", 403, "La licence de cette collection n’est pas encore publiée.")
    {
        Missing = "DINAMIS doit publier la licence de cette famille d’images.",
        Cure = "/aide",
    };

    public static readonly Refusal LicenceNotAccepted = new("LICENCE_NOT_ACCEPTED", 403, "Votre organisation n’a pas accepté la licence de ces images.")
    {
        Missing = "Le représentant légal de votre organisation doit accepter cette licence. Parlez-en à votre référent.",
        Cure = "/mon-espace",
    };

    public static readonly Refusal LicenceVersionNew = new("LICENCE_VERSION_NEW", 403, "Une nouvelle version de la licence est en vigueur et votre organisation ne l’a pas encore acceptée.")
    {
        Missing = "Le représentant légal de votre organisation doit accepter la nouvelle version. Parlez-en à votre référent.",
        Cure = "/mon-espace",
    };

    public static readonly Refusal AreaNotAllowed = new("AREA_NOT_ALLOWED", 403, "La licence ne permet pas de télécharger cette collection à cet endroit.");

    public static readonly Refusal PurposeMissing = new("PURPOSE_MISSING", 403, "Dites d’abord à quel usage vous destinez ces images.")
    {
        Missing = "Choisissez un usage parmi ceux que la licence permet ; il est gardé 30 jours.",
    };

    public static readonly Refusal PurposeUnknown = new("PURPOSE_UNKNOWN", 400, "La licence ne prévoit pas cet usage.");

    public static readonly Refusal QuotaExhausted = new("QUOTA_EXHAUSTED", 403, "Le quota de téléchargement de votre organisation est épuisé pour ce trimestre.")
    {
        Missing = "DINAMIS peut relever le quota de votre organisation.",
        Cure = "/aide",
    };
}
