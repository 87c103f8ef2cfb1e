using Dinamis.Membership.Mails;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Purpose = Dinamis.Wire.LinkView.Types.Purpose;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [AllowAnonymous]
    public override async Task<Wire.LinkView> RenewAdhesion(Wire.LinkRequest request, ServerCallContext context)
    {
        var (link, file) = await links.OpenAsync(request.Link, context.CancellationToken, Purpose.Representative);
        file.Renew(caller.ActorId, clock.GetUtcNow());
        force.Tell(file, ToParties.Renewed(file));
        await db.SaveChangesAsync(context.CancellationToken);
        return await views.LinkAsync(link, file, context.CancellationToken);
    }
}
