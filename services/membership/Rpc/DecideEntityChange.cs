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
        if (request.Confirm)
        {
            var amended = file.NeedsAmendment;
            var confirmed = file.ConfirmEntity(caller.ActorId, clock.GetUtcNow());
            if (amended)
            {
                await freezing.AmendAsync(file, confirmed, caller.ActorId, context.CancellationToken);
                // The représentant légal has his mail, which asks him to sign.
                if (file.Referent.Address != file.Representative.Address) outbox.Send(file.Referent.Address, ToReferent.AmendmentToSign(file, confirmed.Entity));
            }
            else
            {
                await force.ChangeAsync(file, caller.ActorId, context.CancellationToken);
                force.Tell(file, ToParties.EntityChanged(file));
            }
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
