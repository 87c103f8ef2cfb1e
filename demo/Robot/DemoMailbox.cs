using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace Dinamis.Demo.Robot;

/// <summary>Reads the local mailbox: the only place where the demonstration finds links.</summary>
sealed partial class DemoMailbox(Uri address, TimeProvider clock) : IDisposable
{
    readonly HttpClient client = new() { BaseAddress = address };

    /// <summary>The link of the newest mail to this address whose subject holds these words, come after this instant; waits up to a minute.</summary>
    public async Task<Uri> LinkAsync(string to, string subject, DateTimeOffset after, CancellationToken cancellationToken)
    {
        var end = clock.GetUtcNow().AddMinutes(1);
        while (true)
        {
            var mails = await client.GetFromJsonAsync<List<Message>>($"/messages?to={Uri.EscapeDataString(to)}", cancellationToken) ?? [];
            var mail = mails.LastOrDefault(m => m.Subject.Contains(subject, StringComparison.OrdinalIgnoreCase) && m.Date >= after.AddSeconds(-2));
            if (mail is not null && LinkPattern().Match(mail.Text) is { Success: true } link) return new(link.Value);
            if (clock.GetUtcNow() > end) throw new TimeoutException($"No mail « {subject} » came; there are: {string.Join(" | ", mails.Select(m => m.Subject))}");
            await Task.Delay(TimeSpan.FromMilliseconds(150), clock, cancellationToken);
        }
    }

    public void Dispose() => client.Dispose();

    sealed record Message(string Id, string To, string Subject, DateTimeOffset Date, string Text);

    [GeneratedRegex(@"https?://\S+/lien/\S+")]
    private static partial Regex LinkPattern();
}
