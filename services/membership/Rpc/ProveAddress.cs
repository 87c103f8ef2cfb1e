using Dinamis.Membership.Links;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Purpose = Dinamis.Wire.LinkView.Types.Purpose;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [AllowAnonymous]
    public override async Task<Wire.LinkView> ProveAddress(Wire.LinkRequest request, ServerCallContext context)
    {
        var (link, file) = await links.OpenAsync(request.Link, context.CancellationToken, Purpose.ProveAddress, Purpose.Referent);
        if (file.OpenSiren is null)
        {
            // Another address of the same body was proven in the meantime: nothing is told here, its référent is.
            if (await db.Adhesions.AnyAsync(a => a.OpenSiren == file.Siren, context.CancellationToken)) throw new Refused(LinkRefusals.Gone);
            file.ProveAddress(caller.ActorId, clock.GetUtcNow());
            foreach (var other in await links.UnprovenAsync(file.Siren, context.CancellationToken))
                if (other.Id != file.Id) await links.ForgetAsync(other, context.CancellationToken);
        }
        link.BecomeReferents();
        await db.SaveChangesAsync(context.CancellationToken);
        return await views.LinkAsync(link, file, context.CancellationToken);
    }
}
