using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Dinamis.ServiceDefaults;

/// <summary>Who calls, as the token says. What they may do is in the rights projection, never in the token.</summary>
public sealed class Caller(IHttpContextAccessor accessor)
{
    ClaimsPrincipal? User => accessor.HttpContext?.User is { Identity.IsAuthenticated: true } user ? user : null;

    /// <summary>Null for a service, for an anonymous caller and for a mailed link.</summary>
    public Guid? PersonId => Guid.TryParse(User?.FindFirstValue(Claims.Subject), out var id) ? id : null;

    public string? ClientId => User?.FindFirstValue(Claims.Client);

    /// <summary>The organisation for which the person acts.</summary>
    public Guid? OrganisationId => Guid.TryParse(User?.FindFirstValue(Claims.Organisation), out var id) ? id : null;

    public long Generation => long.TryParse(User?.FindFirstValue(Claims.Generation), out var generation) ? generation : 0;

    /// <summary>When the person last proved who she is, UTC, to the second; null for a service and for a device.</summary>
    public DateTimeOffset? SignedInAt => long.TryParse(User?.FindFirstValue(Claims.SignedInAt), out var at) ? DateTimeOffset.FromUnixTimeSeconds(at) : null;

    public bool IsService => User is not null && PersonId is null;

    /// <summary>Set by the rpc that has opened a mailed link: the link is the caller, for the journal.</summary>
    public Guid? LinkId { get; set; }

    public bool Has(string scope) => User is { } user && Bearer.Has(user, scope);

    /// <summary>What an act names as its author: a person id, a link id, or a service's client id; empty for nobody.</summary>
    public string ActorId => PersonId?.ToString() ?? LinkId?.ToString() ?? ClientId ?? "";
}
