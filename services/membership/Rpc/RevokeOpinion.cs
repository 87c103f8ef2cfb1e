using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.InstructionView> RevokeOpinion(Wire.RevokeOpinionRequest request, ServerCallContext context)
    {
        await RequireDinamisAsync(context.CancellationToken, Role.Instructor);
        var id = Id(request.OpinionId);
        var opinion = await db.Opinions.FirstOrDefaultAsync(o => o.Id == id, context.CancellationToken) ?? throw new Refused(Refusals.NotFound);
        opinion.Revoke(caller.ActorId, clock.GetUtcNow());
        foreach (var link in await db.Links.Where(l => l.OpinionId == id).ToListAsync(context.CancellationToken)) link.Supersede(clock.GetUtcNow());
        await db.SaveChangesAsync(context.CancellationToken);
        return await InstructionAsync(await db.Adhesions.SingleAsync(a => a.Id == opinion.AdhesionId, context.CancellationToken), context.CancellationToken);
    }
}
