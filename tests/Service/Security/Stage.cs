using Dinamis.ServiceTests.Harness;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Dinamis.ServiceTests.Security;

/// <summary>A running service with one of each caller and the objects that the rows name as <c>$NAME</c>.</summary>
sealed class Stage<T>(string service, WebApplicationFactory<T> host, Func<Task> refresh, params IAsyncDisposable[] owned) : IStage where T : class
{
    public string Service => service;
    public IServiceProvider Services => host.Services;
    public Dictionary<string, string?> Tokens { get; } = new()
    {
        ["nobody"] = null,
        ["bare-service"] = TestTokens.ForService(service, "demo", scope: "openid"),
        ["service"] = TestTokens.ForService(service, "identity"),
    };
    public Dictionary<string, string> Values { get; } = [];

    /// <summary>Rights stay fresh for thirty seconds: a slow machine needs longer for a whole table.</summary>
    public Task RefreshAsync() => refresh();

    public void Cast(string caller, Guid person, Guid organisation)
    {
        Tokens[caller] = TestTokens.ForPerson(service, person, organisation);
        if (caller == "referent") Tokens["wrong-audience"] = TestTokens.ForPerson("another", person, organisation);
    }

    public HttpClient Http(string caller)
    {
        var client = host.CreateDefaultClient();
        if (Tokens[caller] is { } token) client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    public GrpcChannel Channel(string caller)
    {
        var client = Http(caller);
        return GrpcChannel.ForAddress(client.BaseAddress!, new() { HttpClient = client, DisposeHttpClient = true });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in owned) await one.DisposeAsync();
    }
}

interface IStage : IAsyncDisposable
{
    string Service { get; }
    IServiceProvider Services { get; }
    Dictionary<string, string> Values { get; }
    Task RefreshAsync();
    HttpClient Http(string caller);
    GrpcChannel Channel(string caller);
}
