namespace Dinamis.Gateway;

/// <summary>Who answers a path.</summary>
enum Destination
{
    /// <summary>Pages, and all that nobody else answers.</summary>
    Portal,

    /// <summary>Discovery, protocol and pages of the identity provider.</summary>
    Identity,

    /// <summary>The gateway itself.</summary>
    Bff,

    /// <summary>JSON, gRPC, STAC, images: judged by their own credentials when no cookie of ours comes with them.</summary>
    Programs,
}

static class Destinations
{
    static readonly string[] programs = ["/api", "/stac", "/stapi", "/signing", "/assets", "/tiles", "/openapi"];
    static readonly string[] direct = ["/connect/token", "/connect/par", "/connect/revocation", "/connect/introspection", "/connect/auth/device"];

    public static Destination Of(PathString path)
    {
        if (path.StartsWithSegments("/connect") || path.StartsWithSegments("/compte") || path.StartsWithSegments("/.well-known/openid-configuration") || path.StartsWithSegments("/.well-known/jwks"))
            return Destination.Identity;
        if (path.StartsWithSegments("/bff") || path.StartsWithSegments("/health") || path.StartsWithSegments("/.well-known/security.txt")) return Destination.Bff;
        if (programs.Any(p => path.StartsWithSegments(p)) || path.Value!.StartsWith("/dinamis.", StringComparison.OrdinalIgnoreCase)) return Destination.Programs;
        return Destination.Portal;
    }

    /// <summary>Programs call it, with credentials of their own.</summary>
    public static bool IsDirect(PathString path) => direct.Any(p => path.StartsWithSegments(p)) || path.StartsWithSegments("/bff/backchannel") || Of(path) == Destination.Programs;
}
