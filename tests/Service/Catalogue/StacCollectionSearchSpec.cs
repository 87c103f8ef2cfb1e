using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dinamis.ServiceTests.Harness;
using static Dinamis.ServiceTests.Catalogue.Scenes;

namespace Dinamis.ServiceTests.Catalogue;

public sealed class StacCollectionSearchSpec(CatalogueHosts hosts)
{
    const string Rc = "https://api.stacspec.org/v1.0.0-rc.1/collection-search";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Stores, Conforms(Rc, Rc + "#free-text", ConformsAttribute.Ogc + "ogcapi-common-2/1.0/conf/simple-query")]
    public async Task Collections_are_found_by_place_time_and_words(StoreKind kind)
    {
        var (world, mark, codes) = await WorldAsync(kind);

        (await FoundAsync("")).ShouldBe(codes);
        (await FoundAsync("&bbox=10.2,50.2,10.3,50.3")).ShouldBe([codes[1], codes[2]]);
        (await FoundAsync("&datetime=2015-01-01T00:00:00Z/2016-01-01T00:00:00Z")).ShouldBe([codes[0], codes[2]]);
        (await FoundAsync("&datetime=2024-01-01T00:00:00Z/..&bbox=10,50,11,51")).ShouldBe([codes[1], codes[2]]);
        (await FoundAsync("", "foret")).ShouldBe([codes[1]]);
        (await FoundAsync("", "FORÊT,littoral")).ShouldBe([codes[0], codes[1]]);

        // What holds no scene is of no known place or time, so it may be of this one.
        async Task<string[]> FoundAsync(string query, string? words = null) => Codes((await world.Http().GetFromJsonAsync<JsonObject>($"/stac/collections?q={words ?? mark}{query}", Ct))!, codes);
    }

    [Theory, Stores, Conforms(Rc + "#sort", "https://api.stacspec.org/v1.1.0/collection-search#sort", "https://api.stacspec.org/v1.1.0/collection-search#sortables")]
    public async Task Collections_are_sorted_and_paged_by_links_that_lead_to_each_once(StoreKind kind)
    {
        var (world, mark, codes) = await WorldAsync(kind);
        var list = await world.Http().GetFromJsonAsync<JsonObject>("/stac/collections?limit=1", Ct);
        var link = list!["links"]!.AsArray().Single(l => (string)l!["rel"]! == "http://www.opengis.net/def/rel/ogc/1.0/sortables")!;
        var sortables = await world.Http().GetFromJsonAsync<JsonObject>(((string)link["href"]!)[TestTokens.Origin.Length..], Ct);

        foreach (var by in sortables!["properties"]!.AsObject().Select(p => p.Key).SelectMany(n => (string[])[n, "-" + n]))
        {
            var whole = await WalkAsync($"/stac/collections?q={mark}&sortby={by}", codes);
            whole.Count.ShouldBe(3, by);
            (await WalkAsync($"/stac/collections?q={mark}&sortby={by}&limit=1", codes)).ShouldBe(whole, by);
        }
        (await WalkAsync($"/stac/collections?q={mark}&sortby=-title", codes)).ShouldBe([codes[0], codes[1], codes[2]]);
        (await WalkAsync($"/stac/collections?q={mark}&sortby=-end_datetime", codes)).ShouldBe([codes[1], codes[0], codes[2]]);

        async Task<List<string>> WalkAsync(string path, string[] known)
        {
            var found = new List<string>();
            for (string? next = path; next is not null;)
            {
                var page = await world.Http().GetFromJsonAsync<JsonObject>(next, Ct);
                page!["numberMatched"]!.GetValue<int>().ShouldBe(3);
                found.AddRange(Codes(page, known));
                next = page["links"]!.AsArray().SingleOrDefault(l => (string)l!["rel"]! == "next")?["href"]!.GetValue<string>()[TestTokens.Origin.Length..];
            }
            return found;
        }
    }

    [Fact]
    public async Task Every_collection_of_many_is_reached_by_next_and_by_the_child_links_of_the_landing_page()
    {
        var world = await hosts.OnAsync(StoreKind.Sqlite);
        string[] codes = [.. Enumerable.Range(0, 25).Select(i => $"{world.Collection}-{i:00}")];
        foreach (var code in codes) await world.OpenCollectionAsync(c => c.CollectionId = code);

        var found = new List<string>();
        for (string? next = "/stac/collections?limit=10"; next is not null;)
        {
            var page = (await world.Http().GetFromJsonAsync<JsonObject>(next, Ct))!;
            found.AddRange(Codes(page, codes));
            next = page["links"]!.AsArray().SingleOrDefault(l => (string)l!["rel"]! == "next")?["href"]!.GetValue<string>()[TestTokens.Origin.Length..];
        }
        found.ShouldBe(codes);
        var landing = (await world.Http().GetFromJsonAsync<JsonObject>("/stac", Ct))!;
        var children = landing["links"]!.AsArray().Where(l => (string)l!["rel"]! == "child").Select(l => ((string)l!["href"]!).Split('/')[^1]).ToList();
        codes.ShouldBeSubsetOf(children);
    }

    [Fact, Conforms(Rc + "#fields")]
    public async Task Collections_come_with_the_parts_that_are_wanted()
    {
        var (world, mark, _) = await WorldAsync(StoreKind.Sqlite);
        var some = await world.Http().GetFromJsonAsync<JsonObject>($"/stac/collections?q={mark}&fields=id,extent.temporal", Ct);
        some!["collections"]!.AsArray().ShouldAllBe(c => c!.ToJsonString().StartsWith("{\"id\":", StringComparison.Ordinal) && c.AsObject().Count == 2 && c["extent"]!.AsObject().Count == 1);
        var valid = await world.Http().GetFromJsonAsync<JsonObject>($"/stac/collections?q={mark}&fields=-links", Ct);
        valid!["collections"]![0]!.AsObject().Select(m => m.Key).ShouldBe(["type", "stac_version", "id", "description", "license", "extent"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("sortby=gsd", "sortby")]
    [InlineData("bbox=1,2,3", "bbox")]
    [InlineData("datetime=yesterday", "datetime")]
    [InlineData("limit=0", "limit")]
    [InlineData("token=x", "token")]
    [InlineData("filter=id%3D1", "filter")]
    [InlineData("ids=a", "ids")]
    public async Task A_bad_parameter_is_refused_by_its_name(string query, string parameter)
    {
        var world = await hosts.OnAsync(StoreKind.Sqlite);
        using var response = await world.Http().GetAsync("/stac/collections?" + query, Ct);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadFromJsonAsync<JsonObject>(Ct))!["errors"]![0]!["field"]!.GetValue<string>().ShouldBe(parameter);
    }

    async Task<(CatalogueWorld World, string Mark, string[] Codes)> WorldAsync(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        var mark = "m" + Guid.CreateVersion7().ToString("N");
        string[] codes = [.. Enumerable.Range(0, 3).Select(i => $"{world.Collection}-{i}")];
        (string Title, string Words)[] told = [("Zone", "Littoral "), ("Étang", "Forêt "), ("Ancien", "")];
        foreach (var (i, code) in codes.Index()) await world.OpenCollectionAsync(c => (c.CollectionId, c.Title, c.Description) = (code, told[i].Title, told[i].Words + mark));
        await world.IngestAsync(Item(codes[0], "a", "2010-01-01T00:00:00Z", [0, 40, 1, 41]));
        await world.IngestAsync(Item(codes[0], "b", "2020-01-01T00:00:00Z", [0, 40, 1, 41]));
        await world.IngestAsync(Item(codes[1], "c", "2025-01-01T00:00:00Z", [10, 50, 11, 51]));
        return (world, mark, codes);
    }

    static string[] Codes(JsonObject list, string[] known) => [.. list["collections"]!.AsArray().Select(c => (string)c!["id"]!).Where(known.Contains)];
}
