using Dinamis.Membership.Instruction;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.RemoveInstructionGroupReply> RemoveInstructionGroup(Wire.RemoveInstructionGroupRequest request, ServerCallContext context)
    {
        await RequireDinamisAsync(context.CancellationToken, Role.Operator);
        var groups = await db.InstructionGroups.ToListAsync(context.CancellationToken);
        var group = groups.Find(g => g.Id == Id(request.GroupId)) ?? throw new Refused(Refusals.NotFound);
        RequireVersion(group, request.Version);
        group.Remove(caller.ActorId);
        db.InstructionGroups.Remove(group);
        await db.RouteAllAsync([.. groups.Where(g => g != group)], caller.ActorId, context.CancellationToken);
        return new();
    }
}
