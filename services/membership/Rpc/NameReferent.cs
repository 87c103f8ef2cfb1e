using Dinamis.Membership.Links;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Purpose = Dinamis.Wire.LinkView.Types.Purpose;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [AllowAnonymous]
    public override async Task<Wire.LinkView> NameReferent(Wire.NameReferentRequest request, ServerCallContext context)
    {
        var (link, file) = await links.OpenAsync(request.Link, context.CancellationToken, Purpose.Representative);
        // Who reads his mailbox alone would become référent; where both read one, he is it already.
        if (file is { MayNameReferent: true, OneMailbox: false } && !link.CodeProvenLately(clock.GetUtcNow())) throw new Refused(LinkRefusals.CodeMissing);
        await ProposeReferentAsync(file, request.Referent, Wire.ReferentProposal.Types.Side.Representative, mandate: null, context.CancellationToken);
        await db.SaveChangesAsync(context.CancellationToken);
        return await views.LinkAsync(link, file, context.CancellationToken);
    }
}
