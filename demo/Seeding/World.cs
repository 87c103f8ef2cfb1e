using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using AngleSharp.Dom;
using Dinamis.Demo.Robot;
using Dinamis.Wire;
using Grpc.Core;
using Grpc.Net.Client;

namespace Dinamis.Demo.Seeding;

/// <summary>The running system as the demonstration sees it: one public origin, one mailbox, the operator's secret in the data folder.</summary>
sealed class World(Uri gateway, Uri grpc, Uri mailbox, string data, string? drawn, TimeProvider clock) : IDisposable
{
    readonly ConcurrentBag<HtmlPerson> people = [];

    public Uri Gateway => gateway;

    /// <summary>A folder that keeps drawn pixels for another seeding, <see cref="Scenes.Shot.Coarser"/>: the tests seed twice, and look at few of them. Null when each is drawn as it is.</summary>
    public string? Drawn => drawn;

    public DemoMailbox Mailbox { get; } = new(mailbox, clock);
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>A moment between two looks at a page that ends by itself.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => Task.Delay(TimeSpan.FromMilliseconds(300), clock, cancellationToken);

    /// <summary>Repeats a call while its object is not known yet to the service that is asked, for twenty seconds at most.</summary>
    public async Task<T> PatientlyAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        var end = Now.AddSeconds(20);
        while (true)
        {
            try
            {
                return await call();
            }
            catch (NotKnownYetException) when (Now < end)
            {
                await WaitAsync(cancellationToken);
            }
        }
    }

    public HtmlPerson NewPerson()
    {
        var person = new HtmlPerson(gateway);
        people.Add(person);
        return person;
    }

    public async Task<Session> SignInAsync(string address, CancellationToken cancellationToken) => new(await SignInPersonAsync(address, cancellationToken));

    public async Task<HtmlPerson> SignInPersonAsync(string address, CancellationToken cancellationToken)
    {
        var person = NewPerson();
        await person.SignInAsync(address, People.Password, cancellationToken);
        return person;
    }

    /// <summary>Opens an invitation of identity and chooses the password of the demonstration, unless an interrupted seeding has.</summary>
    public async Task ChoosePasswordAsync(Uri link, CancellationToken cancellationToken)
    {
        using var person = new HtmlPerson(gateway);
        await person.GoAsync(link, cancellationToken);
        if (person.IsGone) return;
        var fields = person.Page.QuerySelectorAll("input[type=password]");
        if (fields.Length == 0) throw new InvalidOperationException($"No password is asked at {link.AbsolutePath[..18]}: {person.Text}");
        var button = fields[0].Closest("form")!.QuerySelector("button")!.TextContent.Trim();
        await person.SubmitAsync(button, cancellationToken, [.. fields.Select(f => (f.GetAttribute("name")!, People.Password))]);
    }

    /// <summary>Calls accounts as the operator's command does.</summary>
    public async Task<T> AsOperatorClientAsync<T>(Func<Accounts.AccountsClient, Task<T>> call, CancellationToken cancellationToken)
    {
        var secret = await File.ReadAllTextAsync(Path.Combine(data, "keys", "operator", "secret"), cancellationToken);
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = "operator", ["client_secret"] = secret, ["scope"] = "internal" });
        using var response = await http.PostAsync(new Uri(gateway, "/connect/token"), form, cancellationToken);
        response.EnsureSuccessStatusCode();
        var token = (await response.Content.ReadFromJsonAsync<Token>(cancellationToken))!.AccessToken;
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var channel = GrpcChannel.ForAddress(grpc, new() { HttpClient = http });
        return await call(new(channel));
    }

    public static Metadata Key(string key) => new() { { "idempotency-key", "demo-" + key } };

    public void Dispose()
    {
        foreach (var person in people) person.Dispose();
        Mailbox.Dispose();
    }

    sealed record Token([property: JsonPropertyName("access_token")] string AccessToken);
}
