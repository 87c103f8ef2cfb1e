using Dinamis.Activity.Use;
using Dinamis.Rights;
using Dinamis.ServiceDefaults;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Activity.Rpc;

sealed partial class ActivityService
{
    const int LatestDownloads = 20;

    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.EntityActivity> GetEntityActivity(Wire.GetEntityActivityRequest request, ServerCallContext context)
    {
        var (entity, ct) = (IdOf(request.EntityId), context.CancellationToken);
        await readers.RequireEntityAsync(entity, ct);
        var span = Months.Span(request.FromMonth, request.UntilMonth, Now);
        // One row, so that the same sums serve an entity and a relay's many.
        var only = db.Set<StandingRow>().Where(s => s.Key == entity.ToString()).Select(_ => entity);
        var use = new UseReader(db);
        var months = await use.MonthsAsync(only, span, ct);
        var latest = await db.Downloads.AsNoTracking().Where(d => d.OrganisationId == entity).OrderByDescending(d => d.At).ThenByDescending(d => d.Id).Take(LatestDownloads).ToListAsync(ct);
        return new()
        {
            EntityId = entity.ToString(),
            Totals = await use.TotalAsync(only, span, months, ct),
            Months = { months },
            Latest = { latest.Select(Line) },
        };
    }

    static Wire.DownloadLine Line(DownloadFact fact) => new()
    {
        At = fact.At.ToTimestamp(),
        PersonId = fact.PersonId.ToString(),
        Collection = fact.Collection,
        Item = fact.Item,
        Purpose = fact.Purpose,
        AreaM2 = fact.AreaM2,
    };
}
