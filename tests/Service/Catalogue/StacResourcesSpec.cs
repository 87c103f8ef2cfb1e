using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dinamis.ServiceTests.Harness;
using Dinamis.Wire;
using Google.Protobuf.WellKnownTypes;
using static Dinamis.ServiceTests.Catalogue.Scenes;

namespace Dinamis.ServiceTests.Catalogue;

public sealed class StacResourcesSpec(CatalogueHosts hosts)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Stores]
    public async Task The_landing_page_leads_to_every_collection_and_says_what_is_true(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.OpenCollectionAsync();
        var landing = await world.Http().GetFromJsonAsync<JsonObject>("/stac", Ct);
        var conformance = await world.Http().GetFromJsonAsync<JsonObject>("/stac/conformance", Ct);

        JsonNode.DeepEquals(landing!["conformsTo"], conformance!["conformsTo"]).ShouldBeTrue();
        var links = landing["links"]!.AsArray();
        links.Select(l => l!["rel"]!.GetValue<string>()).ShouldBeSubsetOf(["self", "root", "conformance", "data", "search", "service-desc", "service-doc", "alternate", "child", "children", "aggregate", "aggregations", "http://www.opengis.net/def/rel/ogc/1.0/queryables", "http://www.opengis.net/def/rel/ogc/1.0/sortables"]);
        links.Where(l => l!["rel"]!.GetValue<string>() == "search").Select(l => l!["method"]!.GetValue<string>()).ShouldBe(["GET", "POST"]);
        links.ShouldContain(l => l!["rel"]!.GetValue<string>() == "child" && l["href"]!.GetValue<string>() == $"{TestTokens.Origin}/stac/collections/{world.Collection}");
        links.ShouldAllBe(l => l!["href"]!.GetValue<string>().StartsWith(TestTokens.Origin + "/", StringComparison.Ordinal));
    }

    [Theory, Stores, Conforms(ConformsAttribute.Stac + "collections")]
    public async Task A_collection_tells_what_it_covers(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.OpenCollectionAsync(c => c.Family = "spot-6-7");
        await world.IngestAsync(Item(world.Collection, "a", "2024-01-02T03:04:05Z", [0, 44, 1, 45]));
        await world.IngestAsync(Item(world.Collection, "b", "2025-01-02T03:04:05Z", [2, 46, 3, 47]));

        var collection = await world.Http().GetFromJsonAsync<JsonObject>("/stac/collections/" + world.Collection, Ct);
        collection!["extent"]!["spatial"]!["bbox"]![0]!.AsArray().Select(n => n!.GetValue<double>()).ShouldBe([0, 44, 3, 47]);
        collection["extent"]!["temporal"]!["interval"]![0]!.AsArray().Select(n => n!.GetValue<string>()).ShouldBe(["2024-01-02T03:04:05Z", "2025-01-02T03:04:05Z"]);
        collection["license"]!.GetValue<string>().ShouldBe("other");
        collection["links"]!.AsArray().ShouldContain(l => l!["rel"]!.GetValue<string>() == "license");
        var queryables = await world.Http().GetFromJsonAsync<JsonObject>($"/stac/collections/{world.Collection}/queryables", Ct);
        queryables!["$id"]!.GetValue<string>().ShouldBe($"{TestTokens.Origin}/stac/collections/{world.Collection}/queryables");
    }

    [Theory, Stores]
    public async Task Links_to_the_licence_name_the_version_in_force(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.OpenCollectionAsync(c => c.Family = world.Family);
        await world.IngestAsync(Item(world.Collection, "s"));
        var (collection, item) = ("/stac/collections/" + world.Collection, $"/stac/collections/{world.Collection}/items/s");
        // Nothing was published yet: the page of the licence, without a version.
        (await LicenceAsync(item)).ShouldBe($"{TestTokens.Origin}/licences/{world.Family}");
        (await LicenceAsync(collection)).ShouldBe($"{TestTokens.Origin}/licences/{world.Family}");

        string? before = null;
        foreach (var (published, inForce) in new[] { (new[] { -10.0, 10 }, 1), ([-10, -1], 2) })
        {
            await world.JoinAsync(licence: l =>
            {
                l.Versions.Clear();
                l.Versions.Add(published.Select((days, i) => new LicenceVersion { Number = i + 1, InForceFrom = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddDays(days)) }));
            });
            var expected = $"{TestTokens.Origin}/licences/{world.Family}/{inForce}";
            foreach (var path in (string[])[item, collection]) (await LicenceAsync(path)).ShouldBe(expected);
            foreach (var path in (string[])[$"/stac/search?collections={world.Collection}", $"/stac/search?collections={world.Collection}&fields=id,links", collection + "/items"])
                LicenceOf((await world.Http().GetFromJsonAsync<JsonObject>(path, Ct))!["features"]![0]!).ShouldBe(expected);
            LicenceOf(JsonNode.Parse((await world.AsNobody.GetItemAsync(new() { CollectionId = world.Collection, ItemId = "s" }, cancellationToken: Ct)).Stac)!).ShouldBe(expected);
            // What was kept by a client is no longer what is served.
            using var read = await world.Http().GetAsync(item, Ct);
            read.Headers.ETag!.Tag.ShouldNotBe(before);
            before = read.Headers.ETag.Tag;
        }

        async Task<string> LicenceAsync(string path) => LicenceOf((await world.Http().GetFromJsonAsync<JsonObject>(path, Ct))!);
        static string LicenceOf(JsonNode document) => (string)document["links"]!.AsArray().Single(l => (string)l!["rel"]! == "license")!["href"]!;
    }

    [Theory, Stores]
    public async Task A_reserved_collection_exists_for_members_that_accepted_its_licence_alone(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.OpenCollectionAsync(c => (c.Family, c.Reserved) = (world.Family, true));
        await world.IngestAsync(Item(world.Collection, "secret"));
        await world.JoinAsync();
        var stranger = Guid.CreateVersion7();
        await world.Host.LearnAsync(CatalogueWorld.PersonOf(stranger, Guid.CreateVersion7(), Organisation.Types.Kind.Entity, 1, Role.Types.Name.User));

        foreach (var path in new[] { "/stac/collections/" + world.Collection, $"/stac/collections/{world.Collection}/items", $"/stac/collections/{world.Collection}/items/secret", $"/stac/collections/{world.Collection}/queryables" })
        {
            (await StatusAsync(world.Http(), path)).ShouldBe(HttpStatusCode.NotFound);
            (await StatusAsync(world.AsUserHttp, path)).ShouldBe(HttpStatusCode.OK);
        }
        (await world.Http().GetStringAsync("/stac", Ct)).ShouldNotContain(world.Collection);
        (await world.Http().GetStringAsync("/stac/collections", Ct)).ShouldNotContain(world.Collection);
        (await MatchedAsync(world.Http())).ShouldBe(0);
        (await MatchedAsync(world.AsUserHttp)).ShouldBe(1);

        async Task<long> MatchedAsync(HttpClient client) =>
            (await client.GetFromJsonAsync<JsonObject>("/stac/search?ids=secret&collections=" + world.Collection, Ct))!["numberMatched"]!.GetValue<long>();
    }

    [Fact]
    public async Task A_browser_is_shown_the_page_that_says_the_same()
    {
        var world = await hosts.OnAsync(StoreKind.Sqlite);
        await world.OpenCollectionAsync();
        await world.IngestAsync(Item(world.Collection, "s"));
        var browser = world.Http();
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");

        using var response = await browser.GetAsync($"/stac/collections/{world.Collection}/items/s", Ct);
        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        response.Headers.Location!.OriginalString.ShouldBe($"/catalogue/{world.Collection}/s");
        (await StatusAsync(browser, $"/stac/collections/{world.Collection}/items/s?f=json")).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("GET", "/stac/nothing", 404, null)]
    [InlineData("GET", "/stac/collections/a/b/c", 404, null)]
    [InlineData("GET", "/assets/a/b/", 404, null)]
    [InlineData("DELETE", "/stac", 405, "GET, HEAD")]
    [InlineData("PUT", "/stac/search", 405, "GET, HEAD, POST")]
    [InlineData("PUT", "/stac/collections/a/items", 405, "GET, HEAD, POST")]
    [InlineData("POST", "/assets/a/b/c", 405, "GET, HEAD")]
    public async Task What_is_not_there_is_told_to_anybody_and_asks_nobody_to_sign_in(string method, string path, int status, string? allowed)
    {
        var world = await hosts.OnAsync(StoreKind.Sqlite);
        using var request = new HttpRequestMessage(new(method), path);
        using var response = await world.Http().SendAsync(request, Ct);

        ((int)response.StatusCode).ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (allowed is null ? null : string.Join(", ", response.Content.Headers.Allow)).ShouldBe(allowed);
        response.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
    }

    [Fact]
    public async Task Programs_of_other_origins_may_ask_and_a_dead_token_is_told()
    {
        var world = await hosts.OnAsync(StoreKind.Sqlite);
        var client = world.Http();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/stac/search") { Headers = { { "Origin", "https://elsewhere.example" }, { "Access-Control-Request-Method", "POST" } } };
        using var allowed = await client.SendAsync(preflight, Ct);
        allowed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        allowed.Headers.GetValues("Access-Control-Allow-Headers").Single().ShouldContain("Authorization");

        client.DefaultRequestHeaders.Authorization = new("Bearer", "dead");
        using var refused = await client.GetAsync("/stac/search", Ct);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        refused.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
    }

    static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path, Ct);
        return response.StatusCode;
    }
}
