using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Mails;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.AdhesionView> RefuseAdhesion(Wire.RefuseAdhesionRequest request, ServerCallContext context)
    {
        await RequireDinamisAsync(context.CancellationToken, Role.Instructor);
        var file = await VisibleAdhesionAsync(request.AdhesionId, context.CancellationToken);
        RequireVersion(file, request.Version);
        file.Refuse(request.Reason, caller.ActorId, clock.GetUtcNow());
        await Freezing.VoidDeedsAsync(db, file.Id, caller.ActorId, context.CancellationToken);
        force.Tell(file, ToRepresentative.Refused(file, request.Reason));
        await db.SaveChangesAsync(context.CancellationToken);
        return await views.AdhesionAsync(file, context.CancellationToken);
    }
}
