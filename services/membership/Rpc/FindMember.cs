using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [AllowAnonymous]
    public override async Task<Wire.OrganisationName> FindMember(Wire.FindMemberRequest request, ServerCallContext context)
    {
        var siren = BodyId.Normalize(request.Siren);
        var member = await db.Organisations.AsNoTracking().FirstOrDefaultAsync(o => o.Siren == siren && o.ActInForce, context.CancellationToken);
        return member is null ? throw new Refused(Refusals.NotFound) : Views.Name(member);
    }
}
