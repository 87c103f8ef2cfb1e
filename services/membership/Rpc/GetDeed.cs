using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [AllowAnonymous]
    public override async Task<Wire.DeedFacts> GetDeed(Wire.GetDeedRequest request, ServerCallContext context)
    {
        // Numbers follow one another: before an act is in force nobody but its parties may know that it exists.
        var deed = await db.Deeds.AsNoTracking().FirstOrDefaultAsync(d => d.Number == request.Number && d.InForceFrom != null, context.CancellationToken);
        return deed is null ? throw new Refused(Refusals.NotFound) : Views.Deed(deed);
    }
}
