using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dinamis.ServiceTests.Harness;
using static Dinamis.ServiceTests.Catalogue.Scenes;

namespace Dinamis.ServiceTests.Catalogue;

public sealed class StacQuerySpec(CatalogueHosts hosts)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Stores, Conforms(ConformsAttribute.Stac + "item-search#query", ConformsAttribute.Stac + "ogcapi-features#query")]
    public async Task Every_operator_of_the_query_extension_finds_what_it_says(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.OpenCollectionAsync();
        await world.IngestAsync(Item(world.Collection, "clear", "2024-06-01T10:00:00Z", cloud: 3, change: i => (i["properties"]!["platform"], i["properties"]!["instruments"]) = ("SPOT_7", new JsonArray("naomi"))));
        await world.IngestAsync(Item(world.Collection, "cloudy", "2025-06-01T10:00:00Z", cloud: 60));
        var asked = new Dictionary<string, string[]>
        {
            ["""{"eo:cloud_cover":{"eq":3}}"""] = ["clear"],
            ["""{"properties.eo:cloud_cover":{"neq":3}}"""] = ["cloudy"],
            ["""{"eo:cloud_cover":{"gt":3,"lte":60}}"""] = ["cloudy"],
            ["""{"eo:cloud_cover":{"gte":3},"gsd":{"lt":2}}"""] = ["cloudy", "clear"],
            ["""{"platform":{"startsWith":"SPOT_"}}"""] = ["clear"],
            ["""{"platform":{"endsWith":"-6"}}"""] = ["cloudy"],
            ["""{"platform":{"contains":"pot"}}"""] = ["cloudy"],
            ["""{"platform":{"contains":"%"}}"""] = [],
            ["""{"platform":{"in":["SPOT_7","other"]}}"""] = ["clear"],
            ["""{"instruments":{"contains":"naomi"}}"""] = ["clear"],
            ["""{"datetime":{"gte":"2025-01-01T00:00:00Z"}}"""] = ["cloudy"],
            ["{}"] = ["cloudy", "clear"],
        };
        foreach (var (query, ids) in asked)
        {
            Ids((await world.Http().GetFromJsonAsync<JsonObject>($"/stac/collections/{world.Collection}/items?query={Uri.EscapeDataString(query)}", Ct))!).ShouldBe(ids, query);
            using var posted = await world.Http().PostAsJsonAsync("/stac/search", new JsonObject { ["collections"] = new JsonArray(world.Collection), ["query"] = JsonNode.Parse(query) }, Ct);
            Ids((await posted.Content.ReadFromJsonAsync<JsonObject>(Ct))!).ShouldBe(ids, query);
        }
        var both = await world.Http().GetFromJsonAsync<JsonObject>($"/stac/search?collections={world.Collection}&query={Uri.EscapeDataString("""{"gsd":{"lt":2}}""")}&filter=eo:cloud_cover%3E10", Ct);
        Ids(both!).ShouldBe(["cloudy"]);
    }

    static string[] Ids(JsonObject page) => [.. page["features"]!.AsArray().Select(f => f!["id"]!.GetValue<string>())];
}
