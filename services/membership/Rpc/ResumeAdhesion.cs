using Dinamis.Membership.Mails;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.AdhesionView> ResumeAdhesion(Wire.ReasonedCommand request, ServerCallContext context)
    {
        var file = await ExaminedAsync(request, context.CancellationToken);
        file.Resume(request.Reason, caller.ActorId, clock.GetUtcNow());
        await force.ResumeAsync(file, caller.ActorId, context.CancellationToken);
        force.Tell(file, ToParties.Resumed(file, request.Reason));
        await db.SaveChangesAsync(context.CancellationToken);
        return await views.AdhesionAsync(file, context.CancellationToken);
    }
}
