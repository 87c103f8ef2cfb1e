using System.ComponentModel.DataAnnotations;
using System.Net.Sockets;
using Dinamis.Storage;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Dinamis.Mail;

/// <summary>Section <c>Smtp</c>.</summary>
public sealed class SmtpOptions
{
    [Required]
    public required string Host { get; set; }

    public int Port { get; set; } = 25;

    [Required]
    public required string From { get; set; }

    public string? User { get; set; }

    public string? Password { get; set; }
}

/// <summary>Sends the mails that are due, one at a time; a failed one is tried again, later each time, for ever: nothing is lost.</summary>
sealed partial class MailSender<TDb>(Store<TDb> store, StoreSignal<TDb> signal, IOptions<SmtpOptions> options, TimeProvider clock, ILogger<MailSender<TDb>> logger)
    : BackgroundStep<TDb>(store, signal, clock, logger) where TDb : StoreDb
{
    protected override Task<bool> IsDueAsync(CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        return Store.ReadAsync((db, ct) => db.Set<MailRow>().AnyAsync(m => m.Due <= now, ct), cancellationToken);
    }

    protected override async Task StepAsync(CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        var mail = await Store.ReadAsync((db, ct) => db.Set<MailRow>().AsNoTracking().Where(m => m.Due <= now).OrderBy(m => m.Due).FirstOrDefaultAsync(ct), cancellationToken);
        if (mail is null) return;
        try
        {
            await SendAsync(mail, cancellationToken);
        }
        catch (Exception e) when (e is SocketException or IOException or ProtocolException or CommandException or MailKit.Security.AuthenticationException)
        {
            Failed(Logger, e, mail.Id, mail.Attempts + 1);
            var due = Clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(600, 5 * Math.Pow(2, mail.Attempts)));
            await Store.RunAsync((db, ct) => db.Set<MailRow>().Where(m => m.Id == mail.Id)
                .ExecuteUpdateAsync(s => s.SetProperty(m => m.Due, due).SetProperty(m => m.Attempts, mail.Attempts + 1), ct), cancellationToken);
            return;
        }
        // A crash between the two sends it twice rather than never.
        await Store.RunAsync((db, ct) => db.Set<MailRow>().Where(m => m.Id == mail.Id).ExecuteDeleteAsync(ct), cancellationToken);
    }

    async Task SendAsync(MailRow mail, CancellationToken cancellationToken)
    {
        var smtp = options.Value;
        using var message = new MimeMessage();
        message.From.Add(MailboxAddress.Parse(smtp.From));
        message.To.Add(MailboxAddress.Parse(mail.To));
        message.Subject = mail.Subject;
        message.Date = mail.At;
        message.MessageId = $"{mail.Id}@{message.From.Mailboxes.First().Domain}";
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        var body = new BodyBuilder { TextBody = mail.Text, HtmlBody = mail.Html };
        if (mail.Attachment is { } attachment) body.Attachments.Add(mail.AttachmentName ?? "document.pdf", attachment, new ContentType("application", "pdf"));
        message.Body = body.ToMessageBody();
        using var client = new SmtpClient();
        await client.ConnectAsync(smtp.Host, smtp.Port, SecureSocketOptions.StartTlsWhenAvailable, cancellationToken);
        if (smtp.User is { Length: > 0 } user) await client.AuthenticateAsync(user, smtp.Password ?? "", cancellationToken);
        await client.SendAsync(message, cancellationToken);
        await client.DisconnectAsync(true, cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Mail {MailId} was not sent (attempt {Attempt})")]
    static partial void Failed(ILogger logger, Exception exception, Guid mailId, int attempt);
}

public static class MailRegistration
{
    /// <summary>The outbox of this service and its sender.</summary>
    public static WebApplicationBuilder AddMail<TDb>(this WebApplicationBuilder builder) where TDb : StoreDb
    {
        builder.Services.AddOptions<SmtpOptions>().BindConfiguration("Smtp").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddScoped<Outbox>();
        builder.Services.AddHostedService<MailSender<TDb>>();
        return builder;
    }
}
