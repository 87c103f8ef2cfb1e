using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dinamis.ServiceTests.Harness;
using static Dinamis.ServiceTests.Catalogue.Scenes;

namespace Dinamis.ServiceTests.Catalogue;

public sealed class StacBrowseSpec(CatalogueHosts hosts)
{
    static readonly string[] dates = ["1969-12-31T23:59:59.5Z", "2024-02-29T00:00:00Z", "2024-02-29T23:59:59.999999Z", "2024-03-01T00:00:00Z", "2024-12-31T12:00:00Z", "2025-01-01T00:00:00Z"];

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Stores, Conforms("https://api.stacspec.org/v1.0.0-rc.3/browseable")]
    public async Task Every_scene_is_reached_once_by_child_and_item_links_alone(StoreKind kind)
    {
        var world = await WorldAsync(kind);
        var landing = await GetAsync(world, "/stac");
        var collection = Hrefs(landing, "child").Single(h => h.EndsWith("/" + world.Collection, StringComparison.Ordinal));
        var reached = new List<string>();

        await FollowAsync(collection, collection);

        reached.Order().ShouldBe(Enumerable.Range(0, dates.Length).Select(i => "s" + i));

        async Task FollowAsync(string path, string from)
        {
            var document = await GetAsync(world, path);
            if (path != collection) Hrefs(document, "parent").ShouldBe([from]);
            Hrefs(document, "self").ShouldBe([path]);
            foreach (var child in Hrefs(document, "child")) await FollowAsync(child, path);
            foreach (var item in Hrefs(document, "item")) reached.Add((string)(await GetAsync(world, item))["id"]!);
        }
    }

    [Theory, Stores, Conforms("https://api.stacspec.org/v1.0.0-rc.2/children")]
    public async Task Children_are_those_of_the_child_links(StoreKind kind)
    {
        var world = await WorldAsync(kind);
        foreach (var path in (string[])["/stac", "/stac/collections/" + world.Collection, $"/stac/collections/{world.Collection}/periods/2024", $"/stac/collections/{world.Collection}/periods/2024-02"])
        {
            var parent = await GetAsync(world, path);
            var children = await GetAsync(world, Hrefs(parent, "children").Single());
            // Other tests open collections of their own meanwhile.
            static IEnumerable<string> Ours(IEnumerable<string> hrefs, string collection) => hrefs.Where(h => h.Contains(collection, StringComparison.Ordinal));
            Ours(children["children"]!.AsArray().SelectMany(c => Hrefs(c!.AsObject(), "self")), world.Collection).ShouldBe(Ours(Hrefs(parent, "child"), world.Collection), path);
            Hrefs(children, "parent").ShouldBe([path]);
            Hrefs(children, "root").ShouldBe(["/stac"]);
        }
    }

    [Theory]
    [InlineData("2023")]
    [InlineData("2024-13")]
    [InlineData("2024-02-30")]
    [InlineData("24")]
    public async Task A_period_without_scenes_is_not_there(string period)
    {
        var world = await WorldAsync(StoreKind.Sqlite);
        using var response = await world.Http().GetAsync($"/stac/collections/{world.Collection}/periods/{period}", Ct);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    async Task<CatalogueWorld> WorldAsync(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.OpenCollectionAsync();
        foreach (var (i, date) in dates.Index()) await world.IngestAsync(Item(world.Collection, "s" + i, date));
        return world;
    }

    static async Task<JsonObject> GetAsync(CatalogueWorld world, string path) => (await world.Http().GetFromJsonAsync<JsonObject>(path, Ct))!;

    static IEnumerable<string> Hrefs(JsonObject document, string rel) =>
        document["links"]!.AsArray().Where(l => (string)l!["rel"]! == rel).Select(l => ((string)l!["href"]!)[TestTokens.Origin.Length..]);
}
