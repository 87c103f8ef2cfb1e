using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Links;
using Dinamis.Membership.Texts;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.AskTextsReply> AskTexts(Wire.AskTextsRequest request, ServerCallContext context)
    {
        var file = await OwnInForceAsync(request.EntityId, context.CancellationToken);
        if (!await links.MayMailAsync(file.Representative.Address, context.CancellationToken)) throw new Refused(LinkRefusals.TooManyMails);
        var awaited = await campaigns.AwaitedAsync(file.OrganisationId, context.CancellationToken);
        if (awaited.Count == 0) throw new Refused(AdhesionRefusals.NothingToAccept);
        await TextMails.SendAsync(file, awaited, links, outbox, clock.GetUtcNow(), context.CancellationToken);
        return new();
    }
}
