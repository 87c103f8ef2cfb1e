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
    public override async Task<Wire.InstructionView> RouteAdhesion(Wire.RouteAdhesionRequest request, ServerCallContext context)
    {
        await RequireDinamisAsync(context.CancellationToken, Role.Instructor);
        var file = await VisibleAdhesionAsync(request.AdhesionId, context.CancellationToken);
        var work = await db.WorkOnAsync(file, context.CancellationToken);
        RequireVersion(work, request.Version);
        Guid? group = request.GroupId.Length == 0 ? null : Id(request.GroupId);
        new Checks().That(group is null || await db.InstructionGroups.AnyAsync(g => g.Id == group, context.CancellationToken), "group_id", "Ce groupe n’existe plus.").ThrowIfAny();
        work.Route(group, byHand: true, caller.ActorId);
        await db.SaveChangesAsync(context.CancellationToken);
        return await InstructionAsync(file, context.CancellationToken);
    }
}
