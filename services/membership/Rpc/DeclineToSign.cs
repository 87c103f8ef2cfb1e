using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Mails;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Purpose = Dinamis.Wire.LinkView.Types.Purpose;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [AllowAnonymous]
    public override async Task<Wire.LinkView> DeclineToSign(Wire.AskCorrectionRequest request, ServerCallContext context)
    {
        var (link, file) = await links.OpenAsync(request.Link, context.CancellationToken, Purpose.Representative);
        file.Decline(request.Message, caller.ActorId, clock.GetUtcNow());
        await Freezing.VoidDeedsAsync(db, file.Id, caller.ActorId, context.CancellationToken);
        await contact.SendAsync(file, file.Referent.Address, file.IsAmendment ? ToReferent.AmendmentDeclined(file, request.Message) : file.IsDeparture ? ToReferent.DepartureDeclined(file, request.Message) : ToReferent.Declined(file, request.Message), context.CancellationToken);
        await officers.TellAsync(file, (relay, page) => ToOfficers.Declined(file, request.Message, relay, page), context.CancellationToken);
        await db.SaveChangesAsync(context.CancellationToken);
        return await views.LinkAsync(link, file, context.CancellationToken);
    }
}
