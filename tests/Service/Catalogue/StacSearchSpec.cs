using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dinamis.ServiceTests.Harness;
using static Dinamis.ServiceTests.Catalogue.Scenes;

namespace Dinamis.ServiceTests.Catalogue;

public sealed class StacSearchSpec(CatalogueHosts hosts)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Stores, Conforms(ConformsAttribute.Stac + "item-search")]
    public async Task A_box_and_a_period_find_what_they_meet_and_say_how_many(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.OpenCollectionAsync();
        await world.IngestAsync(Item(world.Collection, "here-2024", "2024-06-01T10:00:00Z"));
        await world.IngestAsync(Item(world.Collection, "here-2025", "2025-06-01T10:00:00Z"));
        await world.IngestAsync(Item(world.Collection, "elsewhere", "2025-06-01T10:00:00Z", [2, 48, 2.1, 48.1]));

        (await FoundAsync(world, "bbox=-0.55,44.85,-0.54,44.86")).ShouldBe(["here-2025", "here-2024"]);
        (await FoundAsync(world, "bbox=-0.55,44.85,-0.54,44.86&datetime=2025-01-01T00:00:00Z/..")).ShouldBe(["here-2025"]);
        (await FoundAsync(world, "datetime=2024-06-01T10:00:00Z")).ShouldBe(["here-2024"]);
        (await FoundAsync(world, "bbox=-0.55,44.85,0,-0.54,44.86,100")).ShouldBe(["here-2025", "here-2024"]);
        (await FoundAsync(world, "bbox=10,10,11,11")).ShouldBeEmpty();
        (await FoundAsync(world, "ids=elsewhere,absent")).ShouldBe(["elsewhere"]);
    }

    [Theory, Stores]
    public async Task The_footprint_decides_and_not_its_box(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.OpenCollectionAsync();
        // A triangle that leaves the south-east of its box free.
        await world.IngestAsync(Item(world.Collection, "triangle", change: i => i["geometry"] = Ring([0, 44], [1, 45], [0, 45], [0, 44])));

        (await FoundAsync(world, "bbox=0.8,44.1,0.9,44.2")).ShouldBeEmpty();
        (await FoundAsync(world, "bbox=0.1,44.8,0.2,44.9")).ShouldBe(["triangle"]);
        (await FoundAsync(world, "bbox=0.5,44.5,0.5,44.5")).ShouldBe(["triangle"]);
        (await FoundAsync(world, "intersects=" + Uri.EscapeDataString(Polygon([0.8, 44.1, 0.9, 44.2]).ToJsonString()))).ShouldBeEmpty();
        (await FoundAsync(world, "intersects=" + Uri.EscapeDataString("""{"type":"Point","coordinates":[0.1,44.9]}"""))).ShouldBe(["triangle"]);
    }

    [Theory, Stores]
    public async Task A_geometry_of_any_kind_finds_what_it_meets(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.OpenCollectionAsync();
        await world.IngestAsync(Item(world.Collection, "square", box: [0, 44, 2, 46]));
        // Each has a part far off; the other is in the square, or beside it.
        Dictionary<string, Func<int, string>> kinds = new()
        {
            ["Point"] = x => $"[{x},45]",
            ["MultiPoint"] = x => $"[[{x + 9},45],[{x},45]]",
            ["LineString"] = x => $"[[{x},43],[{x},47]]",
            ["MultiLineString"] = x => $"[[[{x + 9},43],[{x + 9},47]],[[{x},43],[{x},47]]]",
            ["Polygon"] = x => $"[[[{x},43],[{x + 1},43],[{x},47],[{x},43]]]",
            ["MultiPolygon"] = x => $"[[[[{x + 9},43],[{x + 10},43],[{x + 9},47],[{x + 9},43]]],[[[{x},43],[{x + 1},43],[{x},47],[{x},43]]]]",
        };
        foreach (var (type, at) in kinds)
        {
            string Shape(int x) => $$"""{"type":"{{type}}","coordinates":{{at(x)}}}""";
            (await FoundAsync(world, "intersects=" + Uri.EscapeDataString(Shape(1)))).ShouldBe(["square"], type);
            (await FoundAsync(world, "intersects=" + Uri.EscapeDataString(Shape(3)))).ShouldBeEmpty(type);
            (await FoundAsync(world, "intersects=" + Uri.EscapeDataString($$"""{"type":"GeometryCollection","geometries":[{{Shape(3)}},{{Shape(1)}}]}"""))).ShouldBe(["square"], type);
        }
    }

    [Theory, Stores]
    public async Task The_antimeridian_is_crossed_by_boxes_and_by_scenes(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.OpenCollectionAsync();
        await world.IngestAsync(Item(world.Collection, "fiji", change: i => i["geometry"] = Ring([179, -18], [-179, -18], [-179, -17], [179, -17], [179, -18])));
        await world.IngestAsync(Item(world.Collection, "bordeaux"));

        (await FoundAsync(world, "bbox=178,-45,-178,45")).ShouldBe(["fiji"]);
        (await FoundAsync(world, "bbox=-180,-45,-179.5,45")).ShouldBe(["fiji"]);
        (await FoundAsync(world, "bbox=-10,-45,10,60")).ShouldBe(["bordeaux"]);
        var item = await world.Http().GetFromJsonAsync<JsonObject>($"/stac/collections/{world.Collection}/items/fiji", Ct);
        item!["geometry"]!["type"]!.GetValue<string>().ShouldBe("MultiPolygon");
        item["bbox"]!.AsArray().Select(n => n!.GetValue<double>()).ShouldBe([179, -18, -179, -17]);
    }

    [Theory, Stores]
    public async Task A_period_counts_by_both_its_ends_and_null_datetimes_are_paged_once(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.OpenCollectionAsync();
        for (var i = 0; i < 3; i++)
            await world.IngestAsync(Item(world.Collection, "mosaic-" + i, null, change: Period("2024-03-01T00:00:00Z", "2024-09-30T00:00:00Z")));

        (await FoundAsync(world, "datetime=2024-09-01T00:00:00Z/2024-12-31T00:00:00Z")).Length.ShouldBe(3);
        (await FoundAsync(world, "datetime=2024-10-01T00:00:00Z/..")).ShouldBeEmpty();
        (await WalkAsync(world, $"/stac/search?collections={world.Collection}&limit=1")).ShouldBe(["mosaic-2", "mosaic-1", "mosaic-0"]);

        static Action<JsonObject> Period(string start, string end) => i =>
        {
            i["properties"]!["start_datetime"] = start;
            i["properties"]!["end_datetime"] = end;
        };
    }

    [Theory, Stores, Conforms(ConformsAttribute.Stac + "ogcapi-features", ConformsAttribute.Ogc + "ogcapi-features-1/1.0/conf/geojson")]
    public async Task Pages_give_every_scene_once_and_the_last_has_no_next(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.OpenCollectionAsync();
        // Ties in time, so that the id decides.
        for (var i = 0; i < 6; i++) await world.IngestAsync(Item(world.Collection, "s" + i, i < 3 ? "2024-01-01T00:00:00Z" : "2025-01-01T00:00:00Z"));

        (await WalkAsync(world, $"/stac/search?collections={world.Collection}&limit=2")).ShouldBe(["s5", "s4", "s3", "s2", "s1", "s0"]);
        (await WalkAsync(world, $"/stac/collections/{world.Collection}/items?limit=4")).ShouldBe(["s5", "s4", "s3", "s2", "s1", "s0"]);
        var whole = await world.Http().GetFromJsonAsync<JsonObject>($"/stac/search?collections={world.Collection}&limit=6", Ct);
        whole!["links"]!.AsArray().ShouldNotContain(l => l!["rel"]!.GetValue<string>() == "next");
        whole["numberMatched"]!.GetValue<long>().ShouldBe(6);
        whole["numberReturned"]!.GetValue<long>().ShouldBe(6);
    }

    [Theory, Stores]
    public async Task Pages_go_on_over_what_lies_near_by_and_what_lies_far_off(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.OpenCollectionAsync();
        string[] begins = ["1987-03-01T00:00:00Z", "2019-01-01T00:00:00Z", "2024-05-31T00:00:00Z", "2024-06-01T00:00:00Z", "2024-06-01T00:00:01Z", "2024-06-01T00:00:02Z", "2024-06-01T00:00:03Z", "2024-06-01T00:00:03Z", "2024-06-02T00:00:00Z"];
        foreach (var (i, begin) in begins.Index()) await world.IngestAsync(Item(world.Collection, "s" + i, begin));
        string[] all = [.. begins.Select((_, i) => "s" + i)];

        foreach (var limit in (int[])[2, 3, 4])
        {
            (await WalkAsync(world, $"/stac/search?collections={world.Collection}&bbox=-1,44,0,45&sortby=datetime&limit={limit}")).ShouldBe(all);
            (await WalkAsync(world, $"/stac/search?collections={world.Collection}&bbox=-1,44,0,45&limit={limit}")).ShouldBe(all.Reverse());
            (await WalkAsync(world, $"/stac/search?collections={world.Collection}&datetime=2019-01-01T00:00:00Z/2024-06-01T00:00:02Z&limit={limit}")).ShouldBe(all[1..6].Reverse());
        }
    }

    [Fact]
    public async Task Links_carry_the_callers_own_parameters_and_none_of_what_he_may_see()
    {
        var world = await hosts.OnAsync(StoreKind.Sqlite);
        await world.OpenCollectionAsync();
        foreach (var id in (string[])["a", "b"]) await world.IngestAsync(Item(world.Collection, id, "2025-06-01T10:00:00Z"));
        var page = (await world.Http().GetFromJsonAsync<JsonObject>("/stac/search?limit=1&datetime=2025-06-01T10:00:00Z", Ct))!;

        string[] Names(string rel) => [.. System.Web.HttpUtility.ParseQueryString(new Uri(page["links"]!.AsArray().Single(l => (string)l!["rel"]! == rel)!["href"]!.GetValue<string>()).Query).AllKeys!];
        Names("self").ShouldBe(["limit", "datetime"]);
        Names("next").ShouldBe(["limit", "datetime", "token"]);
    }

    [Theory, Stores]
    public async Task A_posted_search_answers_the_same_and_its_next_is_posted_too(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.OpenCollectionAsync();
        foreach (var id in (string[])["a", "b", "c"]) await world.IngestAsync(Item(world.Collection, id));
        var body = new JsonObject { ["collections"] = new JsonArray(world.Collection), ["bbox"] = new JsonArray(-1, 44, 0, 45), ["limit"] = 2 };

        var first = await PostAsync(world, body);
        var next = first["links"]!.AsArray().Single(l => l!["rel"]!.GetValue<string>() == "next")!;
        next["method"]!.GetValue<string>().ShouldBe("POST");
        next["merge"]!.GetValue<bool>().ShouldBeTrue();
        body["token"] = next["body"]!["token"]!.GetValue<string>();
        var second = await PostAsync(world, body);

        Ids(first).Concat(Ids(second)).ShouldBe(["c", "b", "a"]);
        first["numberMatched"]!.GetValue<long>().ShouldBe(3);
        second["numberMatched"]!.GetValue<long>().ShouldBe(3);
    }

    static async Task<string[]> FoundAsync(CatalogueWorld world, string query)
    {
        var page = await world.Http().GetFromJsonAsync<JsonObject>($"/stac/search?collections={world.Collection}&{query}", Ct);
        var ids = Ids(page!);
        page!["numberMatched"]!.GetValue<long>().ShouldBe(ids.Length);
        return ids;
    }

    static async Task<List<string>> WalkAsync(CatalogueWorld world, string path)
    {
        var ids = new List<string>();
        for (string? next = path; next is not null;)
        {
            var page = await world.Http().GetFromJsonAsync<JsonObject>(next, Ct);
            ids.AddRange(Ids(page!));
            next = page!["links"]!.AsArray().SingleOrDefault(l => l!["rel"]!.GetValue<string>() == "next")?["href"]!.GetValue<string>();
            next?.ShouldStartWith(TestTokens.Origin + "/stac/");
            next = next?[TestTokens.Origin.Length..];
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
