using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Links;
using Dinamis.Membership.Mails;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Purpose = Dinamis.Wire.LinkView.Types.Purpose;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [AllowAnonymous]
    public override async Task<Wire.LinkView> ProveReferent(Wire.LinkRequest request, ServerCallContext context)
    {
        var (link, file) = await links.OpenAsync(request.Link, context.CancellationToken, Purpose.NewReferent);
        var (former, proposal) = (file.Referent.Address, file.ProposedReferent);
        // Refused meanwhile, or in place already: his page says which.
        if (proposal.Referent?.Address != link.Address || proposal.ProvenAt is not null) return await views.LinkAsync(link, file, context.CancellationToken);
        file.ProveReferent(caller.ActorId, clock.GetUtcNow());
        if (file.ProposedReferent.Referent is null) await ReplacedAsync(file, former, context.CancellationToken);
        else outbox.Send(file.Representative.Address, ToRepresentative.ConfirmReferent(file, await links.ForRepresentativeAsync(file, context.CancellationToken)));
        await db.SaveChangesAsync(context.CancellationToken);
        return await views.LinkAsync(link, file, context.CancellationToken);
    }

    /// <summary>Both are told, and what was mailed to the former one opens nothing more; accounts is asked by <see cref="ReferentInvitations"/>.</summary>
    async Task ReplacedAsync(Adhesion file, string former, CancellationToken cancellationToken)
    {
        await links.SupersedeAsync(file.Id, [Purpose.Referent, Purpose.ProveAddress], cancellationToken);
        outbox.Send(former, ToReferent.Replaced(file));
        outbox.Send(file.Referent.Address, ToNewReferent.InPlace(file));
    }
}
