using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Dinamis.Identity;

/// <summary><c>/connect/token</c>: a code, a refresh token or a device code is worth a token only while its session lives.</summary>
static class Token
{
    public static async Task<IResult> HandleAsync(HttpContext http, Sessions sessions, Principals principals)
    {
        var cancellationToken = http.RequestAborted;
        var request = http.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("No OpenID Connect request.");
        if (request.IsClientCredentialsGrantType())
            return SignIn(Principals.OfClient(request.ClientId!, request.GetScopes()));
        var proof = (await http.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)).Principal;
        if (!Guid.TryParse(proof?.GetClaim("sid"), out var id) || await sessions.AliveAsync(id, cancellationToken) is not { } session)
            return Results.Forbid(
                new AuthenticationProperties(new Dictionary<string, string?>
                {
                    [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.InvalidGrant,
                    [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = "The session has ended.",
                }),
                [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
        var asked = request.IsRefreshTokenGrantType() && !string.IsNullOrEmpty(request.Scope) ? request.GetScopes() : proof!.GetScopes();
        var principal = await principals.OfAsync(session, asked, request.ClientId, cancellationToken);
        // What ties the new token to its family, and the nonce to its request.
        foreach (var claim in proof!.Claims.Where(c => c.Type.StartsWith(OpenIddictConstants.Claims.Prefixes.Private, StringComparison.Ordinal) && !principal.HasClaim(p => p.Type == c.Type)))
            ((ClaimsIdentity)principal.Identity!).AddClaim(claim.Type, claim.Value, claim.ValueType);
        return SignIn(principal);
    }

    static IResult SignIn(ClaimsPrincipal principal) => Results.SignIn(principal, authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
}
