using Dinamis.Activity.Use;
using Dinamis.Rights;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Activity.Rpc;

sealed partial class ActivityService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.RelayActivity> GetRelayActivity(Wire.GetRelayActivityRequest request, ServerCallContext context)
    {
        var (relay, ct) = (IdOf(request.RelayId), context.CancellationToken);
        var entities = await readers.EntitiesOfRelayAsync(relay, ct);
        var span = Months.Span(request.FromMonth, request.UntilMonth, Now);
        var use = new UseReader(db);
        var months = await use.MonthsAsync(entities, span, ct);
        var byEntity = await use.ByOrganisationAsync(entities, span, ct);
        var keys = byEntity.Keys.Select(id => id.ToString()).ToList();
        var standings = (await db.Set<StandingRow>().AsNoTracking().Where(s => keys.Contains(s.Key)).ToListAsync(ct))
            .ToDictionary(s => s.Key, s => Wire.Standing.Parser.ParseFrom(s.Payload).ActInForce);
        return new()
        {
            RelayId = relay.ToString(),
            Partners = byEntity.Count,
            Totals = await use.TotalAsync(entities, span, months, ct),
            Months = { months },
            Lines =
            {
                byEntity.OrderByDescending(e => e.Value.Downloads).ThenBy(e => e.Key).Select(e => new Wire.PartnerUse
                {
                    EntityId = e.Key.ToString(), ActInForce = standings.GetValueOrDefault(e.Key.ToString()), Totals = e.Value,
                }),
            },
        };
    }
}
