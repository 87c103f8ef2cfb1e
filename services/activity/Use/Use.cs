using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dinamis.Activity.Use;

/// <summary>One logical download, as the catalogue told it.</summary>
sealed class DownloadFact
{
    /// <summary>The catalogue's download id.</summary>
    public required Guid Id { get; init; }

    public required Guid OrganisationId { get; init; }
    public required Guid PersonId { get; init; }
    public required string Collection { get; init; }
    public required string Item { get; init; }
    public required string Purpose { get; init; }
    public required DateTimeOffset At { get; init; }
    public required double AreaM2 { get; init; }

    /// <summary>Sent so far.</summary>
    public long Bytes { get; set; }
}

/// <summary>Downloads of one organisation on one day of Europe/Paris.</summary>
sealed class UseDay
{
    public required Guid OrganisationId { get; init; }
    public required DateOnly Day { get; init; }

    /// <summary><c>202611</c>, to group by.</summary>
    public required int Month { get; init; }

    public long Downloads { get; set; }
    public double AreaM2 { get; set; }
    public long Bytes { get; set; }
}

/// <summary>Somebody downloaded for an organisation in a month: counting people needs no scan of downloads.</summary>
sealed class ActivePerson
{
    public required Guid OrganisationId { get; init; }
    public required int Month { get; init; }
    public required Guid PersonId { get; init; }
}

sealed class UseMapping : IEntityTypeConfiguration<DownloadFact>, IEntityTypeConfiguration<UseDay>, IEntityTypeConfiguration<ActivePerson>
{
    public void Configure(EntityTypeBuilder<DownloadFact> fact)
    {
        fact.ToTable("download_fact");
        fact.Property(f => f.Id).ValueGeneratedNever();
        fact.HasIndex(f => new { f.OrganisationId, f.At });
    }

    public void Configure(EntityTypeBuilder<UseDay> day)
    {
        day.ToTable("use_day").HasKey(d => new { d.OrganisationId, d.Day });
        day.HasIndex(d => new { d.OrganisationId, d.Month });
    }

    public void Configure(EntityTypeBuilder<ActivePerson> person) =>
        person.ToTable("active_person").HasKey(p => new { p.OrganisationId, p.Month, p.PersonId });
}
