using Dinamis.Membership.Mails;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.AdhesionView> DecideDelegation(Wire.DecideDelegationRequest request, ServerCallContext context)
    {
        var file = await ExaminedAsync(new() { AdhesionId = request.AdhesionId, Version = request.Version }, context.CancellationToken);
        if (request.Confirm)
        {
            await freezing.DelegateAsync(file, caller.ActorId, context.CancellationToken);
            force.Tell(file, ToParties.DelegationConfirmed(file));
        }
        else
        {
            file.RefuseDelegation(request.Reason, caller.ActorId, clock.GetUtcNow());
            outbox.Send(file.Representative.Address, ToRepresentative.DelegationRefused(file, request.Reason, await links.ForSignatoryAsync(file, context.CancellationToken)));
            if (file.Referent.Address != file.Representative.Address) outbox.Send(file.Referent.Address, ToReferent.DelegationRefused(file, request.Reason));
        }
        await db.SaveChangesAsync(context.CancellationToken);
        return await views.AdhesionAsync(file, context.CancellationToken);
    }
}
