using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dinamis.ServiceTests.Harness;
using static Dinamis.ServiceTests.Catalogue.Scenes;

namespace Dinamis.ServiceTests.Catalogue;

public sealed class StacTextSpec(CatalogueHosts hosts)
{
    const string FreeText = "https://api.stacspec.org/v1.0.0-rc.1/";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Stores, Conforms(FreeText + "item-search#free-text", FreeText + "ogcapi-features#free-text")]
    public async Task Words_are_found_whatever_their_case_and_accents_and_one_term_is_enough(StoreKind kind)
    {
        var world = await WorldAsync(kind);

        (await FoundAsync("egee")).ShouldBe(["sea"]);
        (await FoundAsync("ÉGÉE")).ShouldBe(["sea"]);
        (await FoundAsync("forêt des landes")).ShouldBe(["forest"]);
        (await FoundAsync("landes forêt")).ShouldBeEmpty();
        (await FoundAsync("mer Égée,landes")).ShouldBe(["sea", "forest"]);
        (await FoundAsync("feux")).ShouldBe(["forest"]);
        (await FoundAsync("naomi")).ShouldBe(["sea"]);
        (await FoundAsync("spot 6")).ShouldBe(["sea", "forest"]);
        (await FoundAsync("land")).ShouldBeEmpty();
        (await FoundAsync("egee&datetime=2020-01-01T00:00:00Z/..")).ShouldBe(["sea"]);
        (await FoundAsync("egee&bbox=10,10,11,11")).ShouldBeEmpty();
        var items = await world.Http().GetFromJsonAsync<JsonObject>($"/stac/collections/{world.Collection}/items?q=egee", Ct);
        Ids(items!).ShouldBe(["sea"]);
        using var posted = await world.Http().PostAsJsonAsync("/stac/search", new JsonObject { ["collections"] = new JsonArray(world.Collection), ["q"] = new JsonArray("mer égée", "absent") }, Ct);
        Ids((await posted.Content.ReadFromJsonAsync<JsonObject>(Ct))!).ShouldBe(["sea"]);

        async Task<string[]> FoundAsync(string q)
        {
            var page = await world.Http().GetFromJsonAsync<JsonObject>($"/stac/search?collections={world.Collection}&q={q}", Ct);
            page!["numberMatched"]!.GetValue<int>().ShouldBe(Ids(page).Length);
            return Ids(page);
        }
    }

    [Theory, Stores]
    public async Task A_scene_that_is_replaced_is_found_by_its_new_words_alone(StoreKind kind)
    {
        var world = await WorldAsync(kind);
        await world.IngestAsync(Item(world.Collection, "sea", change: i => i["properties"]!["title"] = "Océan"));

        (await CountAsync("egee")).ShouldBe(0);
        (await CountAsync("ocean")).ShouldBe(1);

        async Task<int> CountAsync(string q) => (await world.Http().GetFromJsonAsync<JsonObject>($"/stac/search?collections={world.Collection}&q={q}", Ct))!["numberMatched"]!.GetValue<int>();
    }

    [Theory, Stores]
    public async Task Pages_find_by_the_beginnings_of_words(StoreKind kind)
    {
        var world = await WorldAsync(kind);
        var reply = await world.AsNobody.SearchItemsAsync(new() { CollectionIds = { world.Collection }, Text = "land forê" }, cancellationToken: Ct);
        reply.Items.Select(i => i.ItemId).ShouldBe(["forest"]);
    }

    [Theory]
    [InlineData("q=---")]
    [InlineData("q=a,,b")]
    [InlineData("q=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21")]
    public async Task Terms_that_cannot_be_looked_for_are_refused(string query)
    {
        var world = await hosts.OnAsync(StoreKind.Sqlite);
        using var response = await world.Http().GetAsync("/stac/search?" + query, Ct);
        ((int)response.StatusCode).ShouldBe(400);
        (await response.Content.ReadFromJsonAsync<JsonObject>(Ct))!["errors"]![0]!["field"]!.GetValue<string>().ShouldBe("q");
    }

    async Task<CatalogueWorld> WorldAsync(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.OpenCollectionAsync();
        await world.IngestAsync(Item(world.Collection, "sea", "2025-06-02T00:00:00Z", change: i => (i["properties"]!["title"], i["properties"]!["instruments"]) = ("La mer Égée", new JsonArray("naomi"))));
        await world.IngestAsync(Item(world.Collection, "forest", "2025-06-01T00:00:00Z", change: i => (i["properties"]!["description"], i["properties"]!["keywords"]) = ("La forêt des Landes, l’été.", new JsonArray("Feux"))));
        return world;
    }

    static string[] Ids(JsonObject page) => [.. page["features"]!.AsArray().Select(f => f!["id"]!.GetValue<string>())];
}
