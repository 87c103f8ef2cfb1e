using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dinamis.Membership.Attachments;

sealed class AttachmentMapping : IEntityTypeConfiguration<Attachment>, IEntityTypeConfiguration<AttachmentPart>
{
    public void Configure(EntityTypeBuilder<Attachment> attachment)
    {
        attachment.Property(a => a.Id).ValueGeneratedNever();
        attachment.Property(a => a.SentBy).HasMaxLength(64);
        attachment.Property(a => a.Name).HasMaxLength(120);
        attachment.Property(a => a.MediaType).HasMaxLength(100);
        attachment.Property(a => a.Sha256).HasMaxLength(64);
        attachment.HasIndex(a => new { a.AdhesionId, a.SentAt });
        attachment.HasIndex(a => new { a.SentBy, a.SentAt });
    }

    public void Configure(EntityTypeBuilder<AttachmentPart> part)
    {
        part.HasKey(p => new { p.AttachmentId, p.Number });
        part.HasOne<Attachment>().WithMany().HasForeignKey(p => p.AttachmentId).OnDelete(DeleteBehavior.Cascade);
    }
}
