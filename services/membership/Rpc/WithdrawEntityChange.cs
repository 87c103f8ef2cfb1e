using Dinamis.Membership.Mails;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.WithdrawEntityChangeReply> WithdrawEntityChange(Wire.WithdrawEntityChangeRequest request, ServerCallContext context)
    {
        var file = await OwnInForceAsync(request.EntityId, context.CancellationToken);
        file.WithdrawEntity(caller.ActorId, clock.GetUtcNow());
        outbox.Send(file.Representative.Address, ToRepresentative.EntityChangeWithdrawn(file));
        return new();
    }
}
