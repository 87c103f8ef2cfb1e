using Dinamis.Storage;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Mail;

/// <summary>A mail to be sent. Removed once it left: an address is kept no longer than it is needed.</summary>
public sealed class MailRow
{
    public required Guid Id { get; init; }
    public required string To { get; init; }
    public required string Subject { get; init; }
    public required string Text { get; init; }
    public required string Html { get; init; }
    public string? AttachmentName { get; init; }
    public byte[]? Attachment { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Not before: moves on with each failed attempt.</summary>
    public DateTimeOffset Due { get; set; }

    public int Attempts { get; set; }
}

public static class MailModel
{
    /// <summary>Call it from OnModelCreating of a service that sends mail.</summary>
    public static void AddMail(this ModelBuilder model) => model.Entity<MailRow>(e =>
    {
        e.ToTable("mail").HasKey(r => r.Id);
        e.HasIndex(r => r.Due);
    });
}

/// <summary>Mails leave from a row written with the effect that they tell: sent if and only if it was committed.</summary>
public sealed class Outbox(StoreDb db, TimeProvider clock)
{
    /// <summary>Adds the mail to the open transaction.</summary>
    /// <param name="to">One address.</param>
    /// <param name="mail">What it says.</param>
    public void Send(string to, MailMessage mail)
    {
        var now = clock.GetUtcNow();
        db.Set<MailRow>().Add(new()
        {
            Id = Guid.CreateVersion7(now),
            To = to,
            Subject = mail.Subject,
            Text = MailTemplate.Text(mail),
            Html = MailTemplate.Html(mail),
            AttachmentName = mail.AttachmentName,
            Attachment = mail.Attachment,
            At = now,
            Due = now,
        });
    }
}
