using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    /// <summary>All for DINAMIS; his own for an agent of a relay.</summary>
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.ListRelaysReply> ListRelays(Wire.ListRelaysRequest request, ServerCallContext context)
    {
        var all = await rights.IsDinamisAsync(context.CancellationToken, Role.Operator, Role.Instructor, Role.Signatory);
        var own = all ? WellKnown.Dinamis : await rights.RequireAsync(context.CancellationToken, Role.Officer);
        var relays = await db.Organisations.AsNoTracking()
            .Where(o => o.Kind == OrganisationKind.Relay && (all || o.Id == own)).OrderBy(o => o.ShortName).ToListAsync(context.CancellationToken);
        return new() { Relays = { relays.Select(Views.Relay) } };
    }
}
