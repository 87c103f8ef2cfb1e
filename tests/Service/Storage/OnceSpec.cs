using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Dinamis.ServiceTests.Harness;
using Grpc.Core;

namespace Dinamis.ServiceTests.Storage;

public sealed class OnceSpec
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Stores]
    public async Task Twenty_twins_at_once_have_one_effect_and_one_event(StoreKind kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        await using var host = await ThingsHost.StartAsync(store);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.NameAsync("a", "one-key")));

        (await host.NamesAsync()).ShouldBe(["a"]);
        // The state and the act.
        (await host.CountEventsAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Twins_on_two_replicas_have_one_effect()
    {
        if (TestStore.Postgres is null) Assert.Skip("DINAMIS_TEST_POSTGRES is not set: run ./test");
        await using var store = await TestStore.CreateAsync(StoreKind.Postgres);
        await using var first = await ThingsHost.StartAsync(store);
        await using var second = await ThingsHost.StartAsync(store);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? first : second).NameAsync("a", "one-key")));

        (await first.NamesAsync()).ShouldBe(["a"]);
    }

    [Theory, Stores]
    public async Task The_same_key_with_another_body_is_refused(StoreKind kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        await using var host = await ThingsHost.StartAsync(store);
        await host.NameAsync("a", "k");

        await host.Client().StartAdhesionAsync(new() { Siren = "b" }, Calls.Key("k"), cancellationToken: Ct).ShouldBeRefusedAsync("IDEMPOTENCY_KEY_REUSED", 422);
    }

    [Theory, Stores]
    public async Task A_write_without_key_is_refused_and_a_read_needs_none(StoreKind kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        await using var host = await ThingsHost.StartAsync(store);

        await host.Client().StartAdhesionAsync(new() { Siren = "a" }, cancellationToken: Ct).ShouldBeRefusedAsync("IDEMPOTENCY_KEY_MISSING", 400);
        (await host.Client().ListTextsAsync(new(), cancellationToken: Ct)).Texts.ShouldBeEmpty();
    }

    [Theory, Stores]
    public async Task A_refusal_after_a_save_leaves_nothing_and_keeps_no_key(StoreKind kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        await using var host = await ThingsHost.StartAsync(store);

        await host.Client().StartAdhesionAsync(new() { Siren = "refuse" }, Calls.Key("k"), cancellationToken: Ct).ShouldBeRefusedAsync("HALF", 409);
        await host.NameAsync("then", "k");

        (await host.NamesAsync()).ShouldBe(["then"]);
        (await host.CountEventsAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task An_unexpected_failure_is_opaque_to_the_caller()
    {
        await using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var host = await ThingsHost.StartAsync(store);

        var error = await Should.ThrowAsync<RpcException>(() => host.NameAsync("fail"));

        error.StatusCode.ShouldBe(StatusCode.Unknown);
        error.ToString().ShouldNotContain("secret detail");
    }

    [Theory]
    [InlineData("refuse", 409, "HALF")]
    [InlineData("fail", 500, "HTTP_500")]
    public async Task On_a_JSON_route_an_error_is_problem_details_with_its_own_status(string name, int status, string reason)
    {
        await using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var host = await ThingsHost.StartAsync(store);

        using var response = await PostAsync(host, $$"""{"siren":"{{name}}"}""", "k");

        ((int)response.StatusCode).ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync(Ct))!;
        problem["reason"]!.GetValue<string>().ShouldBe(reason);
        problem.ToJsonString().ShouldNotContain("secret detail");
    }

    [Fact]
    public async Task Broken_JSON_is_the_callers_error()
    {
        await using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var host = await ThingsHost.StartAsync(store);

        using var response = await PostAsync(host, "{broken", "k");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task The_header_of_a_JSON_write_is_its_key()
    {
        await using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var host = await ThingsHost.StartAsync(store);

        using var first = await PostAsync(host, """{"siren":"a"}""", "k");
        using var second = await PostAsync(host, """{"siren":"a"}""", "k");

        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        second.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await host.NamesAsync()).ShouldBe(["a"]);
    }

    static async Task<HttpResponseMessage> PostAsync(ThingsHost host, string json, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/membership/v1/adhesions:start") { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", key);
        return await host.Json().SendAsync(request, Ct);
    }
}
