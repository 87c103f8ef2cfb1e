using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Mails;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Purpose = Dinamis.Wire.LinkView.Types.Purpose;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [AllowAnonymous]
    public override async Task<Wire.SendFreshLinkReply> RenewLink(Wire.LinkRequest request, ServerCallContext context)
    {
        if (await links.FindAsync(request.Link, context.CancellationToken) is not { } link) return new();
        caller.LinkId = link.Id;
        if (await db.Adhesions.FirstOrDefaultAsync(a => a.Id == link.AdhesionId, context.CancellationToken) is not { } file) return new();
        if (link.Purpose is Purpose.Representative or Purpose.Delegate)
        {
            if (!await links.MayMailAsync(link.Address, context.CancellationToken)) return new();
            if (file.State is AdhesionState.AwaitingRepresentative && file.Signatory.Address == link.Address)
                await freezing.AskAsync(file, context.CancellationToken);
            else if (file.State is AdhesionState.Active or AdhesionState.Suspended && file.Representative.Address == link.Address && link.Purpose is Purpose.Representative)
                outbox.Send(link.Address, ToRepresentative.FreshLink(file, await links.ForRepresentativeAsync(file, context.CancellationToken)));
        }
        else if (link.Purpose is Purpose.Opinion)
        {
            var opinion = await db.Opinions.SingleAsync(o => o.Id == link.OpinionId, context.CancellationToken);
            if (opinion.AnsweredAt is not null || opinion.RevokedAt is not null || !await links.MayMailAsync(link.Address, context.CancellationToken)) return new();
            link.Supersede(clock.GetUtcNow());
            outbox.Send(link.Address, ToExpert.PleaseSay(file, opinion, links.ForExpert(file, opinion)));
        }
        else if (link.Purpose is Purpose.NewReferent)
        {
            if (file.ProposedReferent.Referent?.Address != link.Address || file.ProposedReferent.ProvenAt is not null || !await links.MayMailAsync(link.Address, context.CancellationToken)) return new();
            outbox.Send(link.Address, ToNewReferent.PleaseProve(file, await links.ForNewReferentAsync(file, context.CancellationToken)));
        }
        else if (file.Referent.Address == link.Address && (file.OpenSiren is not null || file.State is AdhesionState.Draft or AdhesionState.Refused))
        {
            link.Supersede(clock.GetUtcNow());
            await SendReferentsLinkAsync(file, context.CancellationToken);
        }
        return new();
    }
}
