using Dinamis.Membership.Mails;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.AdhesionView> SuspendAdhesion(Wire.ReasonedCommand request, ServerCallContext context)
    {
        var file = await ExaminedAsync(request, context.CancellationToken);
        file.Suspend(request.Reason, caller.ActorId, clock.GetUtcNow());
        await force.SuspendAsync(file, caller.ActorId, context.CancellationToken);
        force.Tell(file, ToParties.Suspended(file, request.Reason));
        await db.SaveChangesAsync(context.CancellationToken);
        return await views.AdhesionAsync(file, context.CancellationToken);
    }
}
