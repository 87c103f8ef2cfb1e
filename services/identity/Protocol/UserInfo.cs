using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using Ours = Dinamis.ServiceDefaults.Claims;

namespace Dinamis.Identity;

/// <summary><c>/connect/userinfo</c> (OpenID Connect Core §5.3).</summary>
static class UserInfo
{
    public static async Task<IResult> HandleAsync(HttpContext http, IdentityDb db)
    {
        var token = (await http.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)).Principal!;
        if (!Guid.TryParse(token.GetClaim(OpenIddictConstants.Claims.Subject), out var person) || await db.Credentials.AsNoTracking().FirstOrDefaultAsync(c => c.Id == person, http.RequestAborted) is not { } credential)
            return Results.Challenge(authenticationSchemes: [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
        var claims = new Dictionary<string, object?> { [OpenIddictConstants.Claims.Subject] = person.ToString() };
        if (token.GetClaim(Ours.Organisation) is { } organisation) claims[Ours.Organisation] = organisation;
        if (token.HasScope(Scopes.Email)) (claims[OpenIddictConstants.Claims.Email], claims[OpenIddictConstants.Claims.EmailVerified]) = (credential.Email, credential.EmailConfirmed);
        if (token.HasScope(Scopes.Profile) && credential.GivenName is not null) (claims[OpenIddictConstants.Claims.GivenName], claims[OpenIddictConstants.Claims.FamilyName]) = (credential.GivenName, credential.FamilyName);
        return Results.Json(claims);
    }
}
