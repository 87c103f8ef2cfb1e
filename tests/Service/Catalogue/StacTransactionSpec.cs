using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Dinamis.ServiceTests.Harness;
using static Dinamis.ServiceTests.Catalogue.Scenes;

namespace Dinamis.ServiceTests.Catalogue;

public sealed class StacTransactionSpec(CatalogueHosts hosts)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Stores, Conforms(ConformsAttribute.Stac + "ogcapi-features/extensions/transaction")]
    public async Task An_item_is_added_replaced_changed_and_removed(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.OpenCollectionAsync();
        var items = $"/stac/collections/{world.Collection}/items";

        using var added = await SendAsync(world, HttpMethod.Post, items, Item(world.Collection, "s 1"));
        added.StatusCode.ShouldBe(HttpStatusCode.Created, await added.Content.ReadAsStringAsync(Ct));
        added.Headers.Location!.OriginalString.ShouldBe($"{TestTokens.Origin}{items}/s%201");
        using var read = await world.Http().GetAsync(items + "/s%201", Ct);
        read.Headers.ETag.ShouldBe(added.Headers.ETag);
        (await StatusAsync(world, HttpMethod.Post, items, Item(world.Collection, "s 1"))).ShouldBe(409);

        // What was read is sent back changed.
        var item = (await read.Content.ReadFromJsonAsync<JsonObject>(Ct))!;
        item["properties"]!["eo:cloud_cover"] = 42;
        (await StatusAsync(world, HttpMethod.Put, items + "/s%201", item.ToJsonString())).ShouldBe(428);
        (await StatusAsync(world, HttpMethod.Put, items + "/s%201", item.ToJsonString(), "\"another\"")).ShouldBe(412);
        (await StatusAsync(world, HttpMethod.Put, items + "/s%201", item.ToJsonString(), "W/" + added.Headers.ETag)).ShouldBe(412);
        using var put = await SendAsync(world, HttpMethod.Put, items + "/s%201", item.ToJsonString(), added.Headers.ETag!.Tag);
        put.StatusCode.ShouldBe(HttpStatusCode.OK, await put.Content.ReadAsStringAsync(Ct));
        put.Headers.ETag.ShouldNotBe(added.Headers.ETag);

        using var patched = await SendAsync(world, HttpMethod.Patch, items + "/s%201", """{"properties":{"gsd":null,"title":"Égée"}}""", put.Headers.ETag!.Tag, "application/merge-patch+json");
        patched.StatusCode.ShouldBe(HttpStatusCode.OK);
        var properties = (await world.Http().GetFromJsonAsync<JsonObject>(items + "/s%201", Ct))!["properties"]!.AsObject();
        ((double)properties["eo:cloud_cover"]!, properties.ContainsKey("gsd"), (string)properties["title"]!).ShouldBe((42, false, "Égée"));
        (await MatchedAsync(world, "q=egee")).ShouldBe(1);

        (await StatusAsync(world, HttpMethod.Delete, items + "/s%201")).ShouldBe(428);
        (await StatusAsync(world, HttpMethod.Delete, items + "/s%201", match: put.Headers.ETag!.Tag)).ShouldBe(412);
        (await StatusAsync(world, HttpMethod.Delete, items + "/s%201", match: patched.Headers.ETag!.Tag)).ShouldBe(204);
        (await MatchedAsync(world, "bbox=-180,-90,180,90")).ShouldBe(0);
        (await MatchedAsync(world, "q=egee")).ShouldBe(0);
        (await StatusAsync(world, HttpMethod.Delete, items + "/s%201", match: "*")).ShouldBe(404);
        (await StatusAsync(world, HttpMethod.Put, items + "/s%201", item.ToJsonString(), "*")).ShouldBe(404);
        (await world.Host.ActsAsync()).ShouldContain(a => a.Verb == "item.removed" && a.ObjectId == world.Collection + "/s 1");
    }

    [Theory, Stores]
    public async Task A_feature_collection_is_added_whole_or_not_at_all(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.OpenCollectionAsync();
        var items = $"/stac/collections/{world.Collection}/items";
        static string Features(params IEnumerable<string> all) => $$"""{"type":"FeatureCollection","features":[{{string.Join(',', all)}}]}""";

        using var added = await SendAsync(world, HttpMethod.Post, items, Features(Item(world.Collection, "a"), Item(world.Collection, "b")));
        (added.StatusCode, added.Headers.Location).ShouldBe((HttpStatusCode.Created, null));
        (await StatusAsync(world, HttpMethod.Post, items, Features(Item(world.Collection, "c"), Item(world.Collection, "b")))).ShouldBe(409);
        using var bad = await SendAsync(world, HttpMethod.Post, items, Features(Item(world.Collection, "c"), Item(world.Collection, "d", cloud: 200)));
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await bad.Content.ReadFromJsonAsync<JsonObject>(Ct))!["errors"]![0]!["field"]!.GetValue<string>().ShouldBe("features[1].properties.eo:cloud_cover");
        (await MatchedAsync(world, "")).ShouldBe(2);
    }

    [Theory, Stores]
    public async Task The_same_key_has_one_effect_and_one_answer(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.OpenCollectionAsync();
        var items = $"/stac/collections/{world.Collection}/items";
        var key = Guid.CreateVersion7().ToString();

        using var first = await SendAsync(world, HttpMethod.Post, items, Item(world.Collection, "a"), key: key);
        using var again = await SendAsync(world, HttpMethod.Post, items, Item(world.Collection, "a"), key: key);
        (again.StatusCode, again.Headers.ETag, again.Headers.Location).ShouldBe((HttpStatusCode.Created, first.Headers.ETag, first.Headers.Location));
        (await again.Content.ReadAsStringAsync(Ct)).ShouldBe(await first.Content.ReadAsStringAsync(Ct));
        using var other = await SendAsync(world, HttpMethod.Post, items, Item(world.Collection, "b"), key: key);
        other.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Theory, Stores]
    public async Task A_scene_and_its_predecessor_lead_to_each_other(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.OpenCollectionAsync();
        var items = $"/stac/collections/{world.Collection}/items";
        await world.IngestAsync(Item(world.Collection, "v1", change: i => i["properties"]!["version"] = "1"));

        foreach (var (id, before) in new[] { ("v2", "v1"), ("v3", "v2") })
            (await StatusAsync(world, HttpMethod.Post, items, Item(world.Collection, id, change: i => i["links"] = new JsonArray(new JsonObject { ["rel"] = "predecessor-version", ["href"] = $"{TestTokens.Origin}{items}/{before}" })))).ShouldBe(201);

        (await LinksAsync("v1")).ShouldBe([("successor-version", $"{TestTokens.Origin}{items}/v2")]);
        (await LinksAsync("v2")).ShouldBe([("predecessor-version", $"{TestTokens.Origin}{items}/v1"), ("successor-version", $"{TestTokens.Origin}{items}/v3")]);
        (await LinksAsync("v3")).ShouldBe([("predecessor-version", $"{TestTokens.Origin}{items}/v2")]);
        (await GetAsync("v1"))["properties"]!["deprecated"]!.GetValue<bool>().ShouldBeTrue();
        (await GetAsync("v1"))["properties"]!["version"]!.GetValue<string>().ShouldBe("1");
        (await GetAsync("v3"))["properties"]!.AsObject().ContainsKey("deprecated").ShouldBeFalse();

        async Task<JsonObject> GetAsync(string id) => (await world.Http().GetFromJsonAsync<JsonObject>($"{items}/{id}", Ct))!;
        async Task<(string, string)[]> LinksAsync(string id) => [.. (await GetAsync(id))["links"]!.AsArray().Select(l => ((string)l!["rel"]!, (string)l["href"]!)).Where(l => l.Item1.EndsWith("-version", StringComparison.Ordinal))];
    }

    [Theory, Stores]
    public async Task A_reserved_scene_is_named_by_none_of_another_collection(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        var (open, reserved) = ($"/stac/collections/{world.Collection}/items", $"/stac/collections/{world.Collection}-r/items");
        await world.OpenCollectionAsync();
        await world.OpenCollectionAsync(c => (c.CollectionId, c.Family, c.Reserved) = (world.Collection + "-r", world.Family, true));
        await world.IngestAsync(Item(world.Collection, "v1"));
        static Action<JsonObject> After(string href) => i => i["links"] = new JsonArray(new JsonObject { ["rel"] = "predecessor-version", ["href"] = TestTokens.Origin + href });

        (await StatusAsync(world, HttpMethod.Post, reserved, Item(world.Collection + "-r", "v2", change: After(open + "/v1")))).ShouldBe(201);
        (await StatusAsync(world, HttpMethod.Post, open, Item(world.Collection, "v3", change: After(reserved + "/v2")))).ShouldBe(201);

        (await world.Http().GetStringAsync(open, Ct)).ShouldNotContain(world.Collection + "-r");
    }

    [Theory, Stores]
    public async Task Files_of_ours_stay_while_their_assets_are_sent(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.IngestRasterAsync("scene", [.. Rasters.Bytes(Rasters.RgbNir), .. Guid.CreateVersion7().ToByteArray()]);
        var path = $"/stac/collections/{world.Collection}/items/scene";
        var item = (await world.Http().GetFromJsonAsync<JsonObject>(path, Ct))!;
        var image = item["assets"]!["image"]!.ToJsonString();

        (await StatusAsync(world, HttpMethod.Put, path, item.ToJsonString(), "*")).ShouldBe(200);
        (await world.Http().GetFromJsonAsync<JsonObject>(path, Ct))!["assets"]!["image"]!.ToJsonString().ShouldBe(image);
        (await StatusAsync(world, HttpMethod.Patch, path, """{"assets":{"image":null}}""", "*")).ShouldBe(200);
        (await world.AsNobody.GetItemAsync(new() { CollectionId = world.Collection, ItemId = "scene" }, cancellationToken: Ct)).Assets.ShouldNotContain(a => a.Key == "image");
    }

    [Theory, Stores, Conforms(ConformsAttribute.Stac + "collections/extensions/transaction")]
    public async Task A_collection_is_added_replaced_changed_and_removed(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        var path = "/stac/collections/" + world.Collection;
        var body = new JsonObject
        {
            ["type"] = "Collection",
            ["stac_version"] = "1.1.0",
            ["id"] = world.Collection,
            ["title"] = "Essai",
            ["description"] = "Collection d’essai.",
            ["license"] = "other",
            ["extent"] = new JsonObject(),
            ["summaries"] = new JsonObject { ["gsd"] = new JsonArray(1.5), ["platform"] = new JsonArray("spot-6", "spot-7") },
            ["links"] = new JsonArray(new JsonObject { ["rel"] = "license", ["href"] = $"{TestTokens.Origin}/licences/{world.Family}/3" }),
        };
        using var added = await SendAsync(world, HttpMethod.Post, "/stac/collections", body.ToJsonString());
        added.StatusCode.ShouldBe(HttpStatusCode.Created, await added.Content.ReadAsStringAsync(Ct));
        added.Headers.Location!.OriginalString.ShouldBe(TestTokens.Origin + path);
        (await StatusAsync(world, HttpMethod.Post, "/stac/collections", body.ToJsonString())).ShouldBe(409);
        using var read = await world.Http().GetAsync(path, Ct);
        read.Headers.ETag.ShouldBe(added.Headers.ETag);

        // What was read may be sent back and changes nothing but the version.
        var text = await read.Content.ReadAsStringAsync(Ct);
        using var put = await SendAsync(world, HttpMethod.Put, path, text, read.Headers.ETag!.Tag);
        put.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await put.Content.ReadAsStringAsync(Ct)).ShouldBe(text);
        (await StatusAsync(world, HttpMethod.Put, path, text, read.Headers.ETag!.Tag)).ShouldBe(412);
        (await StatusAsync(world, HttpMethod.Put, path, text)).ShouldBe(428);
        (await StatusAsync(world, HttpMethod.Patch, path, """{"id":"another"}""", "*")).ShouldBe(400);

        using var patched = await SendAsync(world, HttpMethod.Patch, path, """{"title":"Autre","dinamis:reserved":true,"summaries":{"gsd":null}}""", put.Headers.ETag!.Tag, "application/merge-patch+json");
        patched.StatusCode.ShouldBe(HttpStatusCode.OK);
        var view = (await world.AsInstructor.ListCollectionsAsync(new(), cancellationToken: Ct)).Collections.Single(c => c.CollectionId == world.Collection);
        (view.Title, view.Family, view.Reserved, view.Gsd, view.Platforms.Count).ShouldBe(("Autre", world.Family, true, 0, 2));
        (await world.Http().GetAsync(path, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await world.IngestAsync(Item(world.Collection, "s"));
        (await StatusAsync(world, HttpMethod.Delete, path, match: "*")).ShouldBe(409);
        (await StatusAsync(world, HttpMethod.Delete, path + "/items/s", match: "*")).ShouldBe(204);
        (await StatusAsync(world, HttpMethod.Delete, path)).ShouldBe(428);
        (await StatusAsync(world, HttpMethod.Delete, path, match: patched.Headers.ETag!.Tag)).ShouldBe(204);
        (await StatusAsync(world, HttpMethod.Delete, path, match: "*")).ShouldBe(404);
    }

    [Theory]
    [InlineData("POST", "items", """{"type":"Feature","id":"a","collection":"another","geometry":null,"properties":{"datetime":"2025-01-01T00:00:00Z"}}""", "item.collection")]
    [InlineData("POST", "items", """{"type":"Feature","id":"a/b","geometry":null,"properties":{"datetime":"2025-01-01T00:00:00Z"}}""", "item.id")]
    [InlineData("POST", "items", """{"type":"Feature","id":"a","geometry":null,"properties":{"datetime":"2025-01-01T00:00:00Z","view:off_nadir":"steep"}}""", "item.properties.view:off_nadir")]
    [InlineData("POST", "items", """{"type":"Feature","id":"a","geometry":null,"properties":{"datetime":"2025-01-01T00:00:00Z","title":"a\u0000"}}""", "item")]
    [InlineData("POST", "items", """{"type":"Feature","id":"a","geometry":null,"properties":{"datetime":"2025-01-01T00:00:00Z"},"assets":5}""", "item.assets")]
    [InlineData("POST", "items", """{"type":"Feature","id":"a","geometry":null,"properties":{"datetime":"2025-01-01T00:00:00Z"},"assets":{"image":{"type":"image/tiff"}}}""", "item.assets.image")]
    [InlineData("POST", "items", """{"type":"Feature","id":"a","geometry":null,"properties":{"datetime":"2025-01-01T00:00:00Z"},"links":5,"stac_extensions":[5]}""", "item.links")]
    [InlineData("POST", "items", """{"type":"Feature","id":"a","geometry":null,"properties":{"datetime":"2025-01-01T00:00:00Z","title":"\ud800"}}""", "body")]
    [InlineData("POST", "items", """{"type":"FeatureCollection","features":[]}""", "features")]
    [InlineData("POST", "items", """[]""", "body")]
    [InlineData("POST", "items", """{"id":"a","id":"b"}""", "body")]
    [InlineData("PUT", "items/s", """{"type":"Feature","id":"other","geometry":null,"properties":{"datetime":"2025-01-01T00:00:00Z"}}""", "item.id")]
    [InlineData("PATCH", "items/s", """{"geometry":{"type":"Point","coordinates":[200,0]}}""", "item.geometry")]
    [InlineData("PATCH", "items/s", """{"properties":null}""", "item.properties")]
    [InlineData("PATCH", "", """{"title":""}""", "title")]
    [InlineData("PATCH", "", """{"dinamis:reserved":"yes"}""", "dinamis:reserved")]
    public async Task What_cannot_be_written_is_refused_by_its_name(string method, string below, string body, string field)
    {
        var world = await hosts.OnAsync(StoreKind.Sqlite);
        await world.OpenCollectionAsync();
        await world.IngestAsync(Item(world.Collection, "s"));
        using var response = await SendAsync(world, new(method), $"/stac/collections/{world.Collection}/{below}".TrimEnd('/'), body, "*");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest, await response.Content.ReadAsStringAsync(Ct));
        (await response.Content.ReadFromJsonAsync<JsonObject>(Ct))!["errors"]![0]!["field"]!.GetValue<string>().ShouldBe(field);
    }

    static async Task<HttpResponseMessage> SendAsync(CatalogueWorld world, HttpMethod method, string path, string? body = null, string? match = null, string type = "application/json", string? key = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, type);
        if (match is not null) request.Headers.TryAddWithoutValidation("If-Match", match);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await world.Service().SendAsync(request, Ct);
    }

    static async Task<int> StatusAsync(CatalogueWorld world, HttpMethod method, string path, string? body = null, string? match = null)
    {
        using var response = await SendAsync(world, method, path, body, match);
        return (int)response.StatusCode;
    }

    static async Task<int> MatchedAsync(CatalogueWorld world, string query) =>
        (await world.Http().GetFromJsonAsync<JsonObject>($"/stac/search?collections={world.Collection}&{query}", Ct))!["numberMatched"]!.GetValue<int>();
}
