using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Dinamis.Gateway;
using Dinamis.Identity;
using Dinamis.ServiceTests.Harness;
using Dinamis.ServiceTests.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dinamis.ServiceTests.Gateway;

/// <summary>The gateway on a free port, before the real identity provider, the tests' Redis, and a portal that tells what reached it.</summary>
sealed class GatewayRun : IAsyncDisposable
{
    readonly WebApplication behind;
    readonly TestStore store;
    readonly GatewayHost gateway;

    GatewayRun(WebApplication behind, TestStore store, GatewayHost gateway, IdentityRun identity, Uri origin) =>
        (this.behind, this.store, this.gateway, Identity, Origin) = (behind, store, gateway, identity, origin);

    public Uri Origin { get; }
    public IServiceProvider Services => gateway.Services;
    public IdentityRun Identity { get; }

    /// <summary>Null without a Redis: the test is skipped visibly.</summary>
    public static string? Redis => Environment.GetEnvironmentVariable("DINAMIS_TEST_REDIS") is { Length: > 0 } address ? address : null;

    public static async Task<GatewayRun> StartAsync(string? redis = null, bool behindIsAway = false)
    {
        var (port, identityPort, behindPort) = (FreePort.Next(), FreePort.Next(), FreePort.Next());
        var origin = new Uri($"http://localhost:{port}");
        var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        var common = new Dictionary<string, string>
        {
            ["Dinamis:Origin"] = origin.OriginalString,
            ["services:identity:http:0"] = $"http://127.0.0.1:{identityPort}",
            ["services:gateway:http:0"] = $"http://127.0.0.1:{port}",
        };
        var identity = new IdentityRun(store, new(common) { ["Kestrel:Endpoints:http:Url"] = $"http://127.0.0.1:{identityPort}" });
        identity.UseKestrel();
        identity.StartServer();
        foreach (var service in (string[])["portal", "membership", "accounts", "catalogue", "activity"])
            (common[$"services:{service}:http:0"], common[$"services:{service}:grpc:0"]) = ($"http://127.0.0.1:{behindPort}", $"http://127.0.0.1:{behindPort}");
        var gateway = new GatewayHost(new(common)
        {
            ["Dinamis:Data"] = store.Data,
            ["ConnectionStrings:redis"] = redis ?? Redis ?? "127.0.0.1:1",
            ["Client:Id"] = "gateway",
            ["Client:Secret"] = "gateway-secret",
            ["Kestrel:Endpoints:http:Url"] = $"http://127.0.0.1:{port}",
        });
        gateway.UseKestrel();
        gateway.StartServer();
        return new(await BehindAsync(behindIsAway ? FreePort.Next() : behindPort), store, gateway, identity, origin);
    }

    /// <summary>Connects to where the gateway listens, under its public name.</summary>
    public HttpClient Http() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectCallback = async (context, ct) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    { BaseAddress = Origin };

    public Visitor Visitor() => new(Http());

    /// <summary>A browser that has signed in.</summary>
    public async Task<Visitor> SignedInAsync(string address)
    {
        var visitor = Visitor();
        var page = await visitor.GetAsync("/bff/login?returnUrl=/mon-espace");
        page = await visitor.SubmitAsync(page, new() { ["Adresse"] = address, ["MotDePasse"] = IdentityRun.Password });
        page.Url.AbsolutePath.ShouldBe("/mon-espace", page.Html);
        return visitor;
    }

    /// <summary>Headers that reached the service behind.</summary>
    public static Dictionary<string, string> Seen(Page page) => JsonSerializer.Deserialize<Dictionary<string, string>>(page.Html)!;

    static async Task<WebApplication> BehindAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        app.Run(http => http.Response.WriteAsJsonAsync(http.Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString())));
        await app.StartAsync();
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await Identity.DisposeAsync();
        await behind.DisposeAsync();
        await store.DisposeAsync();
    }

    sealed class GatewayHost(Dictionary<string, string> settings) : WebApplicationFactory<Tickets>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Testing");
            foreach (var (key, value) in settings) builder.UseSetting(key, value);
        }
    }
}
