using Dinamis.Membership.Templates;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.ListDeedTemplatesReply> ListDeedTemplates(Wire.ListDeedTemplatesRequest request, ServerCallContext context)
    {
        await RequireDinamisAsync(context.CancellationToken, Role.Operator);
        var inForce = await db.DeedTemplates.AsNoTracking()
            .Where(t => t.Number == db.DeedTemplates.Where(o => o.Kind == t.Kind).Max(o => o.Number)).ToListAsync(context.CancellationToken);
        return new() { Templates = { inForce.OrderBy(t => t.Kind).Select(t => t.View()) } };
    }
}
