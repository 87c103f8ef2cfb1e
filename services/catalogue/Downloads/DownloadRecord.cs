using System.Globalization;
using Dinamis.Storage;
using Dinamis.Wire;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dinamis.Catalogue.Downloads;

/// <summary>One logical download: a person, for an organisation, takes one version of an asset within 24 hours, in however many requests.</summary>
sealed class DownloadRecord : Aggregate
{
    public static readonly TimeSpan Window = TimeSpan.FromHours(24);

    /// <summary>Sent in all, it was a probe (GDAL reads headers) and does not count.</summary>
    public const long ProbeBytes = 64 * 1024;

    public Guid PersonId { get; init; }
    public Guid OrganisationId { get; init; }
    public required string Collection { get; init; }
    public required string Item { get; init; }
    public required string Key { get; init; }
    public required string Sha256 { get; init; }
    public DateTimeOffset OpenedAt { get; init; }
    public double AreaM2 { get; init; }
    public required string Purpose { get; init; }
    public required string Family { get; init; }
    public int LicenceVersion { get; init; }

    /// <summary>Really sent, summed.</summary>
    public long Bytes { get; private set; }

    public DateTimeOffset LastByteAt { get; private set; }

    /// <summary>Bytes that <c>download.closed</c> told last; more since then are told again.</summary>
    public long ToldBytes { get; private set; }

    public void Open(DateTimeOffset at)
    {
        LastByteAt = at;
        Raise(Act("download.opened"));
    }

    public void Send(long bytes, DateTimeOffset at) => (Bytes, LastByteAt) = (Bytes + bytes, at);

    /// <summary>Nothing was sent for a while, or the window is over: the sum so far is told.</summary>
    public void Close()
    {
        ToldBytes = Bytes;
        Raise(Act("download.closed"));
    }

    Act Act(string verb) => new()
    {
        Verb = verb,
        ActorId = PersonId.ToString(),
        OrganisationId = OrganisationId.ToString(),
        ObjectType = "download",
        ObjectId = Id.ToString(),
        Facts =
        {
            ["collection"] = Collection,
            ["item"] = Item,
            ["asset"] = Key,
            ["sha256"] = Sha256,
            ["area_m2"] = AreaM2.ToString("F0", CultureInfo.InvariantCulture),
            ["bytes"] = Bytes.ToString(CultureInfo.InvariantCulture),
            ["purpose"] = Purpose,
            ["family"] = Family,
            ["licence_version"] = LicenceVersion.ToString(CultureInfo.InvariantCulture),
        },
    };

    public Download View() => new()
    {
        DownloadId = Id.ToString(),
        PersonId = PersonId.ToString(),
        OrganisationId = OrganisationId.ToString(),
        CollectionId = Collection,
        ItemId = Item,
        AssetKey = Key,
        OpenedAt = OpenedAt.ToTimestamp(),
        Bytes = Bytes,
        AreaM2 = AreaM2,
        Purpose = Purpose,
        Family = Family,
        LicenceVersion = LicenceVersion,
    };
}

sealed class DownloadRecordMapping : IEntityTypeConfiguration<DownloadRecord>
{
    public void Configure(EntityTypeBuilder<DownloadRecord> builder)
    {
        builder.ToTable("download");
        builder.HasIndex(d => new { d.PersonId, d.OrganisationId, d.Sha256, d.OpenedAt });
        builder.HasIndex(d => new { d.OrganisationId, d.OpenedAt });
        builder.HasIndex(d => d.LastByteAt);
    }
}
