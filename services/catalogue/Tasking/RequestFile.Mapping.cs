using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dinamis.Catalogue.Tasking;

sealed class RequestFileMapping : IEntityTypeConfiguration<RequestFile>
{
    public void Configure(EntityTypeBuilder<RequestFile> builder)
    {
        builder.ToTable("imagery_request");
        builder.HasIndex(r => r.Rank).IsUnique();
        builder.HasIndex(r => r.PersonId);
        builder.HasIndex(r => r.OrganisationId);
        builder.Ignore(r => r.Number);
    }
}

/// <summary>A decision that the requester has still to be told: the address is asked from accounts outside of any transaction.</summary>
sealed class Notice
{
    public required Guid RequestId { get; init; }
    public required DateTimeOffset Due { get; set; }
    public int Attempts { get; set; }
}

sealed class NoticeMapping : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> builder)
    {
        builder.ToTable("imagery_notice").HasKey(n => n.RequestId);
        builder.HasIndex(n => n.Due);
    }
}
