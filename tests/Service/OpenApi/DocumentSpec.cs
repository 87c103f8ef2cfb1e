using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dinamis.ServiceDefaults.OpenApi;
using Dinamis.ServiceTests.Harness;
using Google.Api;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi.Reader;
using OpenIddict.Server;

namespace Dinamis.ServiceTests.OpenApi;

public sealed partial class DocumentSpec
{
    /// <summary>What the gateway routes to a service (gateway/Routes/Proxy.cs), pages apart.</summary>
    static readonly string[] routed = ["/api", "/stac", "/stapi", "/signing", "/assets", "/tiles", "/connect", "/.well-known"];

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Documented.Services), MemberType = typeof(Documented))]
    public async Task It_is_valid_OpenAPI(string service)
    {
        await using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        var (host, client, _) = Documented.Start(service, store);
        await using var _ = host;
        using var response = await client.GetAsync($"/openapi/{service}.json", Ct);
        response.EnsureSuccessStatusCode().Content.Headers.ContentType.ShouldBe(System.Net.Http.Headers.MediaTypeHeaderValue.Parse(OpenApiDocument.MediaType));
        using var bytes = new MemoryStream(await response.Content.ReadAsByteArrayAsync(Ct));

        var read = await Microsoft.OpenApi.OpenApiDocument.LoadAsync(bytes, "json", cancellationToken: Ct);

        read.Diagnostic!.Errors.Select(e => e.ToString()).ShouldBeEmpty();
        read.Diagnostic.Warnings.Select(e => e.ToString()).ShouldBeEmpty();
        read.Document!.Paths.ShouldNotBeEmpty();
    }

    [Theory, MemberData(nameof(Documented.Services), MemberType = typeof(Documented))]
    public async Task It_lists_every_route_that_the_gateway_lets_in_and_no_other(string service)
    {
        await using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        var (host, client, services) = Documented.Start(service, store);
        await using var _ = host;
        var document = await ReadAsync(client, service);

        var listed = document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Select(m => $"{m.Key.ToUpperInvariant()} {Anonymous(p.Key)}"));

        listed.ShouldBe(Mapped(services).Distinct(), ignoreOrder: true);
    }

    [Theory, MemberData(nameof(Documented.Services), MemberType = typeof(Documented))]
    public async Task Each_operation_says_what_it_does_who_may_call_it_and_how_it_fails(string service)
    {
        await using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        var (host, client, _) = Documented.Start(service, store);
        await using var _ = host;
        var document = await ReadAsync(client, service);
        var operations = document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Select(m => (Path: p.Key, Method: m.Key, Operation: m.Value!.AsObject()))).ToList();

        operations.Select(o => (string)o.Operation["operationId"]!).ShouldBeUnique();
        foreach (var (path, method, operation) in operations)
        {
            var name = $"{method} {path}";
            // A name of an rpc in place of its comment has no space.
            ((string)operation["summary"]!).ShouldContain(" ", customMessage: name);
            operation["security"].ShouldNotBeNull(name);
            operation["responses"]!.AsObject().Count.ShouldBeGreaterThan(0, name);
            var inPath = PathParameter.Matches(path).Select(m => m.Groups[1].Value);
            var told = (operation["parameters"]?.AsArray() ?? []).Select(p => p!.AsObject()).Where(p => (string?)p["in"] == "path").Select(p => (string)p["name"]!);
            told.ShouldBe(inPath, name);
            if (operation["x-grpc"] is null) continue;
            operation["responses"]!["400"]!["$ref"]!.GetValue<string>().ShouldBe("#/components/responses/Problem", name);
        }
    }

    [Fact]
    public async Task A_write_asks_for_its_key_a_read_for_none_and_each_tells_its_scope()
    {
        await using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        var (host, client, _) = Documented.Start("accounts", store);
        await using var _ = host;
        var paths = (await ReadAsync(client, "accounts"))["paths"]!;

        var write = paths["/api/accounts/v1/organisations/{organisationId}/persons/{personId}:validate"]!["post"]!;
        write["parameters"]!.AsArray().Select(p => (string?)p!["$ref"] ?? (string?)p["name"]).ShouldBe(["organisationId", "personId", "#/components/parameters/IdempotencyKey"]);
        write["requestBody"]!["content"]!["application/json"]!["schema"]!["properties"]!.AsObject().Select(p => p.Key).ShouldBe(["version", "reason", "mandateId"]);
        write["security"]!.ToJsonString().ShouldBe("""[{"bearer":["accounts"]}]""");
        var list = paths["/api/accounts/v1/organisations/{organisationId}/persons"]!["get"]!;
        list["parameters"]!.AsArray().Select(p => (string?)p!["$ref"] ?? (string?)p["name"]).ShouldBe(
            ["organisationId", "states", "pageSize", "pageToken", "mandateId", "#/components/parameters/OptionalIdempotencyKey"]);
        paths["/api/accounts/v1/me"]!["get"]!["parameters"].ShouldBeNull();
        paths["/api/accounts/v1/persons:request"]!["post"]!["security"]!.ToJsonString().ShouldBe("""[{},{"bearer":["accounts"]}]""");
        paths["/api/accounts/v1/persons:names"]!["post"]!["security"]!.ToJsonString().ShouldBe("""[{"bearer":["accounts"]},{"bearer":["internal"]}]""");
    }

    static async Task<JsonNode> ReadAsync(HttpClient client, string service) => JsonNode.Parse(await client.GetStringAsync($"/openapi/{service}.json", Ct))!;

    /// <summary>Methods and paths as they are mapped, whatever names the parameters have.</summary>
    static IEnumerable<string> Mapped(IServiceProvider services)
    {
        foreach (var endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<GrpcJsonTranscodingMetadata>() is { } rpc)
            {
                yield return rpc.HttpRule.PatternCase == HttpRule.PatternOneofCase.Get ? $"GET {Anonymous(rpc.HttpRule.Get)}" : $"POST {Anonymous(rpc.HttpRule.Post)}";
                continue;
            }
            var path = "/" + endpoint.RoutePattern.RawText!.Trim('/');
            if (!Array.Exists(routed, r => path.StartsWith(r, StringComparison.Ordinal)) || endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null) continue;
            // A HEAD is what its GET is, without a body.
            foreach (var method in endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods.Where(m => m != HttpMethods.Head)) yield return $"{method} {Anonymous(path)}";
        }
        if (services.GetService<IOptions<OpenIddictServerOptions>>()?.Value is not { TokenEndpointUris.Count: > 0 } server) yield break;
        // Those that OpenIddict answers without an endpoint of ours.
        foreach (var uri in server.ConfigurationEndpointUris.Concat(server.JsonWebKeySetEndpointUris).Where(u => u.OriginalString.Contains("openid", StringComparison.Ordinal) || u.OriginalString.Contains("jwks", StringComparison.Ordinal))) yield return "GET /" + uri.OriginalString.TrimStart('/');
        foreach (var uri in server.PushedAuthorizationEndpointUris.Concat(server.DeviceAuthorizationEndpointUris).Concat(server.RevocationEndpointUris).Concat(server.IntrospectionEndpointUris)) yield return "POST /" + uri.OriginalString.TrimStart('/');
    }

    static string Anonymous(string path) => PathParameter.Replace(path, "{}");

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex PathParameter { get; }
}
