using Dinamis.Membership.Adhesions;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [AllowAnonymous]
    public override async Task<Wire.LinkView> SaveSector(Wire.SaveSectorRequest request, ServerCallContext context)
    {
        var published = await db.Texts.Select(t => t.Family).ToListAsync(context.CancellationToken);
        return await SaveAsync(request.Link, request.Version, file =>
        {
            new FormChecks().Sector(request.Sector).FamiliesAmong(request.Sector, published).ThrowIfAny();
            file.SaveSector(request.Sector, caller.ActorId, clock.GetUtcNow());
        }, context.CancellationToken);
    }
}
