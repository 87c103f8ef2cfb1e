using System.Globalization;
using Dinamis.Wire;

namespace Dinamis.Activity.Use;

/// <summary>Counts downloads from the acts of the catalogue: <c>download.opened</c> once, <c>download.closed</c> with the sum of bytes so far.</summary>
static class UseCounter
{
    public static async Task ApplyAsync(ActivityDb db, FeedEvent e, CancellationToken cancellationToken)
    {
        var act = e.Act;
        if (act.Verb is not ("download.opened" or "download.closed") || !Guid.TryParse(act.ObjectId, out var id)) return;
        var fact = await db.Downloads.FindAsync([id], cancellationToken);
        if (act.Verb == "download.closed")
        {
            if (fact is not null) await AddBytesAsync(db, fact, Bytes(act), cancellationToken);
            return;
        }
        if (fact is not null || !Guid.TryParse(act.OrganisationId, out var organisation) || !Guid.TryParse(act.ActorId, out var person)) return;
        fact = new()
        {
            Id = id,
            OrganisationId = organisation,
            PersonId = person,
            At = e.At.ToDateTimeOffset(),
            Bytes = Bytes(act),
            AreaM2 = Area(act),
            Collection = Fact(act, "collection"),
            Item = Fact(act, "item"),
            Purpose = Fact(act, "purpose"),
        };
        db.Downloads.Add(fact);
        var day = await DayAsync(db, fact, cancellationToken);
        day.Downloads++;
        day.AreaM2 += fact.AreaM2;
        day.Bytes += fact.Bytes;
        if (await db.ActivePersons.FindAsync([organisation, day.Month, person], cancellationToken) is null)
            db.ActivePersons.Add(new() { OrganisationId = organisation, Month = day.Month, PersonId = person });
    }

    static async Task AddBytesAsync(ActivityDb db, DownloadFact fact, long sum, CancellationToken cancellationToken)
    {
        if (sum <= fact.Bytes) return;
        (await DayAsync(db, fact, cancellationToken)).Bytes += sum - fact.Bytes;
        fact.Bytes = sum;
    }

    static async Task<UseDay> DayAsync(ActivityDb db, DownloadFact fact, CancellationToken cancellationToken)
    {
        var day = Months.Day(fact.At);
        var row = await db.Days.FindAsync([fact.OrganisationId, day], cancellationToken);
        if (row is null) db.Days.Add(row = new() { OrganisationId = fact.OrganisationId, Day = day, Month = Months.Of(day) });
        return row;
    }

    static string Fact(Act act, string name) => act.Facts.TryGetValue(name, out var value) ? value : "";

    static long Bytes(Act act) => long.TryParse(Fact(act, "bytes"), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : 0;

    static double Area(Act act) => double.TryParse(Fact(act, "area_m2"), NumberStyles.Float, CultureInfo.InvariantCulture, out var area) && double.IsFinite(area) ? area : 0;
}
