using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dinamis.Membership.Register;

sealed class DeedMapping : IEntityTypeConfiguration<Deed>, IEntityTypeConfiguration<DeedFile>, IEntityTypeConfiguration<DeedCounter>
{
    public void Configure(EntityTypeBuilder<Deed> deed)
    {
        deed.Property(d => d.Number).HasMaxLength(20);
        deed.Property(d => d.Kind).HasConversion<string>().HasMaxLength(40);
        deed.Property(d => d.Status).HasConversion<string>().HasMaxLength(40);
        deed.Property(d => d.Sealing).HasConversion<string>().HasMaxLength(40);
        deed.Property(d => d.SealingFor).HasConversion<string>().HasMaxLength(40);
        deed.Property(d => d.SealingFault).HasMaxLength(100);
        deed.Property(d => d.FrozenSha256).HasMaxLength(64);
        deed.Property(d => d.Sha256).HasMaxLength(64);
        deed.Property(d => d.CompletedSha256).HasMaxLength(64);
        deed.Property(d => d.ConsentBy).HasMaxLength(64);
        deed.Property(d => d.ConsentCodeBy).HasMaxLength(64);
        deed.Property(d => d.CountersignedBy).HasMaxLength(64);
        deed.Property(d => d.Content).HasJson();
        deed.Property(d => d.DecidedLicences).HasMessages();
        deed.HasIndex(d => d.Number).IsUnique();
        deed.HasIndex(d => d.AdhesionId);
        deed.HasIndex(d => d.OrganisationId);
        deed.HasIndex(d => d.SealingDueAt);
        deed.HasIndex(d => d.CompletionDueAt);
    }

    public void Configure(EntityTypeBuilder<DeedFile> file)
    {
        file.HasKey(f => f.Sha256);
        file.Property(f => f.Sha256).HasMaxLength(64);
        file.Property(f => f.Number).HasMaxLength(20);
        file.HasIndex(f => f.Number);
    }

    public void Configure(EntityTypeBuilder<DeedCounter> counter)
    {
        counter.HasKey(c => c.Year);
        counter.Property(c => c.Year).ValueGeneratedNever();
    }
}
