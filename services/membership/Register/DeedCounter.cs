using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Register;

/// <summary>Last number given in a year. The row is locked until the freeze commits: numbers have neither gap nor twin.</summary>
sealed class DeedCounter
{
    public int Year { get; private set; }
    public int Last { get; private set; }

    /// <summary>The next number, `DIN-YYYY-NNNNNN`, in the caller's transaction. The year is that of Paris.</summary>
    public static async Task<string> NextAsync(MembershipDb db, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var year = TimeZoneInfo.ConvertTime(at, Paris.Zone).Year;
        // One statement that both providers understand: it inserts the year's first number or raises the last one.
        var last = await db.Database.SqlQuery<int>($"""
            INSERT INTO "DeedCounters" ("Year", "Last") VALUES ({year}, 1)
            ON CONFLICT ("Year") DO UPDATE SET "Last" = "DeedCounters"."Last" + 1
            RETURNING "Last" AS "Value"
            """).ToListAsync(cancellationToken);
        return string.Create(CultureInfo.InvariantCulture, $"DIN-{year}-{last[0]:000000}");
    }
}
