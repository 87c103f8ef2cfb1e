using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dinamis.ServiceTests.Harness;
using static Dinamis.ServiceTests.Catalogue.ConformsAttribute;
using static Dinamis.ServiceTests.Catalogue.Scenes;

namespace Dinamis.ServiceTests.Catalogue;

public sealed class StacSortSpec(CatalogueHosts hosts)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Stores, Conforms(Stac + "item-search#sort", Stac + "ogcapi-features#sort", "https://api.stacspec.org/v1.1.0/item-search#sort", "https://api.stacspec.org/v1.1.0/ogcapi-features#sort")]
    public async Task Scenes_come_in_the_order_that_is_asked_those_without_a_value_last(StoreKind kind)
    {
        var world = await WorldAsync(kind);

        (await WalkAsync(world, "sortby=eo:cloud_cover", 9)).ShouldBe(["clear", "half-a", "half-b", "unknown-a", "unknown-b"]);
        (await WalkAsync(world, "sortby=-properties.eo:cloud_cover", 9)).ShouldBe(["half-b", "half-a", "clear", "unknown-b", "unknown-a"]);
        (await WalkAsync(world, "sortby=%2Bdatetime", 9)).ShouldBe(["half-a", "unknown-a", "clear", "half-b", "unknown-b"]);
        (await WalkAsync(world, "sortby=+platform,-id", 9)).ShouldBe(["half-b", "clear", "unknown-b", "unknown-a", "half-a"]);
        (await WalkAsync(world, "", 9)).ShouldBe(["unknown-b", "half-b", "clear", "unknown-a", "half-a"]);
    }

    [Theory, Stores]
    public async Task Pages_hold_in_any_order_with_ties_and_missing_values(StoreKind kind)
    {
        var world = await WorldAsync(kind);
        string[] orders = ["eo:cloud_cover", "-eo:cloud_cover", "-eo:cloud_cover,datetime", "platform,-datetime", "-platform,eo:cloud_cover,id", "-datetime", "datetime,-id", "collection", "-id", "gsd", "end_datetime,-gsd"];
        foreach (var order in orders)
        {
            var whole = await WalkAsync(world, "sortby=" + order, 100);
            whole.Distinct().Count().ShouldBe(5, order);
            foreach (var limit in (int[])[1, 2, 3]) (await WalkAsync(world, "sortby=" + order, limit)).ShouldBe(whole, $"{order} by {limit}");
        }
    }

    [Theory, Stores]
    public async Task Posted_keys_say_the_same_and_so_do_the_pages_after(StoreKind kind)
    {
        var world = await WorldAsync(kind);
        var body = new JsonObject
        {
            ["collections"] = new JsonArray(world.Collection),
            ["limit"] = 3,
            ["sortby"] = new JsonArray(new JsonObject { ["field"] = "properties.eo:cloud_cover", ["direction"] = "desc" }, new JsonObject { ["field"] = "id" }),
        };
        var first = await PostAsync(world, body);
        body["token"] = first["links"]!.AsArray().Single(l => (string)l!["rel"]! == "next")!["body"]!["token"]!.GetValue<string>();

        Ids(first).Concat(Ids(await PostAsync(world, body))).ShouldBe(["half-a", "half-b", "clear", "unknown-a", "unknown-b"]);
    }

    [Theory, Stores, Conforms("https://api.stacspec.org/v1.1.0/item-search#sortables", Ogc + "ogcapi-features-5/1.0/conf/sortables")]
    public async Task Everything_that_is_told_to_be_sortable_is(StoreKind kind)
    {
        var world = await WorldAsync(kind);
        var sortables = await world.Http().GetFromJsonAsync<JsonObject>("/stac/sortables", Ct);
        var ofOne = await world.Http().GetFromJsonAsync<JsonObject>($"/stac/collections/{world.Collection}/sortables", Ct);

        ofOne!["properties"]!.AsObject().Select(p => p.Key).ShouldBeSubsetOf(sortables!["properties"]!.AsObject().Select(p => p.Key));
        sortables["additionalProperties"]!.GetValue<bool>().ShouldBeFalse();
        foreach (var (name, schema) in ofOne["properties"]!.AsObject())
        {
            ((string)schema!["type"]!).ShouldBeOneOf("string", "number");
            (await WalkAsync(world, "sortby=-" + name, 2)).Count.ShouldBe(5, name);
        }
    }

    [Fact]
    public async Task A_token_of_another_order_is_refused()
    {
        var world = await WorldAsync(StoreKind.Sqlite);
        var page = await world.Http().GetFromJsonAsync<JsonObject>($"/stac/search?collections={world.Collection}&limit=1&sortby=platform", Ct);
        var token = new Uri((string)page!["links"]!.AsArray().Single(l => (string)l!["rel"]! == "next")!["href"]!).Query.Split("token=")[1];
        using var response = await world.Http().GetAsync($"/stac/search?collections={world.Collection}&token={token}", Ct);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_bad_key_is_refused_with_its_place_and_the_rule()
    {
        var world = await hosts.OnAsync(StoreKind.Sqlite);
        using var response = await world.Http().GetAsync("/stac/search?sortby=datetime,-footprint", Ct);

        (await response.Content.ReadFromJsonAsync<JsonObject>(Ct))!["errors"]!.ToJsonString().ShouldContain("sortby");
        (await world.Http().GetStringAsync("/stac/sortables", Ct)).ShouldNotContain("geometry");
    }

    async Task<CatalogueWorld> WorldAsync(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.OpenCollectionAsync();
        await IngestAsync("clear", "2024-03-01T00:00:00Z", 0, "spot-6");
        await IngestAsync("half-a", "2024-01-01T00:00:00Z", 50.5, null);
        await IngestAsync("half-b", "2025-01-01T00:00:00Z", 50.5, "PHR1A");
        await IngestAsync("unknown-a", "2024-01-01T00:00:00Z", null, "é");
        await IngestAsync("unknown-b", "2025-01-01T00:00:00Z", null, "spot-7");
        return world;

        Task IngestAsync(string id, string datetime, double? cloud, string? platform) => world.IngestAsync(Item(world.Collection, id, datetime, cloud: cloud, change: i =>
        {
            if (platform is null) i["properties"]!.AsObject().Remove("platform");
            else i["properties"]!["platform"] = platform;
        }));
    }

    static async Task<List<string>> WalkAsync(CatalogueWorld world, string sort, int limit)
    {
        var ids = new List<string>();
        for (string? next = $"/stac/collections/{world.Collection}/items?limit={limit}&{sort}"; next is not null;)
        {
            var page = await world.Http().GetFromJsonAsync<JsonObject>(next, Ct);
            ids.AddRange(Ids(page!));
            next = page!["links"]!.AsArray().SingleOrDefault(l => (string)l!["rel"]! == "next")?["href"]!.GetValue<string>()[TestTokens.Origin.Length..];
        }
        return ids;
    }

    static async Task<JsonObject> PostAsync(CatalogueWorld world, JsonObject body)
    {
        using var response = await world.Http().PostAsJsonAsync("/stac/search", body, Ct);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await response.Content.ReadFromJsonAsync<JsonObject>(Ct))!;
    }

    static string[] Ids(JsonObject page) => [.. page["features"]!.AsArray().Select(f => f!["id"]!.GetValue<string>())];
}
