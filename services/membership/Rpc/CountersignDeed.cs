using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.AdhesionView> CountersignDeed(Wire.CountersignDeedRequest request, ServerCallContext context)
    {
        await RequireDinamisAsync(context.CancellationToken, Role.Signatory);
        var deed = await db.Deeds.FirstOrDefaultAsync(d => d.Number == request.Number, context.CancellationToken) ?? throw new Refused(Refusals.NotFound);
        var file = await db.Adhesions.SingleAsync(a => a.Id == deed.AdhesionId, context.CancellationToken);
        Countersign(deed, file, request);
        await db.SaveChangesAsync(context.CancellationToken);
        return await views.AdhesionAsync(file, context.CancellationToken);
    }
}
