using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dinamis.Membership.Links;

sealed class LinkMapping : IEntityTypeConfiguration<Link>
{
    public void Configure(EntityTypeBuilder<Link> link)
    {
        link.Property(l => l.Id).ValueGeneratedNever();
        link.Property(l => l.TokenHash).HasMaxLength(64);
        link.Property(l => l.Purpose).HasConversion<string>().HasMaxLength(40);
        link.Property(l => l.Address).HasMaxLength(254);
        link.Property(l => l.FrozenSha256).HasMaxLength(64);
        link.Property(l => l.CodeHash).HasMaxLength(64);
        link.Property(l => l.CodeBy).HasMaxLength(64);
        link.HasIndex(l => l.TokenHash).IsUnique();
        link.HasIndex(l => l.AdhesionId);
        link.HasIndex(l => new { l.Address, l.SentAt });
    }
}
