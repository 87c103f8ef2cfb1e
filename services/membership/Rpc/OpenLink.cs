using Dinamis.Membership.Links;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Purpose = Dinamis.Wire.LinkView.Types.Purpose;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [AllowAnonymous]
    public override async Task<Wire.LinkView> OpenLink(Wire.OpenLinkRequest request, ServerCallContext context)
    {
        await using var moment = await db.MomentAsync(context.CancellationToken);
        var (link, file) = await links.OpenAsync(request.Link, context.CancellationToken, [Purpose.ProveAddress, Purpose.Referent, .. LinkDesk.Signing, Purpose.Opinion, Purpose.NewReferent]);
        return await views.LinkAsync(link, file, context.CancellationToken);
    }
}
