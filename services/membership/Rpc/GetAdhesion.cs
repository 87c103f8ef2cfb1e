using Dinamis.Membership.Adhesions;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.AdhesionView> GetAdhesion(Wire.GetAdhesionRequest request, ServerCallContext context)
    {
        await using var moment = await db.MomentAsync(context.CancellationToken);
        return await views.AdhesionAsync(await VisibleAdhesionAsync(request.AdhesionId, context.CancellationToken), context.CancellationToken);
    }

    async Task<Adhesion> VisibleAdhesionAsync(string adhesionId, CancellationToken cancellationToken)
    {
        var id = Id(adhesionId);
        var visible = await db.Adhesions.VisibleToAsync(caller, rights, cancellationToken);
        return await visible.FirstOrDefaultAsync(a => a.Id == id, cancellationToken) ?? throw new Refused(Refusals.NotFound);
    }
}
