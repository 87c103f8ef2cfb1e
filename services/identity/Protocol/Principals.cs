using System.Globalization;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using Asked = OpenIddict.Abstractions.OpenIddictConstants.Scopes;
using Ours = Dinamis.ServiceDefaults.Claims;
using Standard = OpenIddict.Abstractions.OpenIddictConstants.Claims;

namespace Dinamis.Identity;

/// <summary>What tokens say, made anew from the rows at each issue: who, since which generation, for which organisation. Never what they may do.</summary>
sealed class Principals(IdentityDb db)
{
    public async Task<ClaimsPrincipal> OfAsync(Session session, IReadOnlyCollection<string> asked, string? client, CancellationToken cancellationToken)
    {
        var person = await db.People.AsNoTracking().FirstAsync(p => p.Id == session.PersonId, cancellationToken);
        var identity = New(session.PersonId.ToString());
        // A device acts for months on one approval: it says nothing of when its owner proved who she is.
        if (session.Method != Session.Device) identity.SetClaim(Standard.AuthenticationTime, session.StartedAt.ToUnixTimeSeconds());
        identity.SetClaim("sid", session.Id.ToString());
        identity.SetClaims(Standard.AuthenticationMethodReference, [session.Method]);
        identity.SetClaim(Ours.Generation, person.Generation.ToString(CultureInfo.InvariantCulture));
        if (session.OrganisationId is { } organisation && await db.Affiliations.AsNoTracking().FirstOrDefaultAsync(a => a.PersonId == person.Id && a.OrganisationId == organisation, cancellationToken) is { } affiliation)
        {
            identity.SetClaim(Ours.Organisation, organisation.ToString());
            identity.SetClaim("org_kind", affiliation.Kind.ToString().ToLowerInvariant());
        }
        if ((asked.Contains(Asked.Email) || asked.Contains(Asked.Profile)) && await db.Credentials.AsNoTracking().FirstOrDefaultAsync(c => c.Id == person.Id, cancellationToken) is { } credential)
        {
            if (asked.Contains(Asked.Email)) identity.SetClaim(Standard.Email, credential.Email).SetClaim(Standard.EmailVerified, credential.EmailConfirmed);
            if (asked.Contains(Asked.Profile)) identity.SetClaim(Standard.GivenName, credential.GivenName).SetClaim(Standard.FamilyName, credential.FamilyName);
        }
        return Finish(identity, [.. Audiences.Grant(asked)], client);
    }

    /// <summary>A service or a program of ours, in its own name.</summary>
    public static ClaimsPrincipal OfClient(string client, IReadOnlyCollection<string> asked) => Finish(New(client), [.. Audiences.Grant(asked)], client);

    static ClaimsIdentity New(string subject)
    {
        var identity = new ClaimsIdentity(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, Standard.Name, Standard.Role);
        identity.SetClaim(Standard.Subject, subject);
        return identity;
    }

    static ClaimsPrincipal Finish(ClaimsIdentity identity, string[] scopes, string? client)
    {
        identity.SetScopes(scopes);
        identity.SetResources(Audiences.Of(scopes, client));
        identity.SetDestinations(static claim => claim.Type switch
        {
            Standard.Subject or Ours.Organisation or "org_kind" or Standard.AuthenticationTime => [Destinations.AccessToken, Destinations.IdentityToken],
            Ours.Generation => [Destinations.AccessToken],
            // Personal data goes to the client that asked, not into every request.
            _ => [Destinations.IdentityToken],
        });
        return new(identity);
    }
}
