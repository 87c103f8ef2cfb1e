using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Purpose = Dinamis.Wire.LinkView.Types.Purpose;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [AllowAnonymous]
    public override async Task<Wire.LinkView> GiveOpinion(Wire.GiveOpinionRequest request, ServerCallContext context)
    {
        var (link, file) = await links.OpenAsync(request.Link, context.CancellationToken, Purpose.Opinion);
        var opinion = await db.Opinions.SingleAsync(o => o.Id == link.OpinionId, context.CancellationToken);
        opinion.Give(request.Answer, request.Comment, caller.ActorId, clock.GetUtcNow());
        await db.SaveChangesAsync(context.CancellationToken);
        return await views.LinkAsync(link, file, context.CancellationToken);
    }
}
