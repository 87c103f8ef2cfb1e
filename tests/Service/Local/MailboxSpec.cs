using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MimeKit;

namespace Dinamis.ServiceTests.Local;

public sealed class MailboxSpec : IAsyncLifetime
{
    readonly TemporaryFolder data = new();
    LocalRun run = null!;

    static CancellationToken Cancel => LocalRun.Cancel;

    public async ValueTask InitializeAsync() => run = await LocalRun.StartAsync(data.Path);

    [Fact]
    public async Task A_mail_sent_is_read_back_with_text_and_html()
    {
        await run.SendAsync(Mail("référent@mairie.example", "Votre adhésion à DINAMIS – reçue"));

        var mail = (await MessagesAsync()).ShouldHaveSingleItem();

        mail.GetProperty("to").GetString().ShouldBe("référent@mairie.example");
        mail.GetProperty("from").GetString().ShouldBe("dinamis@dinamis.example");
        mail.GetProperty("subject").GetString().ShouldBe("Votre adhésion à DINAMIS – reçue");
        mail.GetProperty("text").GetString()!.ShouldContain("http://localhost:8080/lien/abc");
        mail.GetProperty("html").GetString()!.ShouldContain("<p>Bonjour</p>");
        mail.GetProperty("date").GetDateTimeOffset().Offset.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task Mails_come_oldest_first_and_are_asked_by_address_and_after_one()
    {
        foreach (var (to, subject) in new[] { ("a@x.example", "1"), ("b@x.example", "2"), ("A@X.example", "3") })
            await run.SendAsync(Mail(to, subject));

        (await SubjectsAsync("/messages")).ShouldBe(["1", "2", "3"]);
        (await SubjectsAsync("/messages?to=a@x.EXAMPLE")).ShouldBe(["1", "3"]);
        (await SubjectsAsync("/messages?to=x.example")).ShouldBeEmpty();
        var first = (await MessagesAsync())[0].GetProperty("id").GetString();
        (await SubjectsAsync($"/messages?to=a@x.example&after={first}")).ShouldBe(["3"]);
    }

    [Fact]
    public async Task Mails_sent_at_the_same_time_are_all_kept()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => run.SendAsync(Mail("a@x.example", $"{i}"))));

        var ids = (await MessagesAsync()).Select(mail => mail.GetProperty("id").GetString()!).ToArray();
        ids.Length.ShouldBe(20);
        ids.ShouldBe(ids.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_restart_finds_every_mail_and_goes_on_counting()
    {
        await run.SendAsync(Mail("a@x.example", "avant"));
        await run.DisposeAsync();

        run = await LocalRun.StartAsync(data.Path);
        await run.SendAsync(Mail("a@x.example", "après"));

        (await SubjectsAsync("/messages?to=a@x.example")).ShouldBe(["avant", "après"]);
    }

    [Fact]
    public async Task A_hidden_recipient_is_known_from_the_envelope()
    {
        var mail = Mail("a@x.example", "1");
        mail.Bcc.Add(new MailboxAddress("", "caché@x.example"));
        await run.SendAsync(mail);

        (await SubjectsAsync("/messages?to=caché@x.example")).ShouldBe(["1"]);
    }

    [Fact]
    public async Task The_page_shows_mails_and_never_runs_what_is_in_them()
    {
        await run.SendAsync(Mail("a@x.example", "<script>alert(1)</script>"));
        var id = (await MessagesAsync())[0].GetProperty("id").GetString();

        var list = await run.Mail.GetStringAsync("/", Cancel);
        var page = await run.Mail.GetAsync($"/messages/{id}", Cancel);
        var body = await run.Mail.GetAsync($"/messages/{id}.html", Cancel);

        list.ShouldNotContain("<script>");
        list.ShouldContain("lang=\"fr\"");
        var shown = await page.Content.ReadAsStringAsync(Cancel);
        shown.ShouldNotContain("<script>");
        shown.ShouldContain("""<a href="http://localhost:8080/lien/abc" """);
        body.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
    }

    [Fact]
    public async Task The_message_and_its_attachments_can_be_downloaded()
    {
        byte[] acte = [0x25, 0x50, 0x44, 0x46, 1, 2, 3];
        await run.SendAsync(Mail("a@x.example", "Acte", acte));
        var id = (await MessagesAsync())[0].GetProperty("id").GetString();

        (await run.Mail.GetByteArrayAsync($"/messages/{id}/attachments/0", Cancel)).ShouldBe(acte);
        (await run.Mail.GetAsync($"/messages/{id}/attachments/1", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var eml = await run.Mail.GetStreamAsync($"/messages/{id}.eml", Cancel);
        (await MimeMessage.LoadAsync(eml, Cancel)).Subject.ShouldBe("Acte");
        (await run.Mail.GetAsync("/messages/9999999999", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_page_under_another_name_cannot_read_the_mailbox()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/messages");
        request.Headers.Host = "attaquant.example";

        (await run.Mail.SendAsync(request, Cancel)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    // A start that returns before the port is bound returns well here, and refuses the first mail under load.
    [Fact]
    public async Task A_start_means_that_mails_are_received_or_fails_when_the_port_is_taken()
    {
        using var other = new TemporaryFolder();
        await Should.ThrowAsync<System.Net.Sockets.SocketException>(() => LocalRun.StartAsync(other.Path, smtpPort: run.SmtpPort));
    }

    static MimeMessage Mail(string to, string subject, byte[]? attachment = null)
    {
        var body = new BodyBuilder
        {
            TextBody = "Bonjour,\nouvrez http://localhost:8080/lien/abc (valable 7 jours).",
            HtmlBody = "<p>Bonjour</p><script>alert(1)</script>",
        };
        if (attachment is not null) body.Attachments.Add("acte-d’adhésion.pdf", attachment, new ContentType("application", "pdf"));
        return new([new MailboxAddress("DINAMIS", "dinamis@dinamis.example")], [new MailboxAddress("", to)], subject, body.ToMessageBody());
    }

    async Task<JsonElement[]> MessagesAsync(string path = "/messages") => (await run.Mail.GetFromJsonAsync<JsonElement[]>(path, Cancel))!;

    async Task<string[]> SubjectsAsync(string path) => [.. (await MessagesAsync(path)).Select(mail => mail.GetProperty("subject").GetString()!)];

    public async ValueTask DisposeAsync()
    {
        await run.DisposeAsync();
        data.Dispose();
    }
}
