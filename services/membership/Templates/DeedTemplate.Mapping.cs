using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dinamis.Membership.Templates;

sealed class DeedTemplateMapping : IEntityTypeConfiguration<DeedTemplate>
{
    public void Configure(EntityTypeBuilder<DeedTemplate> template)
    {
        template.Property(t => t.Kind).HasConversion<string>().HasMaxLength(40);
        template.Property(t => t.Sha256).HasMaxLength(64);
        template.Property(t => t.Reason).HasMaxLength(500);
        template.Property(t => t.PublishedBy).HasMaxLength(64);
        // Two who publish at once: the second one is told that the text has changed.
        template.HasIndex(t => new { t.Kind, t.Number }).IsUnique();
    }
}
