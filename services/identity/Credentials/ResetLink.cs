using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dinamis.Identity;

/// <summary>A mailed link to choose a new password: one use, one hour.</summary>
public sealed class ResetLink
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);

    /// <summary>Only the hash of the token is kept.</summary>
    public string TokenHash { get; init; } = "";

    public Guid PersonId { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; set; }
}

sealed class ResetLinkMapping : IEntityTypeConfiguration<ResetLink>
{
    public void Configure(EntityTypeBuilder<ResetLink> e)
    {
        e.ToTable("reset_link").HasKey(l => l.TokenHash);
        e.Property(l => l.TokenHash).HasMaxLength(64);
        e.HasIndex(l => l.ExpiresAt);
    }
}
