using Dinamis.Membership.Adhesions;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.AdhesionView> RemindRepresentative(Wire.AdhesionCommand request, ServerCallContext context)
    {
        var mine = (await rights.MandatesAsync(MandateRight.Join, context.CancellationToken)).Select(m => Guid.Parse(m.MandateId)).ToList();
        var id = Id(request.AdhesionId);
        var file = await db.Adhesions.FirstOrDefaultAsync(a => a.Id == id && a.RelayId == caller.OrganisationId && mine.Contains(a.MandateId!.Value), context.CancellationToken)
            ?? throw new Refused(Refusals.NotFound);
        RequireVersion(file, request.Version);
        await joining.RemindAsync(file, caller.ActorId, context.CancellationToken);
        await db.SaveChangesAsync(context.CancellationToken);
        return await views.AdhesionAsync(file, context.CancellationToken);
    }
}
