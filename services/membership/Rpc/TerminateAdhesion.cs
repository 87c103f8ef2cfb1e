using Dinamis.Membership.Mails;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.AdhesionView> TerminateAdhesion(Wire.ReasonedCommand request, ServerCallContext context)
    {
        var file = await ExaminedAsync(request, context.CancellationToken);
        var now = clock.GetUtcNow();
        if (file.MayTerminate(now))
        {
            file.Terminate(request.Reason, caller.ActorId, now);
            await force.EndAsync(file, DeedStatus.Terminated, caller.ActorId, context.CancellationToken);
            force.Tell(file, ToParties.Terminated(file, request.Reason));
        }
        else
        {
            file.GiveNotice(request.Reason, Adhesions.Party.Instructor, caller.ActorId, now);
            force.Tell(file, ToParties.NoticeGiven(file, byMember: false, request.Reason));
        }
        await db.SaveChangesAsync(context.CancellationToken);
        return await views.AdhesionAsync(file, context.CancellationToken);
    }
}
