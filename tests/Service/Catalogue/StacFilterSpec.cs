using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dinamis.ServiceTests.Harness;
using static Dinamis.ServiceTests.Catalogue.ConformsAttribute;
using static Dinamis.ServiceTests.Catalogue.Scenes;

namespace Dinamis.ServiceTests.Catalogue;

/// <summary>Scenes found by a CQL2 filter. The language itself, and the OGC's own counts, are in <c>Cql2</c>.</summary>
public sealed class StacFilterSpec(CatalogueHosts hosts)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Stores, Conforms(Stac + "item-search#filter", Ogc + "ogcapi-features-3/1.0/conf/filter", Ogc + "ogcapi-features-3/1.0/conf/features-filter", Cql + "cql2-text", Cql + "cql2-json", Cql + "array-functions")]
    public async Task A_filter_finds_the_scenes_that_it_describes_and_says_how_many(StoreKind kind)
    {
        var world = await WorldAsync(kind);
        var found = new Dictionary<string, string[]>
        {
            ["eo:cloud_cover < 10"] = ["clear"],
            ["eo:cloud_cover >= 10 OR eo:cloud_cover IS NULL"] = ["unknown", "cloudy"],
            ["NOT eo:cloud_cover < 10"] = ["cloudy"],
            ["datetime >= TIMESTAMP('2025-01-01T00:00:00Z') AND platform = 'spot-6'"] = ["unknown", "cloudy"],
            ["T_DURING(datetime,INTERVAL('2024-01-01','2024-12-31'))"] = ["clear"],
            ["datetime = DATE('2025-06-01')"] = ["cloudy"],
            ["S_INTERSECTS(geometry,BBOX(2,48,2.05,48.05))"] = ["cloudy"],
            ["S_WITHIN(geometry,POLYGON((-1 44,0 44,0 45,-1 45,-1 44))) AND gsd < 2"] = ["unknown", "clear"],
            ["NOT S_INTERSECTS(geometry,POINT(-0.55 44.85))"] = ["cloudy"],
            ["CASEI(platform) LIKE CASEI('SPOT%') AND id IN ('clear','absent')"] = ["clear"],
            ["A_CONTAINS(instruments,('hiri'))"] = ["clear"],
            ["A_CONTAINS(instruments,('hiri','pan'))"] = [],
            ["A_EQUALS(instruments,('hiri','naomi'))"] = ["clear"],
            ["A_CONTAINEDBY(instruments,('hiri','naomi','pan'))"] = ["clear"],
            ["A_OVERLAPS(instruments,('pan','naomi'))"] = ["clear"],
            ["view:off_nadir * 2 > eo:cloud_cover"] = ["clear"],
        };
        foreach (var (filter, ids) in found)
        {
            (await FoundAsync(world, "filter=" + Uri.EscapeDataString(filter))).ShouldBe(ids, filter);
            var json = Dinamis.Cql2.Cql2Json.Write(Dinamis.Cql2.Cql2Text.Parse(filter))!;
            (await FoundAsync(world, "filter-lang=cql2-json&filter=" + Uri.EscapeDataString(json.ToJsonString()))).ShouldBe(ids, filter);
            using var posted = await world.Http().PostAsJsonAsync("/stac/search", new JsonObject { ["collections"] = new JsonArray(world.Collection), ["filter"] = json }, Ct);
            Ids((await posted.Content.ReadFromJsonAsync<JsonObject>(Ct))!).ShouldBe(ids, filter);
        }
        var items = await world.Http().GetFromJsonAsync<JsonObject>($"/stac/collections/{world.Collection}/items?filter={Uri.EscapeDataString("gsd < 2 AND eo:cloud_cover < 10")}", Ct);
        Ids(items!).ShouldBe(["clear"]);
    }

    [Theory, Stores, Conforms(Ogc + "ogcapi-features-3/1.0/conf/queryables")]
    public async Task Every_queryable_can_be_asked(StoreKind kind)
    {
        var world = await WorldAsync(kind);
        var queryables = (await world.Http().GetFromJsonAsync<JsonObject>($"/stac/collections/{world.Collection}/queryables", Ct))!["properties"]!.AsObject();

        foreach (var (name, _) in queryables) (await FoundAsync(world, "filter=" + Uri.EscapeDataString($"\"{name}\" IS NULL OR \"{name}\" IS NOT NULL"))).Length.ShouldBe(3, name);
    }

    [Theory, Stores]
    public async Task A_collection_offers_what_its_scenes_have_values_of_and_refuses_the_rest(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.OpenCollectionAsync();
        var items = $"/stac/collections/{world.Collection}/items";
        // Before its first scene nothing is known of it.
        (await OfferedAsync("queryables")).ShouldContain("view:off_nadir");
        (await StatusAsync(items + "?filter=view:off_nadir%20%3E%203")).ShouldBe(HttpStatusCode.OK);
        await world.IngestAsync(Item(world.Collection, "flat", change: i => i["properties"]!["view:off_nadir"] = null));

        (await OfferedAsync("queryables")).ShouldBe(["id", "collection", "geometry", "datetime", "start_datetime", "end_datetime", "eo:cloud_cover", "gsd", "platform"]);
        (await OfferedAsync("sortables")).ShouldBe(["id", "collection", "datetime", "start_datetime", "end_datetime", "eo:cloud_cover", "gsd", "platform"]);
        var here = $"« view:off_nadir » ne se demande pas ici : les scènes de « {world.Collection} » n’en ont pas.";
        (await FaultAsync(items + "?filter=gsd%20%3E%201%20AND%20view:off_nadir%20%3E%203")).ShouldBe(("filter", "Caractère 13 : " + here));
        (await FaultAsync($"/stac/search?collections={world.Collection}&filter-lang=cql2-json&filter=" + Uri.EscapeDataString("""{"op":">","args":[{"property":"view:off_nadir"},3]}"""))).ShouldBe(("filter", "filter.args[0].property : " + here));
        (await FaultAsync($"/stac/aggregate?collections={world.Collection}&query=" + Uri.EscapeDataString("""{"view:off_nadir":{"gt":3}}"""))).ShouldBe(("query", here));
        (await FaultAsync($"/stac/search?collections={world.Collection}&sortby=id,view:off_nadir")).ShouldBe(("sortby", $"Clé 2 : « view:off_nadir » ne trie rien ici : les scènes de « {world.Collection} » n’en ont pas."));

        await world.IngestAsync(Item(world.Collection, "tilted", change: i => i["properties"]!["view:off_nadir"] = 12.5));
        (await OfferedAsync("queryables")).ShouldContain("view:off_nadir");
        (await FoundAsync(world, "filter=view:off_nadir%20%3E%203")).ShouldBe(["tilted"]);

        async Task<IEnumerable<string>> OfferedAsync(string what) => (await world.Http().GetFromJsonAsync<JsonObject>($"/stac/collections/{world.Collection}/{what}", Ct))!["properties"]!.AsObject().Select(p => p.Key);
        async Task<HttpStatusCode> StatusAsync(string path) => (await world.Http().GetAsync(path, Ct)).StatusCode;
        async Task<(string, string)> FaultAsync(string path)
        {
            using var response = await world.Http().GetAsync(path, Ct);
            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            var error = (await response.Content.ReadFromJsonAsync<JsonObject>(Ct))!["errors"]!.AsArray().ShouldHaveSingleItem()!;
            return ((string)error["field"]!, (string)error["message"]!);
        }
    }

    [Theory]
    [InlineData("filter=gsd%20%3C%203%20AND%20platform%20%3E%202", "filter", "Caractère 22 : « > » ne compare pas un texte et un nombre.")]
    [InlineData("filter=eo:cloud_cover%20%3C", "filter", "Caractère 17 : le filtre s’arrête trop tôt.")]
    [InlineData("filter=altitude%20%3C%203", "filter", "Caractère 1 : « altitude » n’est pas une propriété que l’on peut interroger.")]
    [InlineData("filter=a%3D1&filter-lang=ecql", "filter-lang", "cql2-text ou cql2-json est attendu.")]
    [InlineData("filter=gsd%3D1&filter-crs=http://www.opengis.net/def/crs/EPSG/0/2154", "filter-crs", "Seul http://www.opengis.net/def/crs/OGC/1.3/CRS84 est pris en charge.")]
    public async Task A_filter_that_cannot_be_asked_is_refused_with_its_place_and_the_rule(string query, string parameter, string message)
    {
        var world = await hosts.OnAsync(StoreKind.Sqlite);
        using var response = await world.Http().GetAsync("/stac/search?" + query, Ct);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var error = (await response.Content.ReadFromJsonAsync<JsonObject>(Ct))!["errors"]!.AsArray().First(e => e!["field"]!.GetValue<string>() == parameter)!;
        error["message"]!.GetValue<string>().ShouldBe(message);
    }

    [Theory, Stores]
    public async Task A_sum_without_a_result_is_refused_and_is_no_failure_of_ours(StoreKind kind)
    {
        var world = await WorldAsync(kind);
        using var response = await world.Http().GetAsync($"/stac/search?collections={world.Collection}&filter={Uri.EscapeDataString("(0 - gsd) ^ 0.5 > 1 OR 10 ^ (gsd * 1000) > 1")}", Ct);

        // SQLite says « unknown », PostgreSQL says why.
        ((int)response.StatusCode).ShouldBe(kind == StoreKind.Sqlite ? 200 : 400);
    }

    async Task<CatalogueWorld> WorldAsync(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.OpenCollectionAsync();
        await world.IngestAsync(Item(world.Collection, "clear", "2024-06-01T10:00:00Z", cloud: 3, change: i =>
        {
            i["properties"]!["platform"] = "SPOT-7";
            i["properties"]!["instruments"] = new JsonArray("naomi", "hiri");
            i["properties"]!["view:off_nadir"] = 12.5;
        }));
        await world.IngestAsync(Item(world.Collection, "cloudy", "2025-06-01T10:00:00Z", [2, 48, 2.1, 48.1], cloud: 60));
        await world.IngestAsync(Item(world.Collection, "unknown", "2025-07-01T10:00:00Z", cloud: null));
        return world;
    }

    static async Task<string[]> FoundAsync(CatalogueWorld world, string query)
    {
        var page = await world.Http().GetFromJsonAsync<JsonObject>($"/stac/search?collections={world.Collection}&{query}", Ct);
        page!["numberMatched"]!.GetValue<long>().ShouldBe(Ids(page).Length);
        return Ids(page);
    }

    static string[] Ids(JsonObject page) => [.. page["features"]!.AsArray().Select(f => f!["id"]!.GetValue<string>())];
}
