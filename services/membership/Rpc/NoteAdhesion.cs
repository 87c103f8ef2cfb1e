using Dinamis.Membership.Instruction;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.InstructionView> NoteAdhesion(Wire.NoteAdhesionRequest request, ServerCallContext context)
    {
        await RequireDinamisAsync(context.CancellationToken, Role.Instructor, Role.Signatory, Role.Operator);
        var file = await VisibleAdhesionAsync(request.AdhesionId, context.CancellationToken);
        (await db.WorkOnAsync(file, context.CancellationToken)).Note(request.Text, caller.ActorId, clock.GetUtcNow());
        await db.SaveChangesAsync(context.CancellationToken);
        return await InstructionAsync(file, context.CancellationToken);
    }
}
