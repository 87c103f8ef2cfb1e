using Dinamis.Membership.Register;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.AdhesionView> CountersignRelayDeed(Wire.CountersignDeedRequest request, ServerCallContext context)
    {
        var mine = (await rights.MandatesAsync(MandateRight.Join, context.CancellationToken)).Select(m => Guid.Parse(m.MandateId)).ToList();
        var deed = await db.Deeds.FirstOrDefaultAsync(d => d.Number == request.Number && d.RelayId == caller.OrganisationId && mine.Contains(d.MandateId!.Value), context.CancellationToken)
            ?? throw new Refused(Refusals.NotFound);
        RequireVersion(deed, request.Version);
        deed.Countersign(request.Sha256, caller.ActorId, clock.GetUtcNow());
        await db.SaveChangesAsync(context.CancellationToken);
        return await views.AdhesionAsync(await db.Adhesions.SingleAsync(a => a.Id == deed.AdhesionId, context.CancellationToken), context.CancellationToken);
    }
}
