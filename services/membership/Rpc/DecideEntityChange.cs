using Dinamis.Membership.Mails;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.AdhesionView> DecideEntityChange(Wire.DecideEntityChangeRequest request, ServerCallContext context)
    {
        var file = await ExaminedAsync(new() { AdhesionId = request.AdhesionId, Version = request.Version }, context.CancellationToken);
        var before = file.Entity.Name;
        if (request.Confirm)
        {
            file.ConfirmEntity(caller.ActorId, clock.GetUtcNow());
            await force.ChangeAsync(file, caller.ActorId, context.CancellationToken);
            force.Tell(file, ToParties.EntityChanged(file, before));
        }
        else
        {
            file.RefuseEntity(request.Reason, caller.ActorId, clock.GetUtcNow());
            force.Tell(file, ToParties.EntityNotChanged(file, request.Reason));
        }
        await db.SaveChangesAsync(context.CancellationToken);
        return await views.AdhesionAsync(file, context.CancellationToken);
    }
}
