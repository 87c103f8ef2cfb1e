using System.Net.Http.Json;
using System.Text.RegularExpressions;
using MimeKit;

namespace Dinamis.SystemTests.Harness;

public sealed record Mail(string Id, string To, string From, string Subject, DateTimeOffset Date, string Text, string Html)
{
    /// <summary>The one link of the mail, as a person would follow it.</summary>
    public Uri Link => new(Regex.Match(Text, @"https?://\S+/lien/\S+").Value);

    /// <summary>The page to which it leads somebody who has an account.</summary>
    public Uri ActionLink => new(Regex.Match(Text, @"https?://\S+/relais/\S+").Value);

    /// <summary>The secret parts of its links.</summary>
    public IEnumerable<string> Tokens => Regex.Matches(Text, @"/lien/([\w-]+)").Select(m => m.Groups[1].Value);
}

/// <summary>The mails that came by SMTP: the only place where a journey finds links and codes.</summary>
public sealed class Mailbox(Uri address) : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public Uri Address => address;

    readonly HttpClient client = new() { BaseAddress = address };
    readonly HashSet<string> read = [];

    public async Task<IReadOnlyList<Mail>> AllAsync(string to) =>
        await client.GetFromJsonAsync<List<Mail>>($"/messages?to={Uri.EscapeDataString(to)}", TestContext.Current.CancellationToken) ?? [];

    /// <summary>The next mail to this address that was not read yet and whose subject holds these words; waits for it.</summary>
    public async Task<Mail> NextAsync(string to, string subject = "")
    {
        Mail? found = null;
        await Patiently.UntilAsync($"a mail to {to} « {subject} »", Patience, async () =>
        {
            found = (await AllAsync(to)).FirstOrDefault(m => !read.Contains(m.Id) && m.Subject.Contains(subject, StringComparison.OrdinalIgnoreCase));
            return found is not null;
        });
        read.Add(found!.Id);
        return found;
    }

    /// <summary>What came to them before is read: only new mails are looked at.</summary>
    public async Task ReadAllAsync(params string[] addresses)
    {
        foreach (var to in addresses) read.UnionWith((await AllAsync(to)).Select(m => m.Id));
    }

    /// <summary>The PDF that is joined to a mail.</summary>
    public async Task<byte[]> AttachmentAsync(Mail mail)
    {
        var raw = await client.GetByteArrayAsync($"/messages/{mail.Id}.eml", TestContext.Current.CancellationToken);
        using var message = await MimeMessage.LoadAsync(new MemoryStream(raw), TestContext.Current.CancellationToken);
        using var content = new MemoryStream();
        await message.Attachments.OfType<MimePart>().Single().Content!.DecodeToAsync(content, TestContext.Current.CancellationToken);
        return content.ToArray();
    }

    /// <summary>Certificate of the local authority, to trust in the tests: the process of the mailbox publishes it.</summary>
    public Task<string> TrustAsync() => client.GetStringAsync("/ca/ca.pem", TestContext.Current.CancellationToken);

    public void Dispose() => client.Dispose();
}
