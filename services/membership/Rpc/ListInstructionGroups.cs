using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.ListInstructionGroupsReply> ListInstructionGroups(Wire.ListInstructionGroupsRequest request, ServerCallContext context)
    {
        await RequireDinamisAsync(context.CancellationToken, Role.Instructor, Role.Signatory, Role.Operator);
        var groups = await db.InstructionGroups.AsNoTracking().OrderBy(g => g.Name).ToListAsync(context.CancellationToken);
        return new() { Groups = { groups.Select(g => g.View()) } };
    }
}
