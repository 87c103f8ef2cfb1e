using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dinamis.ServiceTests.Harness;
using static Dinamis.ServiceTests.Catalogue.Scenes;

namespace Dinamis.ServiceTests.Catalogue;

public sealed class StacAggregationSpec(CatalogueHosts hosts)
{
    const string Class = "https://api.stacspec.org/v0.3.0/aggregation";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Stores, Conforms(Class, Class + "#filter", Class + "#query")]
    public async Task Scenes_are_counted_by_what_is_asked_and_as_they_are_searched(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.OpenCollectionAsync();
        await world.IngestAsync(Item(world.Collection, "old", "1969-12-31T23:59:59.5Z", cloud: null));
        await world.IngestAsync(Item(world.Collection, "a", "2024-02-29T00:00:00Z", cloud: 0));
        await world.IngestAsync(Item(world.Collection, "b", "2024-02-29T23:59:59.999Z", cloud: 9.9));
        await world.IngestAsync(Item(world.Collection, "c", "2024-03-01T00:00:00Z", cloud: 100, change: i => i["properties"]!.AsObject().Remove("platform")));
        var names = (await world.Http().GetFromJsonAsync<JsonObject>("/stac/aggregations", Ct))!["aggregations"]!.AsArray().Select(a => (string)a!["name"]!).ToList();

        var all = await CountAsync($"/stac/aggregate?collections={world.Collection}&aggregations={string.Join(',', names)}");
        all.Keys.ShouldBe(names);
        all["total_count"].ShouldBe("4");
        all["datetime_min"].ShouldBe("1969-12-31T23:59:59.5Z");
        all["datetime_max"].ShouldBe("2024-03-01T00:00:00Z");
        all["collection_frequency"].ShouldBe($"{world.Collection}=4 +0");
        all["platform_frequency"].ShouldBe("spot-6=3 +1");
        all["cloud_cover_frequency"].ShouldBe("0-10=2 90-100=1 +1");
        all["datetime_frequency"].ShouldBe("1969-01-01T00:00:00Z=1 2024-01-01T00:00:00Z=3 +0");

        const string Both = "aggregations=datetime_frequency,total_count";
        var days = await CountAsync($"/stac/collections/{world.Collection}/aggregate?{Both}&datetime=2000-01-01T00:00:00Z/..");
        days["datetime_frequency"].ShouldBe("2024-02-29T00:00:00Z=2 2024-03-01T00:00:00Z=1 +0");
        (await CountAsync($"/stac/aggregate?collections={world.Collection}&{Both}&filter=eo:cloud_cover%3C10"))["total_count"].ShouldBe("2");
        (await CountAsync($"/stac/aggregate?collections={world.Collection}&{Both}&query={Uri.EscapeDataString("""{"eo:cloud_cover":{"gt":10}}""")}"))["total_count"].ShouldBe("1");
        (await CountAsync($"/stac/aggregate?collections={world.Collection}&{Both}&bbox=10,10,11,11"))["total_count"].ShouldBe("0");
        using var posted = await world.Http().PostAsJsonAsync("/stac/aggregate", new JsonObject { ["collections"] = new JsonArray(world.Collection), ["ids"] = new JsonArray("a", "c"), ["aggregations"] = new JsonArray("total_count") }, Ct);
        Read((await posted.Content.ReadFromJsonAsync<JsonObject>(Ct))!)["total_count"].ShouldBe("2");
        (await CountAsync("/stac/aggregate")).ShouldBeEmpty();

        async Task<Dictionary<string, string>> CountAsync(string path) => Read((await world.Http().GetFromJsonAsync<JsonObject>(path, Ct))!);
    }

    [Fact]
    public async Task Months_cut_some_years()
    {
        var world = await hosts.OnAsync(StoreKind.Sqlite);
        await world.OpenCollectionAsync();
        foreach (var (i, at) in ((string[])["2020-01-15T00:00:00Z", "2024-12-31T23:59:59Z"]).Index()) await world.IngestAsync(Item(world.Collection, "s" + i, at));
        var counted = await world.Http().GetFromJsonAsync<JsonObject>($"/stac/collections/{world.Collection}/aggregate?aggregations=datetime_frequency", Ct);

        counted!["aggregations"]![0]!["data_type"]!.GetValue<string>().ShouldBe("interval_month");
        Read(counted)["datetime_frequency"].ShouldBe("2020-01-01T00:00:00Z=1 2024-12-01T00:00:00Z=1 +0");
    }

    [Theory, Stores]
    public async Task What_a_caller_may_not_see_is_not_counted(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.OpenCollectionAsync(c => (c.Family, c.Reserved) = (world.Family, true));
        await world.IngestAsync(Item(world.Collection, "secret"));
        await world.JoinAsync();
        var path = $"/stac/aggregate?collections={world.Collection}&aggregations=total_count,collection_frequency";

        var nobody = await world.Http().GetStringAsync(path, Ct);
        nobody.ShouldNotContain(world.Collection);
        Read(JsonNode.Parse(nobody)!.AsObject())["total_count"].ShouldBe("0");
        Read((await world.AsUserHttp.GetFromJsonAsync<JsonObject>(path, Ct))!)["collection_frequency"].ShouldBe(world.Collection + "=1 +0");
        foreach (var hidden in (string[])["aggregate", "aggregations", "children", "periods/2025", "sortables"])
        {
            (await StatusAsync(world.Http(), hidden)).ShouldBe(HttpStatusCode.NotFound, hidden);
            (await StatusAsync(world.AsUserHttp, hidden)).ShouldBe(HttpStatusCode.OK, hidden);
        }
        (await world.Http().GetStringAsync("/stac/children", Ct)).ShouldNotContain(world.Collection);
        (await world.AsUserHttp.GetStringAsync("/stac/children", Ct)).ShouldContain(world.Collection);
        (await world.Http().GetStringAsync("/stac/aggregate?aggregations=collection_frequency", Ct)).ShouldNotContain(world.Collection);

        async Task<HttpStatusCode> StatusAsync(HttpClient client, string below)
        {
            using var response = await client.GetAsync($"/stac/collections/{world.Collection}/{below}", Ct);
            return response.StatusCode;
        }
    }

    [Theory]
    [InlineData("aggregations=total_count,grid_geohash", "aggregations")]
    [InlineData("aggregations=total_count&limit=3", "limit")]
    [InlineData("aggregations=total_count&sortby=id", "sortby")]
    [InlineData("aggregations=total_count&filter=id%3D", "filter")]
    public async Task A_bad_parameter_is_refused_by_its_name(string query, string parameter)
    {
        var world = await hosts.OnAsync(StoreKind.Sqlite);
        using var response = await world.Http().GetAsync("/stac/aggregate?" + query, Ct);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadFromJsonAsync<JsonObject>(Ct))!["errors"]![0]!["field"]!.GetValue<string>().ShouldBe(parameter);
    }

    // « key=frequency … +overflow », or the value.
    static Dictionary<string, string> Read(JsonObject collection) => collection["aggregations"]!.AsArray().ToDictionary(a => (string)a!["name"]!, a => a!["buckets"] is JsonArray buckets
        ? string.Join(' ', buckets.Select(b => $"{b!["key"]}={b["frequency"]}").Append($"+{a["overflow"]}"))
        : a["value"]!.ToString());
}
