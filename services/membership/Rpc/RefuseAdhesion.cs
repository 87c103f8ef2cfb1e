using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Mails;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.AdhesionView> RefuseAdhesion(Wire.RefuseAdhesionRequest request, ServerCallContext context)
    {
        await RequireDinamisAsync(context.CancellationToken, Role.Instructor);
        var file = await VisibleAdhesionAsync(request.AdhesionId, context.CancellationToken);
        RequireVersion(file, request.Version);
        file.Refuse(request.Reason, caller.ActorId, clock.GetUtcNow(), await JoinAsync(file, request.AttachmentIds, context.CancellationToken));
        await Freezing.VoidDeedsAsync(db, file.Id, caller.ActorId, context.CancellationToken);
        if (request.AttachmentIds.Count == 0)
        {
            force.Tell(file, ToRepresentative.Refused(file, request.Reason));
        }
        else
        {
            // The document is read where each reads the file; a shared mailbox gets one mail.
            outbox.Send(file.Referent.Address, ToRepresentative.Refused(file, request.Reason, links.ForReferent(file)));
            if (file.Representative.Address != file.Referent.Address)
                outbox.Send(file.Representative.Address, ToRepresentative.Refused(file, request.Reason, await links.ForRepresentativeAsync(file, context.CancellationToken)));
        }
        await db.SaveChangesAsync(context.CancellationToken);
        return await views.AdhesionAsync(file, context.CancellationToken);
    }
}
