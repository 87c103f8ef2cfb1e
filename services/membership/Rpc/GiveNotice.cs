using Dinamis.Membership.Mails;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Purpose = Dinamis.Wire.LinkView.Types.Purpose;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [AllowAnonymous]
    public override async Task<Wire.LinkView> GiveNotice(Wire.AskCorrectionRequest request, ServerCallContext context)
    {
        var (link, file) = await links.OpenAsync(request.Link, context.CancellationToken, Purpose.Representative);
        file.GiveNotice(request.Message, Adhesions.Party.Representative, caller.ActorId, clock.GetUtcNow());
        force.Tell(file, ToParties.NoticeGiven(file, byMember: true, request.Message));
        await db.SaveChangesAsync(context.CancellationToken);
        return await views.LinkAsync(link, file, context.CancellationToken);
    }
}
