using Dinamis.Kernel;

namespace Dinamis.Activity;

/// <summary>What activity refuses by name.</summary>
static class Refusals
{
    public static readonly Refusal OwnExperience = new("OWN_EXPERIENCE", 403, "Une autre personne doit relire votre retour d’expérience.");
    public static readonly Refusal DecidedAlready = new("DECIDED_ALREADY", 409, "Ce retour d’expérience a déjà été relu.");
    public static readonly Refusal NotSentBack = new("NOT_SENT_BACK", 409, "Seul un retour d’expérience renvoyé à son auteur peut être corrigé.");
    public static readonly Refusal PictureMissing = new("PICTURE_MISSING", 409, "L’image n’est pas arrivée : envoyez-la de nouveau.");
    public static readonly Refusal PictureUnfit = new("PICTURE_UNFIT", 400, "L’image doit être un PNG ou un JPEG entier, de 1024 × 1024 pixels au plus et de 2 Mio au plus.");
    public static readonly Refusal JournalCannotVerify = new("JOURNAL_CANNOT_VERIFY", 503, "Le journal ne peut pas être vérifié pour l’instant : l’autorité d’horodatage ne répond pas. Réessayez dans quelques secondes.");
}
