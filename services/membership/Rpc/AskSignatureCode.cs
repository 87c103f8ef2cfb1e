using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Links;
using Dinamis.Membership.Mails;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Purpose = Dinamis.Wire.LinkView.Types.Purpose;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [AllowAnonymous]
    public override async Task<Wire.LinkView> AskSignatureCode(Wire.LinkRequest request, ServerCallContext context)
    {
        var (link, file) = await links.OpenAsync(request.Link, context.CancellationToken, LinkDesk.Signing);
        if (file.MayNameReferent && link.Purpose is not Purpose.Representative) throw new Refused(AdhesionRefusals.NotFrozen);
        if (file.OneMailbox) throw new Refused(LinkRefusals.CodeByVoice);
        file.NoteCode("adhesion.code-mailed", caller.ActorId);
        await contact.SendAsync(file, file.Referent.Address, ToReferent.SignatureCode(file, link.NewCode(Link.ByMail, clock.GetUtcNow())), context.CancellationToken);
        await db.SaveChangesAsync(context.CancellationToken);
        return await views.LinkAsync(link, file, context.CancellationToken);
    }
}
