using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace Dinamis.Demo.Robot;

/// <summary>Reads the local mailbox: the only place where the demonstration finds links.</summary>
sealed partial class DemoMailbox(Uri address, TimeProvider clock) : IDisposable
{
    readonly HttpClient client = new() { BaseAddress = address };

    /// <summary>The newest link mailed to this address under a subject that holds these words; waits up to a minute for the first. Links that an earlier, interrupted seeding was sent count too.</summary>
    public async Task<Uri> LinkAsync(string to, string subject, CancellationToken cancellationToken)
    {
        var end = clock.GetUtcNow().AddMinutes(1);
        while (true)
        {
            if (await FindLinkAsync(to, subject, cancellationToken) is { } link) return link;
            if (clock.GetUtcNow() > end) throw new TimeoutException($"No mail « {subject} » with a link came.");
            await Task.Delay(TimeSpan.FromMilliseconds(150), clock, cancellationToken);
        }
    }

    /// <summary>The same, or null when none has come yet.</summary>
    public async Task<Uri?> FindLinkAsync(string to, string subject, CancellationToken cancellationToken)
    {
        var mails = await client.GetFromJsonAsync<List<Message>>($"/messages?to={Uri.EscapeDataString(to)}", cancellationToken) ?? [];
        var link = mails.Where(mail => mail.Subject.Contains(subject, StringComparison.OrdinalIgnoreCase)).Select(mail => LinkPattern().Match(mail.Text)).LastOrDefault(match => match.Success);
        return link is null ? null : new(link.Value);
    }

    /// <summary>The newest code of a signature mailed to this address; null when none has come.</summary>
    public async Task<string?> FindCodeAsync(string to, CancellationToken cancellationToken)
    {
        var mails = await client.GetFromJsonAsync<List<Message>>($"/messages?to={Uri.EscapeDataString(to)}", cancellationToken) ?? [];
        return mails.Select(mail => CodePattern().Match(mail.Text)).LastOrDefault(match => match.Success)?.Groups[1].Value;
    }

    public void Dispose() => client.Dispose();

    sealed record Message(string Id, string To, string Subject, string Text);

    [GeneratedRegex(@"Le code : (\d{6})")]
    private static partial Regex CodePattern();

    [GeneratedRegex(@"https?://\S+/lien/\S+")]
    private static partial Regex LinkPattern();
}
