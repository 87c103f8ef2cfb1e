using Dinamis.Membership.Partners;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dinamis.Membership.Batches;

sealed class BatchMapping : IEntityTypeConfiguration<Batch>, IEntityTypeConfiguration<BatchLine>
{
    public void Configure(EntityTypeBuilder<Batch> batch)
    {
        batch.Property(b => b.Kind).HasConversion<string>().HasMaxLength(40);
        batch.Property(b => b.CreatedBy).HasMaxLength(40);
        batch.Property(b => b.Sector).HasMessage();
        batch.HasIndex(b => new { b.RelayId, b.CreatedAt });
    }

    public void Configure(EntityTypeBuilder<BatchLine> line)
    {
        line.HasKey(l => new { l.BatchId, l.PartnerId });
        line.HasOne<Batch>().WithMany().HasForeignKey(l => l.BatchId);
        line.HasOne<Partner>().WithMany().HasForeignKey(l => l.PartnerId);
        line.Property(l => l.State).HasConversion<string>().HasMaxLength(40).IsConcurrencyToken();
        line.Property(l => l.Reason).HasMaxLength(1000);
        line.HasIndex(l => new { l.State, l.DueAt });
        line.HasIndex(l => l.PartnerId);
    }
}
