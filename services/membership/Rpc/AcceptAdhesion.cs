using Dinamis.Membership.Mails;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.AdhesionView> AcceptAdhesion(Wire.AcceptAdhesionRequest request, ServerCallContext context)
    {
        await RequireDinamisAsync(context.CancellationToken, Role.Instructor);
        var file = await VisibleAdhesionAsync(request.AdhesionId, context.CancellationToken);
        RequireVersion(file, request.Version);
        var now = clock.GetUtcNow();
        var opinions = await db.Opinions.AsNoTracking().Where(o => o.AdhesionId == file.Id).ToListAsync(context.CancellationToken);
        file.Accept(request.Families, request.Note, caller.ActorId, now, [.. opinions.Where(o => o.IsFavourable).Select(o => o.Family)]);
        var acte = await db.Deeds.SingleAsync(d => d.AdhesionId == file.Id && d.Kind == DeedKind.Acte && d.Status == DeedStatus.SignedByMember, context.CancellationToken);
        acte.AnnexDecision(file.AcceptedLicences(), caller.ActorId, now);
        outbox.Send(file.Referent.Address, ToReferent.Accepted(file, await Words.GrantedAsync(db, file, context.CancellationToken)));
        await db.SaveChangesAsync(context.CancellationToken);
        return await views.AdhesionAsync(file, context.CancellationToken);
    }
}
