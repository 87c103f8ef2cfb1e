using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dinamis.Membership.Opinions;

sealed class OpinionMapping : IEntityTypeConfiguration<Opinion>
{
    public void Configure(EntityTypeBuilder<Opinion> opinion)
    {
        opinion.Property(o => o.Family).HasMaxLength(40);
        opinion.Property(o => o.Address).HasMaxLength(254);
        opinion.Property(o => o.AskedBy).HasMaxLength(64);
        opinion.Property(o => o.Answer).HasConversion<string>().HasMaxLength(40);
        opinion.HasIndex(o => o.AdhesionId);
    }
}
