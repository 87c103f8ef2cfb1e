using Dinamis.Membership.Mails;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.ProposeEntityChangeReply> ProposeEntityChange(Wire.ProposeEntityChangeRequest request, ServerCallContext context)
    {
        var file = await OwnInForceAsync(request.EntityId, context.CancellationToken);
        var attachments = await JoinAsync(file, request.AttachmentIds, context.CancellationToken);
        file.ProposeEntity(request.Entity ?? new(), request.Message, caller.ActorId, clock.GetUtcNow(), attachments);
        outbox.Send(file.Representative.Address, ToRepresentative.EntityChangeProposed(file));
        return new();
    }
}
