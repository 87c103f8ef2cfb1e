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
        await WithFilesAsync(file, request.AttachmentIds, files => file.ProposeEntity(request.Entity ?? new(), request.Message, caller.ActorId, clock.GetUtcNow(), files), context.CancellationToken);
        outbox.Send(file.Representative.Address, ToRepresentative.EntityChangeProposed(file));
        return new();
    }
}
