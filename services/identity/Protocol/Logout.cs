using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;

namespace Dinamis.Identity;

/// <summary><c>/connect/logout</c> (RP-Initiated Logout 1.0): a hint of this very session ends it at once; anything else is asked of the person.</summary>
static class Logout
{
    public static async Task<IResult> HandleAsync(HttpContext http, Sessions sessions)
    {
        var hint = (await http.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)).Principal;
        if (await sessions.CurrentAsync(http.RequestAborted) is { } session && hint?.GetClaim("sid") != session.Id.ToString())
            return Results.LocalRedirect("/compte/deconnexion?returnUrl=" + Uri.EscapeDataString(http.Request.Path + http.Request.QueryString));
        await sessions.EndAsync(http.RequestAborted);
        return Results.SignOut(new AuthenticationProperties { RedirectUri = "/" }, [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
    }
}
