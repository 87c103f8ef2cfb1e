using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dinamis.Membership.Partners;

/// <summary>A link mailed to a person whose address a relay gave: by it she objects to that use, and answers what the relay asks of her body. The token itself is never stored.</summary>
sealed class PartnerLink
{
    /// <summary>How long an answer is awaited; the objection is possible as long as the line exists.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(30);

    PartnerLink() { }

    public Guid Id { get; private set; }
    public string TokenHash { get; private set; } = "";
    public Guid RelayId { get; private set; }
    public Guid PartnerId { get; private set; }

    /// <summary>Where it was sent; empty once its holder has objected.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The body is asked for what its line lacks; otherwise the link came with another mail, for the objection alone.</summary>
    public bool Asks { get; private set; }
    public DateTimeOffset SentAt { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }
    public DateTimeOffset? ObjectedAt { get; private set; }

    public static PartnerLink To(Partner partner, string address, bool asks, string token, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(at),
        TokenHash = Secrets.Hash(token),
        RelayId = partner.RelayId,
        PartnerId = partner.Id,
        Address = address,
        Asks = asks,
        SentAt = at,
    };

    public bool AwaitsAnswer(DateTimeOffset at) => Asks && ObjectedAt is null && at < SentAt + Life;

    public void Answer(DateTimeOffset at) => AnsweredAt = at;

    public void Object(DateTimeOffset at) => (ObjectedAt, Address) = (ObjectedAt ?? at, "");

    /// <summary>Its line was merged into another.</summary>
    public void MoveTo(Partner partner) => PartnerId = partner.Id;
}

/// <summary>An address to which a relay writes no more. Its digest alone is kept: enough to know it again, and no list of people.</summary>
sealed class Objection
{
    public required Guid RelayId { get; init; }
    public required string AddressHash { get; init; }
    public required DateTimeOffset At { get; init; }
}

sealed class PartnerLinkMapping : IEntityTypeConfiguration<PartnerLink>, IEntityTypeConfiguration<Objection>
{
    public void Configure(EntityTypeBuilder<PartnerLink> link)
    {
        link.Property(l => l.Id).ValueGeneratedNever();
        link.Property(l => l.TokenHash).HasMaxLength(64);
        link.Property(l => l.Address).HasMaxLength(254);
        link.HasIndex(l => l.TokenHash).IsUnique();
        link.HasIndex(l => l.PartnerId);
        link.HasIndex(l => new { l.RelayId, l.Address });
    }

    public void Configure(EntityTypeBuilder<Objection> objection)
    {
        objection.HasKey(o => new { o.RelayId, o.AddressHash });
        objection.Property(o => o.AddressHash).HasMaxLength(64);
    }
}
