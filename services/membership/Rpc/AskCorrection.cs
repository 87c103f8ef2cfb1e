using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Links;
using Dinamis.Membership.Mails;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [AllowAnonymous]
    public override async Task<Wire.LinkView> AskCorrection(Wire.AskCorrectionRequest request, ServerCallContext context)
    {
        var (link, file) = await links.OpenAsync(request.Link, context.CancellationToken, LinkDesk.Signing);
        file.AskCorrection(request.Message, caller.ActorId, clock.GetUtcNow());
        await Freezing.VoidDeedsAsync(db, file.Id, caller.ActorId, context.CancellationToken);
        await contact.SendAsync(file, file.Referent.Address, ToReferent.CorrectionAsked(file, request.Message, links.ForReferent(file)), context.CancellationToken);
        await officers.TellAsync(file, (relay, page) => ToOfficers.CorrectionAsked(file, request.Message, relay, page), context.CancellationToken);
        await db.SaveChangesAsync(context.CancellationToken);
        return await views.LinkAsync(link, file, context.CancellationToken);
    }
}
