using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Dinamis.ServiceDefaults;
using Dinamis.ServiceTests.Gateway;
using Dinamis.ServiceTests.Harness;
using Dinamis.ServiceTests.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenIddict.Server;

namespace Dinamis.ServiceTests.Security;

/// <summary>Every route of what stands in front of the services has its reviewed line in <c>routes.tsv</c> too, and answers as it says.</summary>
public sealed partial class FrontRoutesSpec
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_route_of_the_gateway_has_a_reviewed_line_and_answers_each_caller_as_it_says()
    {
        Assert.SkipWhen(GatewayRun.Redis is null, "DINAMIS_TEST_REDIS is not set: run ./test");
        await using var run = await GatewayRun.StartAsync();
        await run.Identity.PersonAsync("marie@mairie.example", organisations: Guid.CreateVersion7());
        var browser = await run.SignedInAsync("marie@mairie.example");
        await ReviewAsync(Resources.Gateway, Mapped.Of(run.Services), async (caller, path) =>
        {
            var answer = await (caller is "browser" or "other-form" or "own-form" ? browser : run.Visitor()).SendAsync(Request(caller, path), follow: false);
            // It has ended the session.
            if (caller == "own-form" && path == "/bff/logout") browser = await run.SignedInAsync("marie@mairie.example");
            return answer.Status;
        });

        static HttpRequestMessage Request(string caller, string path)
        {
            var request = new HttpRequestMessage(caller is "other-post" or "other-form" or "own-form" ? HttpMethod.Post : HttpMethod.Get, path);
            if (caller == "program") request.Headers.Add("Authorization", "Bearer of-a-program");
            if (request.Method == HttpMethod.Post) request.Headers.Add("Sec-Fetch-Site", caller == "own-form" ? "same-origin" : "cross-site");
            return request;
        }
    }

    [Fact]
    public async Task Every_route_of_identity_has_a_reviewed_line_and_answers_each_caller_as_it_says()
    {
        await using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var identity = new IdentityRun(store);
        await identity.PersonAsync("marie@mairie.example");
        var browser = identity.Visitor();
        await browser.SubmitAsync(await browser.GetAsync("/compte/connexion?returnUrl=%2Fcompte%2Fsecurite"), new() { ["Adresse"] = "marie@mairie.example", ["MotDePasse"] = IdentityRun.Password });
        var mapped = Mapped.Of(identity.Services).Concat(OfTheProvider(identity.Services)).DistinctBy(m => m.Call[(m.Call.IndexOf('/', StringComparison.Ordinal) + 1)..]);
        await ReviewAsync(Resources.Identity, [.. mapped], async (caller, path) =>
            (await (caller.StartsWith("browser", StringComparison.Ordinal) ? browser : identity.Visitor()).SendAsync(new(caller.EndsWith("post", StringComparison.Ordinal) ? HttpMethod.Post : HttpMethod.Get, path), follow: false)).Status);
    }

    [Fact]
    public async Task Every_page_of_the_portal_has_a_reviewed_line_and_answers_each_caller_as_it_says()
    {
        await using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var portal = new PortalRun(store.Data);
        await ReviewAsync(Resources.Portal, Mapped.Of(portal.Services), portal.AskAsync);
    }

    static async Task ReviewAsync(string service, IReadOnlyList<Mapped> mapped, Func<string, string, Task<HttpStatusCode>> ask)
    {
        // « none » are the gateway's, which has no policies, and two routes of the framework in the portal, which its fallback policy closes.
        mapped.Where(m => m.Policy == "authenticated").ShouldBeEmpty("each carries a policy by name, or an explicit AllowAnonymous");
        var rows = RouteTable.Of(service).ToDictionary(r => r.Call);
        var actual = new List<RouteTable.Row>();
        foreach (var call in mapped.OrderBy(m => m.Call, StringComparer.Ordinal))
        {
            var request = rows.GetValueOrDefault(call.Call)?.Request ?? "";
            var path = request.Length > 0 ? request : Parameter.Replace(call.Call.Contains('(', StringComparison.Ordinal) ? "/robots.txt" : call.Call[(call.Call.IndexOf(' ', StringComparison.Ordinal) + 1)..], Sample);
            List<string> answers = [];
            foreach (var caller in RouteTable.CallersOf(service)) answers.Add(((int)await ask(caller, path)).ToString(CultureInfo.InvariantCulture));
            actual.Add(new(service, call.Call, call.Policy, request, answers));
        }

        // Both as lines of the file, so that a reviewed one is copied from here.
        actual.Select(r => r.ToString()).ShouldBe(rows.Values.Select(r => r.ToString()), ignoreOrder: true);
    }

    static string Sample(Match parameter) => parameter.Groups[1].Value switch { "guid" => "01900000-0000-7000-8000-000000000000", "int" => "404", _ => "x" };

    /// <summary>What the OpenID Connect server answers before any route is looked at.</summary>
    static IEnumerable<Mapped> OfTheProvider(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptionsMonitor<OpenIddictServerOptions>>().CurrentValue;
        return typeof(OpenIddictServerOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.Name.EndsWith("EndpointUris", StringComparison.Ordinal))
            .SelectMany(p => (IEnumerable<Uri>)p.GetValue(options)!).Select(u => new Mapped($"* /{u.OriginalString.TrimStart('/')}", "provider", null));
    }

    [GeneratedRegex(@"\{\*{0,2}\w+(?::(\w+))?\??\}")]
    private static partial Regex Parameter { get; }
}
