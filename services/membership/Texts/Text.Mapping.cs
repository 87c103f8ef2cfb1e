using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dinamis.Membership.Texts;

sealed class TextMapping : IEntityTypeConfiguration<Text>, IEntityTypeConfiguration<TextVersion>, IEntityTypeConfiguration<TextAcceptance>
{
    public void Configure(EntityTypeBuilder<Text> text)
    {
        text.Property(t => t.Family).HasMaxLength(40);
        text.Property(t => t.Name).HasMaxLength(200);
        text.HasMany(t => t.Versions).WithOne().HasForeignKey(v => v.TextId);
        text.Navigation(t => t.Versions).AutoInclude();
        text.HasIndex(t => t.Family).IsUnique();
    }

    public void Configure(EntityTypeBuilder<TextVersion> version)
    {
        version.HasKey(v => new { v.TextId, v.Number });
        version.Property(v => v.Number).ValueGeneratedNever();
        version.Property(v => v.Sha256).HasMaxLength(64);
        version.Property(v => v.Facts).HasMessage();
    }

    public void Configure(EntityTypeBuilder<TextAcceptance> acceptance)
    {
        acceptance.HasKey(a => new { a.OrganisationId, a.Family, a.Number });
        acceptance.Property(a => a.Family).HasMaxLength(40);
        acceptance.Property(a => a.Sha256).HasMaxLength(64);
        acceptance.Property(a => a.AcceptedBy).HasMaxLength(60);
        acceptance.Property(a => a.AcceptedName).HasMaxLength(420);
        acceptance.HasIndex(a => a.MailDueAt);
        acceptance.HasIndex(a => new { a.Family, a.Number, a.AcceptedAt });
    }
}
