using Dinamis.Membership.Adhesions;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Purpose = Dinamis.Wire.LinkView.Types.Purpose;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [AllowAnonymous]
    public override async Task<Wire.LinkView> SubmitDraft(Wire.SubmitDraftRequest request, ServerCallContext context)
    {
        var (link, file) = await links.OpenAsync(request.Link, context.CancellationToken, Purpose.Referent);
        RequireVersion(file, request.Version);
        new Checks().That(request.Message.Length <= 4000, "message", "4000 caractères au plus.").ThrowIfAny();
        var attachments = await JoinAsync(file, request.AttachmentIds, context.CancellationToken);
        if (file.State is AdhesionState.ComplementRequested && !file.FormsChangedSinceFreeze)
        {
            file.Answer(request.Message, caller.ActorId, clock.GetUtcNow(), attachments);
        }
        else
        {
            await freezing.FreezeAsync(file, request.Message, caller.ActorId, context.CancellationToken, attachments: attachments);
        }
        await db.SaveChangesAsync(context.CancellationToken);
        return await views.LinkAsync(link, file, context.CancellationToken);
    }
}
