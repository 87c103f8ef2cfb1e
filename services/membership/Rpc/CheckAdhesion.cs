using Dinamis.Membership.Instruction;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.InstructionView> CheckAdhesion(Wire.CheckAdhesionRequest request, ServerCallContext context)
    {
        await RequireDinamisAsync(context.CancellationToken, Role.Instructor);
        var file = await VisibleAdhesionAsync(request.AdhesionId, context.CancellationToken);
        var work = await db.WorkOnAsync(file, context.CancellationToken);
        RequireVersion(work, request.Version);
        work.Check(request.Checked, file.Entity.Category, caller.ActorId, clock.GetUtcNow());
        await db.SaveChangesAsync(context.CancellationToken);
        return await InstructionAsync(file, context.CancellationToken);
    }
}
