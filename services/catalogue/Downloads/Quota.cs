using Dinamis.Kernel;
using Dinamis.Storage;
using Dinamis.Wire;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dinamis.Catalogue.Downloads;

/// <summary>
/// km² that an organisation may download in one calendar quarter of Europe/Paris. No row = unlimited. The row is also where
/// parallel downloads meet: what is reserved is added here, under the row's version.
/// </summary>
sealed class Quota : Aggregate
{
    public Guid OrganisationId { get; init; }

    /// <summary>m² per quarter; null = unlimited.</summary>
    public double? LimitM2 { get; private set; }

    /// <summary>First day of the quarter that <see cref="UsedM2"/> counts.</summary>
    public DateOnly Quarter { get; private set; }

    public double UsedM2 { get; private set; }

    public void Limit(double? km2, string actor, DateTimeOffset now)
    {
        if (km2 is < 0 or > 1e9 || km2 is { } n && !double.IsFinite(n)) throw new Refused(Refusals.Invalid, [new("km2", "Une surface en km², positive.")]);
        Turn(now);
        LimitM2 = km2 * 1e6;
        var act = new Act { Verb = "quota.set", ActorId = actor, OrganisationId = OrganisationId.ToString(), ObjectType = "quota", ObjectId = Id.ToString() };
        if (km2 is { } limit) act.Facts["km2"] = limit.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Raise(act);
    }

    public double UsedAt(DateTimeOffset now) => QuarterOf(now) == Quarter ? UsedM2 : 0;

    public bool Allows(double areaM2, DateTimeOffset now) => LimitM2 is not { } limit || UsedAt(now) + areaM2 <= limit;

    /// <exception cref="Refused">QUOTA_EXHAUSTED.</exception>
    public void Reserve(double areaM2, DateTimeOffset now)
    {
        if (!Allows(areaM2, now)) throw new Refused(Licence.Refusals.QuotaExhausted);
        Turn(now);
        UsedM2 += areaM2;
    }

    public static DateOnly QuarterOf(DateTimeOffset at)
    {
        var paris = TimeZoneInfo.ConvertTime(at, Paris.Zone);
        return new(paris.Year, (paris.Month - 1) / 3 * 3 + 1, 1);
    }

    void Turn(DateTimeOffset now)
    {
        if (QuarterOf(now) is var quarter && quarter != Quarter) (Quarter, UsedM2) = (quarter, 0);
    }
}

static class Paris
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    public static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);
}

sealed class QuotaMapping : IEntityTypeConfiguration<Quota>
{
    public void Configure(EntityTypeBuilder<Quota> builder)
    {
        builder.ToTable("quota");
        builder.HasIndex(q => q.OrganisationId).IsUnique();
    }
}
