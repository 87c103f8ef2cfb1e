using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dinamis.Membership.Partners;

sealed class PartnerMapping : IEntityTypeConfiguration<Partner>
{
    public void Configure(EntityTypeBuilder<Partner> partner)
    {
        partner.Property(p => p.Id).ValueGeneratedNever();
        partner.Property(p => p.Siren).HasMaxLength(BodyId.MaxLength);
        partner.Property(p => p.SearchKey).HasMaxLength(260);
        partner.Property(p => p.Facts).HasMessage();
        partner.Property(p => p.Department).HasMaxLength(3);
        partner.HasIndex(p => new { p.RelayId, p.Siren }).IsUnique();
        partner.HasIndex(p => p.JudgedBy);
    }
}
