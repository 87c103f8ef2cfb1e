namespace Dinamis.Kernel;

/// <summary>What the gateway refuses before any service is asked. They stand here so that the page of errors lists them with the others.</summary>
public static class GatewayRefusals
{
    public static readonly Refusal ServiceAway = new("SERVICE_AWAY", 503, "Ce service ne répond pas pour l’instant. Réessayez dans quelques secondes.");
    public static readonly Refusal SessionStoreAway = new("SESSION_STORE_AWAY", 503, "Votre session ne peut pas être lue pour l’instant. Réessayez dans quelques secondes.");
    public static readonly Refusal IdentityAway = new("IDENTITY_AWAY", 503, "Votre session ne peut pas être prolongée pour l’instant. Réessayez dans quelques secondes.");
    public static readonly Refusal TooMany = new("TOO_MANY_REQUESTS", 429, "Trop de demandes depuis votre adresse. Attendez une minute, puis réessayez.");
    public static readonly Refusal CrossSite = new("CROSS_SITE", 403, "Cette demande vient d’un autre site. Recommencez depuis une page de DINAMIS.");
    public static readonly Refusal AddressTooLong = new("ADDRESS_TOO_LONG", 414, "L’adresse demandée est trop longue : 64 Kio au plus. Une recherche se fait aussi par POST.");
    public static readonly Refusal LogoutTokenInvalid = new("LOGOUT_TOKEN_INVALID", 400, "Ce jeton de déconnexion n’est pas valable.");
}
