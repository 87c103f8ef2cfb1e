using Dinamis.Membership.Mails;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.AdhesionView> DropAdhesion(Wire.ReasonedCommand request, ServerCallContext context)
    {
        var file = await ExaminedAsync(request, context.CancellationToken);
        file.Drop(request.Reason, caller.ActorId, clock.GetUtcNow());
        await Adhesions.Freezing.VoidDeedsAsync(db, file.Id, caller.ActorId, context.CancellationToken);
        force.Tell(file, ToParties.Dropped(file, request.Reason));
        if (file.IsDelegated) outbox.Send(file.Signatory.Address, ToParties.Dropped(file, request.Reason));
        await db.SaveChangesAsync(context.CancellationToken);
        return await views.AdhesionAsync(file, context.CancellationToken);
    }

    /// <summary>The file that an instructor has read in this version.</summary>
    async Task<Adhesions.Adhesion> ExaminedAsync(Wire.ReasonedCommand request, CancellationToken cancellationToken)
    {
        await RequireDinamisAsync(cancellationToken, Role.Instructor);
        var file = await VisibleAdhesionAsync(request.AdhesionId, cancellationToken);
        RequireVersion(file, request.Version);
        return file;
    }
}
