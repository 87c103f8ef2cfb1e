using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dinamis.ServiceTests.Harness;
using static Dinamis.ServiceTests.Catalogue.Scenes;

namespace Dinamis.ServiceTests.Catalogue;

public sealed class StacFieldsSpec(CatalogueHosts hosts)
{
    static readonly string[] all = ["type", "stac_version", "stac_extensions", "id", "collection", "geometry", "bbox", "properties", "links", "assets"];

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Stores, Conforms(ConformsAttribute.Stac + "item-search#fields", ConformsAttribute.Stac + "ogcapi-features#fields")]
    public async Task Items_come_with_the_parts_that_are_wanted(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.OpenCollectionAsync();
        await world.IngestAsync(Item(world.Collection, "s"));

        (await PartsAsync("id,properties.eo:cloud_cover")).ShouldBe("id properties:eo:cloud_cover");
        (await PartsAsync("id,eo:cloud_cover,gsd")).ShouldBe("id properties:eo:cloud_cover,gsd");
        (await PartsAsync("id,properties,-properties.gsd")).ShouldBe("id properties:datetime,eo:cloud_cover,platform");
        (await PartsAsync("-properties,properties.datetime")).ShouldBe("properties:datetime");
        (await PartsAsync("")).ShouldBe(Text(all.ToDictionary(m => m, m => m == "properties" ? (string[])["datetime"] : [])));
        (await PartsAsync("-geometry")).ShouldBe(Text(all.Except(["geometry"]).ToDictionary(m => m, m => m == "properties" ? (string[])["datetime"] : [])));
        (await PartsAsync("id,nothing.of.ours")).ShouldBe("id properties");
        (await world.Http().GetStringAsync($"/stac/search?collections={world.Collection}&fields=links", Ct)).ShouldContain(TestTokens.Origin + "/stac/collections/" + world.Collection);

        (await PostedAsync("""{"include":["id"],"exclude":["id","geometry"]}""")).ShouldBe("id");
        (await PostedAsync("""{"exclude":["geometry","links","properties.gsd"]}""")).ShouldBe(Text(all.Except(["geometry", "links"]).ToDictionary(m => m, m => m == "properties" ? (string[])["datetime", "eo:cloud_cover", "platform"] : [])));
        (await PostedAsync("""{"include":[],"exclude":["bbox"]}""")).ShouldBe(Text(all.Except(["bbox"]).ToDictionary(m => m, m => m == "properties" ? (string[])["datetime"] : [])));
        (await PostedAsync("null")).ShouldBe(Text(all.ToDictionary(m => m, m => m == "properties" ? (string[])["datetime"] : [])));

        async Task<string> PartsAsync(string fields) =>
            Parts((await world.Http().GetFromJsonAsync<JsonObject>($"/stac/collections/{world.Collection}/items?fields={Uri.EscapeDataString(fields)}", Ct))!);

        async Task<string> PostedAsync(string fields)
        {
            using var response = await world.Http().PostAsJsonAsync("/stac/search", new JsonObject { ["collections"] = new JsonArray(world.Collection), ["fields"] = JsonNode.Parse(fields) }, Ct);
            return Parts((await response.Content.ReadFromJsonAsync<JsonObject>(Ct))!);
        }
    }

    static string Parts(JsonObject page) =>
        Text(page["features"]!.AsArray().Single()!.AsObject().ToDictionary(m => m.Key, m => m.Key == "properties" ? m.Value!.AsObject().Select(p => p.Key).ToArray() : []));

    static string Text(Dictionary<string, string[]> parts) =>
        string.Join(' ', parts.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Value.Length == 0 ? p.Key : $"{p.Key}:{string.Join(',', p.Value.Order(StringComparer.Ordinal))}"));
}
