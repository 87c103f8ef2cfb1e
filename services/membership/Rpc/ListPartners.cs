using Dinamis.Membership.Partners;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.ListPartnersReply> ListPartners(Wire.ListPartnersRequest request, ServerCallContext context)
    {
        await using var moment = await db.MomentAsync(context.CancellationToken);
        var relay = await RequireRelayAsync(request.RelayId, context.CancellationToken, MandateRight.Join, MandateRight.View);
        var ((skip, take), now) = (Page(request.PageToken, request.PageSize), clock.GetUtcNow());
        var found = followUp.Find(relay, request, now);
        var page = await found.OrderBy(p => p.SearchKey).Skip(skip).Take(take + 1).ToListAsync(context.CancellationToken);
        var reply = new Wire.ListPartnersReply
        {
            Partners = { await followUp.ViewsAsync(relay, [.. page.Take(take)], now, context.CancellationToken) },
            NextPageToken = Next(page.Count, skip, take),
            Total = skip == 0 && page.Count <= take ? page.Count : await found.CountAsync(context.CancellationToken),
        };
        if (!request.WithStages) return reply;
        var any = followUp.Find(relay, request, now, anyStage: true);
        foreach (var stage in FollowUp.Stages) reply.Stages.Add(new Wire.StageCount { Stage = stage, Count = await followUp.At(any, relay, stage, now).CountAsync(context.CancellationToken) });
        return reply;
    }

    /// <summary>The caller is an officer of this relay, named in one of its mandates in force with one of these rights.</summary>
    async Task<Guid> RequireRelayAsync(string relayId, CancellationToken cancellationToken, params MandateRight[] anyOf)
    {
        var relay = Id(relayId);
        if (caller.OrganisationId != relay) throw new Refused(Refusals.NotFound);
        foreach (var right in anyOf)
            if ((await rights.MandatesAsync(right, cancellationToken)).Count > 0) return relay;
        throw new Refused(Refusals.Forbidden);
    }
}
