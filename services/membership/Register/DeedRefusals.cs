namespace Dinamis.Membership.Register;

static class DeedRefusals
{
    public static readonly Refusal NotToSign = new("DEED_NOT_TO_SIGN", 409, "Cet acte n’attend pas la signature du représentant légal.");
    public static readonly Refusal NotToCountersign = new("DEED_NOT_TO_COUNTERSIGN", 409, "Cet acte n’attend pas de contreseing, ou sa signature est en cours.");
    public static readonly Refusal NotSealing = new("DEED_NOT_SEALING", 409, "Aucune signature n’est en cours sur cet acte.");
    public static readonly Refusal NotToComplete = new("DEED_NOT_TO_COMPLETE", 409, "Cet acte n’attend pas de données de validation.");
    public static readonly Refusal InForce = new("DEED_IN_FORCE", 409, "Cet acte est en vigueur : il ne peut pas être remplacé.");
    public static readonly Refusal NotInForce = new("DEED_NOT_IN_FORCE", 409, "Cet acte n’est pas en vigueur.");
    public static readonly Refusal WrongKind = new("DEED_WRONG_KIND", 409, "Cet acte se contresigne par l’autre partie.");
    public static readonly Refusal SignInAgain = new("SIGN_IN_AGAIN", 403, "Identifiez-vous de nouveau avant de signer : votre mot de passe est redemandé pour chaque séance de signature.")
    {
        Missing = "Une identification d’il y a moins de cinq minutes, faite depuis que le document attend votre contreseing.",
        Cure = "/bff/login?prompt=login&returnUrl=%2Frelais",
    };
    /// <summary>Where who signs for DINAMIS identifies himself again.</summary>
    public const string SignInToCountersign = "/bff/login?prompt=login&returnUrl=%2Finstruction%2Fcontresigner";

    public static readonly Refusal CannotVerify = new("DEED_CANNOT_VERIFY", 503, "Les signatures ne peuvent pas être vérifiées pour l’instant. Réessayez dans quelques secondes.");
}
