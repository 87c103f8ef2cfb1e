using Dinamis.Membership.Instruction;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.InstructionView> AssignAdhesion(Wire.AssignAdhesionRequest request, ServerCallContext context)
    {
        await RequireDinamisAsync(context.CancellationToken, Role.Instructor);
        var file = await VisibleAdhesionAsync(request.AdhesionId, context.CancellationToken);
        var view = await InstructionAsync(file, context.CancellationToken);
        var work = await db.WorkOnAsync(file, context.CancellationToken);
        // A colleague took it in this moment: the page shows who.
        RequireVersion(work, request.Version);
        new Checks().That(request.PersonId.Length == 0 || view.Instructors.Contains(request.PersonId), "person_id", "Cette personne n’instruit pas les adhésions.").ThrowIfAny();
        work.Assign(request.PersonId, caller.ActorId);
        await db.SaveChangesAsync(context.CancellationToken);
        return await InstructionAsync(file, context.CancellationToken);
    }
}
