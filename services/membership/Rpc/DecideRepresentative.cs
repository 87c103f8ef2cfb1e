using Dinamis.Membership.Mails;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.AdhesionView> DecideRepresentative(Wire.DecideRepresentativeRequest request, ServerCallContext context)
    {
        var file = await ExaminedAsync(new() { AdhesionId = request.AdhesionId, Version = request.Version }, context.CancellationToken);
        var former = file.Representative.Address;
        if (request.Confirm)
        {
            file.ConfirmRepresentative(caller.ActorId, clock.GetUtcNow());
            // The former one is told too, and every link of his is dead.
            if (former != file.Representative.Address) outbox.Send(former, ToParties.RepresentativeChanged(file));
            outbox.Send(file.Representative.Address, ToRepresentative.FreshLink(file, await links.ForRepresentativeAsync(file, context.CancellationToken)));
            force.Tell(file, ToParties.RepresentativeChanged(file));
        }
        else
        {
            file.RefuseRepresentative(request.Reason, caller.ActorId, clock.GetUtcNow());
            force.Tell(file, ToParties.RepresentativeNotChanged(file, request.Reason));
        }
        await db.SaveChangesAsync(context.CancellationToken);
        return await views.AdhesionAsync(file, context.CancellationToken);
    }
}
