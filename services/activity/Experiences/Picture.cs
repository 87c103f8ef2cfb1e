using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dinamis.Activity.Experiences;

/// <summary>A picture that was sent, by its content. It is small (2 MiB at most) and goes with its report in every backup.</summary>
sealed class Picture
{
    public required string Sha256 { get; init; }
    public required string MediaType { get; init; }
    public required int Width { get; init; }
    public required int Height { get; init; }
    public required byte[] Bytes { get; init; }
    public required Guid SentBy { get; init; }
    public required DateTimeOffset SentAt { get; set; }
}

sealed class ExperienceMapping : IEntityTypeConfiguration<Experience>, IEntityTypeConfiguration<Scene>, IEntityTypeConfiguration<Picture>
{
    public void Configure(EntityTypeBuilder<Experience> experience)
    {
        experience.ToTable("experience");
        experience.HasIndex(e => new { e.State, e.SubmittedAt });
        experience.HasIndex(e => e.AuthorId);
        experience.HasIndex(e => e.PictureSha256);
        experience.HasMany(e => e.Scenes).WithOne().HasForeignKey(s => s.ExperienceId).OnDelete(DeleteBehavior.Cascade);
        experience.Navigation(e => e.Scenes).HasField("scenes").UsePropertyAccessMode(PropertyAccessMode.Field).AutoInclude();
    }

    public void Configure(EntityTypeBuilder<Scene> scene) => scene.ToTable("experience_scene").HasKey(s => new { s.ExperienceId, s.Rank });

    public void Configure(EntityTypeBuilder<Picture> picture)
    {
        picture.ToTable("picture").HasKey(p => new { p.Sha256, p.SentBy });
        picture.HasIndex(p => new { p.SentBy, p.SentAt });
    }
}
