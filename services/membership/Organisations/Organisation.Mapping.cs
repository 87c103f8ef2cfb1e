using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dinamis.Membership.Organisations;

sealed class OrganisationMapping : IEntityTypeConfiguration<Organisation>, IEntityTypeConfiguration<Mandate>, IEntityTypeConfiguration<MandateFile>
{
    public void Configure(EntityTypeBuilder<Organisation> organisation)
    {
        organisation.Property(o => o.Kind).HasConversion<string>().HasMaxLength(40);
        organisation.Property(o => o.Name).HasMaxLength(200);
        organisation.Property(o => o.ShortName).HasMaxLength(40);
        organisation.Property(o => o.Siren).HasMaxLength(BodyId.MaxLength);
        organisation.Property(o => o.SearchKey).HasMaxLength(260);
        organisation.Property(o => o.Entity).HasMessage();
        organisation.Property(o => o.Licences).HasMessages();
        organisation.Property(o => o.MandatesOver).HasMessages();
        organisation.HasMany(o => o.Mandates).WithOne().HasForeignKey(m => m.RelayId);
        organisation.Navigation(o => o.Mandates).AutoInclude();
        organisation.HasIndex(o => o.Siren);
    }

    public void Configure(EntityTypeBuilder<Mandate> mandate)
    {
        mandate.Property(m => m.Id).ValueGeneratedNever();
        mandate.Property(m => m.Departments).HasJson();
        mandate.Property(m => m.Rights).HasJson();
        mandate.Property(m => m.Officers).HasJson();
        mandate.Property(m => m.Documents).HasJson();
        mandate.Property(m => m.News).HasConversion<string>().HasMaxLength(40);
    }

    public void Configure(EntityTypeBuilder<MandateFile> file)
    {
        file.HasKey(f => new { f.MandateId, f.Sha256 });
        file.Property(f => f.Sha256).HasMaxLength(64);
        file.HasOne<Mandate>().WithMany().HasForeignKey(f => f.MandateId);
    }
}
