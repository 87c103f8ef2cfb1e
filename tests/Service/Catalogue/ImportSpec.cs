using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Dinamis.ServiceTests.Harness;
using Dinamis.Tests;
using static Dinamis.ServiceTests.Catalogue.Scenes;

namespace Dinamis.ServiceTests.Catalogue;

public sealed class ImportSpec(CatalogueHosts hosts)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Stores]
    public async Task Good_lines_enter_the_catalogue_and_bad_ones_are_told_with_their_number(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.OpenCollectionAsync();
        string[] lines =
        [
            Item(world.Collection, "a"), "", "{", Item("c-absent", "b"), Item(world.Collection, "c", cloud: 140), Item(world.Collection, "a", cloud: 60),
            $"{{\"pad\":\"{new string('x', 600_000)}\"}}", Item(world.Collection, "d"), """{"type":"Feature","id":"\ud800"}""",
        ];

        var report = await ImportAsync(world, string.Join('\n', lines), Guid.CreateVersion7().ToString());

        var refused = report.Where(l => l["errors"] is not null).ToDictionary(l => (int)l["line"]!, l => (string)l["errors"]![0]!["field"]!);
        refused.ShouldBe(new Dictionary<int, string> { [3] = "item", [4] = "item.collection", [5] = "item.properties.eo:cloud_cover", [7] = "item", [9] = "item" }, ignoreOrder: true);
        report[^1].ToJsonString().ShouldBe("""{"line":9,"accepted":3,"refused":5,"done":true}""");
        var found = await world.Http().GetFromJsonAsync<JsonObject>($"/stac/search?collections={world.Collection}", Ct);
        // The last of two lines of one name holds.
        found!["features"]!.AsArray().Select(f => ((string)f!["id"]!, (int)f["properties"]!["eo:cloud_cover"]!)).ShouldBe([("d", 5), ("a", 60)]);
    }

    [Theory, Stores]
    public async Task An_import_that_was_cut_goes_on_where_it_stopped(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.OpenCollectionAsync();
        var (key, lines) = (Guid.CreateVersion7().ToString(), Enumerable.Range(0, 5).Select(i => Item(world.Collection, "s" + i)).ToList());

        (await ImportAsync(world, string.Join('\n', lines.Take(2)), key))[^1]["line"]!.GetValue<int>().ShouldBe(2);
        // From its beginning again, and then in pieces.
        (await ImportAsync(world, string.Join('\n', lines.Take(3)), key))[^1].ToJsonString().ShouldBe("""{"line":3,"accepted":3,"refused":0,"done":true}""");
        (await ImportAsync(world, "", key))[^1]["line"]!.GetValue<int>().ShouldBe(3);
        (await ImportAsync(world, string.Join('\n', lines.Skip(3)), key, line: 4))[^1].ToJsonString().ShouldBe("""{"line":5,"accepted":5,"refused":0,"done":true}""");
        using var gap = await SendAsync(world, new StringContent(lines[0]), key, line: 7);
        gap.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await MatchedAsync(world)).ShouldBe(5);
    }

    [Fact]
    public async Task What_has_come_is_committed_while_the_rest_is_awaited()
    {
        var world = await hosts.OnAsync(StoreKind.Sqlite);
        await world.OpenCollectionAsync();
        var body = new Pipe();
        var answer = SendAsync(world, new StreamContent(body.Reader.AsStream()), Guid.CreateVersion7().ToString());
        await body.Writer.WriteAsync(Encoding.UTF8.GetBytes(Item(world.Collection, "first") + "\n"), Ct);

        await Patiently.UntilAsync("the first line", TimeSpan.FromSeconds(60), async () => await MatchedAsync(world) == 1);
        await body.Writer.WriteAsync(Encoding.UTF8.GetBytes(Item(world.Collection, "second")), Ct);
        await body.Writer.CompleteAsync();
        using var response = await answer;
        (await response.Content.ReadAsStringAsync(Ct)).ShouldContain("\"done\":true");
        (await MatchedAsync(world)).ShouldBe(2);
    }

    [Theory, Stores]
    public async Task A_predecessor_that_comes_after_its_successor_leads_to_it(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.OpenCollectionAsync();
        var items = $"{TestTokens.Origin}/stac/collections/{world.Collection}/items/";
        string After(string id, string before) => Item(world.Collection, id, change: i => i["links"] = new JsonArray(new JsonObject { ["rel"] = "predecessor-version", ["href"] = items + Uri.EscapeDataString(before) }));

        foreach (var line in (string[])[After("v3", "v2"), After("v2", "v 1"), Item(world.Collection, "v 1")]) await ImportAsync(world, line, Guid.CreateVersion7().ToString());
        (await SuccessorAsync("v 1")).ShouldBe((items + "v2", true));
        (await SuccessorAsync("v2")).ShouldBe((items + "v3", true));
        (await SuccessorAsync("v3")).ShouldBe((null, false));

        // Sent again as its sender knows it.
        await ImportAsync(world, Item(world.Collection, "v 1"), Guid.CreateVersion7().ToString());
        (await SuccessorAsync("v 1")).ShouldBe((items + "v2", true));
        // Once its successor names it no more, it is a scene like another.
        await ImportAsync(world, Item(world.Collection, "v2") + "\n" + Item(world.Collection, "v 1"), Guid.CreateVersion7().ToString());
        (await SuccessorAsync("v 1")).ShouldBe((null, false));

        async Task<(string?, bool)> SuccessorAsync(string id)
        {
            var item = (await world.Http().GetFromJsonAsync<JsonObject>($"/stac/collections/{world.Collection}/items/{Uri.EscapeDataString(id)}", Ct))!;
            return ((string?)item["links"]!.AsArray().SingleOrDefault(l => (string)l!["rel"]! == "successor-version")?["href"], item["properties"]!["deprecated"]?.GetValue<bool>() == true);
        }
    }

    [Theory, Stores]
    public async Task Files_of_ours_stay(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.IngestRasterAsync("scene", [.. Rasters.Bytes(Rasters.RgbNir), .. Guid.CreateVersion7().ToByteArray()]);
        await ImportAsync(world, Item(world.Collection, "scene", cloud: 33), Guid.CreateVersion7().ToString());

        var item = await world.Http().GetFromJsonAsync<JsonObject>($"/stac/collections/{world.Collection}/items/scene", Ct);
        ((int)item!["properties"]!["eo:cloud_cover"]!).ShouldBe(33);
        item["assets"]!.AsObject().ShouldContainKey("image");
    }

    static async Task<List<JsonObject>> ImportAsync(CatalogueWorld world, string lines, string key, int line = 1)
    {
        using var response = await SendAsync(world, new StringContent(lines, Encoding.UTF8, "application/x-ndjson"), key, line);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return [.. (await response.Content.ReadAsStringAsync(Ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!.AsObject())];
    }

    static async Task<HttpResponseMessage> SendAsync(CatalogueWorld world, HttpContent lines, string key, int line = 1)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/catalogue/v1/items:import?line=" + line) { Content = lines };
        request.Headers.Add("Idempotency-Key", key);
        return await world.Service().SendAsync(request, Ct);
    }

    static async Task<int> MatchedAsync(CatalogueWorld world) => (await world.Http().GetFromJsonAsync<JsonObject>($"/stac/search?collections={world.Collection}", Ct))!["numberMatched"]!.GetValue<int>();
}
