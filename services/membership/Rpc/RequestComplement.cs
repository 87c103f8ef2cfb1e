using Dinamis.Membership.Mails;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.AdhesionView> RequestComplement(Wire.RequestComplementRequest request, ServerCallContext context)
    {
        await RequireDinamisAsync(context.CancellationToken, Role.Instructor);
        var file = await VisibleAdhesionAsync(request.AdhesionId, context.CancellationToken);
        RequireVersion(file, request.Version);
        file.RequestComplement(request.Message, request.Field, caller.ActorId, clock.GetUtcNow(), await JoinAsync(file, request.AttachmentIds, context.CancellationToken));
        outbox.Send(file.Referent.Address, ToReferent.ComplementRequested(file, request.Message, links.ForReferent(file)));
        await officers.TellAsync(file, (_, page) => ToOfficers.ComplementRequested(file, request.Message, page), context.CancellationToken);
        await db.SaveChangesAsync(context.CancellationToken);
        return await views.AdhesionAsync(file, context.CancellationToken);
    }
}
