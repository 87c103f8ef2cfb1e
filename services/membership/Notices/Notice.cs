using Dinamis.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dinamis.Membership.Notices;

/// <summary>A mail for a person whom only accounts knows: it waits here until her address was asked.</summary>
sealed class Notice
{
    public required Guid Id { get; init; }
    public required Guid PersonId { get; init; }
    public required MailMessage Message { get; init; }

    /// <summary>Not before: moves on with each failed attempt.</summary>
    public DateTimeOffset DueAt { get; private set; }
    public int Attempts { get; private set; }

    public static Notice To(Guid person, MailMessage message, DateTimeOffset at) => new() { Id = Guid.CreateVersion7(at), PersonId = person, Message = message, DueAt = at };

    public void Postpone(DateTimeOffset at) => DueAt = at + TimeSpan.FromSeconds(Math.Min(600, Math.Pow(2, ++Attempts)));
}

sealed class NoticeMapping : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> notice)
    {
        notice.Property(n => n.Id).ValueGeneratedNever();
        notice.Property(n => n.Message).HasJson();
        notice.HasIndex(n => n.DueAt);
    }
}
