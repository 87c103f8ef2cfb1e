using Dinamis.Membership.Mails;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Purpose = Dinamis.Wire.LinkView.Types.Purpose;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [AllowAnonymous]
    public override async Task<Wire.LinkView> DecideReferent(Wire.DecideReferentRequest request, ServerCallContext context)
    {
        var (link, file) = await links.OpenAsync(request.Link, context.CancellationToken, Purpose.Representative);
        RequireVersion(file, request.Version);
        var (former, proposed) = (file.Referent.Address, file.ProposedReferent.Referent);
        if (request.Confirm)
        {
            file.ConfirmReferent(caller.ActorId, clock.GetUtcNow());
            await ReplacedAsync(file, former, context.CancellationToken);
        }
        else
        {
            file.RefuseReferent(request.Reason, caller.ActorId, clock.GetUtcNow());
            outbox.Send(former, ToReferent.NotReplaced(file, proposed, request.Reason));
            outbox.Send(proposed.Address, ToNewReferent.NotConfirmed(file, request.Reason));
        }
        await db.SaveChangesAsync(context.CancellationToken);
        return await views.LinkAsync(link, file, context.CancellationToken);
    }
}
