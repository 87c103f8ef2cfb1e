using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Mails;
using Dinamis.Membership.Texts;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Purpose = Dinamis.Wire.LinkView.Types.Purpose;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [AllowAnonymous]
    public override async Task<Wire.LinkView> AcceptTexts(Wire.AcceptTextsRequest request, ServerCallContext context)
    {
        var (link, file) = await links.OpenAsync(request.Link, context.CancellationToken, Purpose.Representative);
        if (file is not { WithActe: true, State: AdhesionState.Active or AdhesionState.Suspended }) throw new Refused(AdhesionRefusals.NotInForce);
        var awaited = await campaigns.AwaitedAsync(file.OrganisationId, context.CancellationToken);
        if (!awaited.Select(a => a.Version.Sha256).ToHashSet().SetEquals(request.Sha256)) throw new Refused(Refusals.Stale);
        if (awaited.Count == 0) return await views.LinkAsync(link, file, context.CancellationToken);
        var now = clock.GetUtcNow();
        foreach (var (asked, _) in awaited) asked.Accept(caller.ActorId, TextCampaigns.Name(file), now);
        var organisation = await db.Organisations.SingleAsync(o => o.Id == file.OrganisationId, context.CancellationToken);
        organisation.AcceptTexts([.. awaited.Select(a => new Wire.AcceptedLicence { Family = a.Asked.Family, Version = a.Asked.Number, AcceptedAt = now.ToTimestamp() })], caller.ActorId);
        force.Tell(file, ToParties.TextsAccepted(file, [.. awaited.Select(a => a.Version)]));
        await db.SaveChangesAsync(context.CancellationToken);
        return await views.LinkAsync(link, file, context.CancellationToken);
    }
}
