using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dinamis.Membership.Imports;

sealed class PartnerImportMapping : IEntityTypeConfiguration<PartnerImport>
{
    public void Configure(EntityTypeBuilder<PartnerImport> import)
    {
        import.Property(i => i.FileName).HasMaxLength(200);
        import.Property(i => i.CreatedBy).HasMaxLength(40);
        import.Property(i => i.Rows).HasMessages();
        import.Property(i => i.Before).HasMessages();
        import.Property(i => i.Counts).HasMessage();
        import.Property(i => i.UnreadColumns).HasJson();
        import.Ignore(i => i.Sirens);
        import.HasIndex(i => new { i.RelayId, i.CreatedAt });
        import.HasIndex(i => i.CreatedAt);
    }
}
