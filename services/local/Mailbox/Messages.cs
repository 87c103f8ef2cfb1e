using System.Buffers;
using System.Globalization;
using System.Text;
using Dinamis.ServiceDefaults;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Dinamis.Local.Mailbox;

/// <summary>A mail as programs read it. <paramref name="To"/> is the envelope's, several addresses joined by a comma.</summary>
public sealed record Message(string Id, string To, string From, string Subject, DateTimeOffset Date, string? Text, string? Html)
{
    /// <summary>Whether the address is among the recipients; case does not count.</summary>
    public bool IsFor(string address) =>
        To.Split(", ").Contains(address.Trim(), StringComparer.OrdinalIgnoreCase);
}

/// <summary>The mailbox: one .eml file per message, so that a restart finds every mail. Ids grow with arrival.</summary>
sealed class Messages(IOptions<DinamisOptions> dinamis) : IDisposable
{
    const string Envelope = "X-Envelope-To";

    readonly string folder = dinamis.Value.Folder("local", "mail");
    readonly SemaphoreSlim writing = new(1, 1);
    volatile Message[] all = [];

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Message> All => all;

    public Message? Find(string id) => all.FirstOrDefault(message => message.Id == id);

    public string File(Message message) => Path.Combine(folder, message.Id + ".eml");

    public Task<MimeMessage> OpenAsync(Message message, CancellationToken cancel) => MimeMessage.LoadAsync(File(message), cancel);

    /// <summary>Reads what an earlier run has left; a half-written file has another name and is not seen.</summary>
    public async Task LoadAsync(CancellationToken cancel)
    {
        var found = new List<Message>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.eml").Order(StringComparer.Ordinal))
            found.Add(Summary(Path.GetFileNameWithoutExtension(file), await MimeMessage.LoadAsync(file, cancel)));
        all = [.. found];
    }

    /// <summary>Stores a message; when this returns the file is complete under its name.</summary>
    public async Task AddAsync(IEnumerable<string> recipients, ReadOnlySequence<byte> content, CancellationToken cancel)
    {
        await writing.WaitAsync(cancel);
        try
        {
            var last = all is [.., { Id: var id }] ? long.Parse(id, CultureInfo.InvariantCulture) : 0;
            var path = Path.Combine(folder, (last + 1).ToString("D10", CultureInfo.InvariantCulture));
            await using (var file = System.IO.File.Create(path + ".tmp"))
            {
                await file.WriteAsync(Encoding.UTF8.GetBytes($"{Envelope}: {string.Join(", ", recipients)}\r\n"), cancel);
                foreach (var part in content) await file.WriteAsync(part, cancel);
            }
            var message = Summary(Path.GetFileName(path), await MimeMessage.LoadAsync(path + ".tmp", cancel));
            System.IO.File.Move(path + ".tmp", path + ".eml");
            all = [.. all, message];
        }
        finally
        {
            writing.Release();
        }
    }

    static Message Summary(string id, MimeMessage mail) => new(
        id,
        mail.Headers[Envelope] ?? string.Join(", ", mail.To.Mailboxes.Select(mailbox => mailbox.Address)),
        mail.From.Mailboxes.FirstOrDefault()?.Address ?? "",
        mail.Subject ?? "",
        mail.Date.ToUniversalTime(),
        mail.TextBody,
        mail.HtmlBody);

    public void Dispose() => writing.Dispose();
}
