using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dinamis.Catalogue.Items;
using Dinamis.ServiceTests.Harness;
using Microsoft.EntityFrameworkCore;
using static Dinamis.ServiceTests.Catalogue.Scenes;

namespace Dinamis.ServiceTests.Catalogue;

public sealed class StacCountSpec(CatalogueHosts hosts)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Stores]
    public async Task Scenes_are_counted_up_to_ten_thousand_and_estimated_beyond_and_the_page_says_so(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.OpenCollectionAsync();
        var first = DateTimeOffset.Parse("2025-06-01T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
        await world.IngestAsync(Item(world.Collection, "scene", "2025-06-01T00:00:00Z"));
        // One of each second after it: 10 001 in all.
        await world.Host.Store.RunAsync(async (db, ct) => await db.Database.ExecuteSqlRawAsync(
            $$"""
             WITH RECURSIVE step (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM step WHERE n < {{Matched.MostCounted}})
             INSERT INTO item (collection, id, start_at, end_at, cloud, gsd, words, footprint, body)
             SELECT collection, id || '-' || n, start_at + n * CAST(1000000 AS BIGINT), end_at + n * CAST(1000000 AS BIGINT), cloud, gsd, words, footprint, body FROM item, step WHERE collection = {0}
             """, [world.Collection], ct), Ct);
        // What PostgreSQL does of its own some time later.
        await world.Host.Store.RunAsync(async (db, ct) => await db.Database.ExecuteSqlRawAsync("ANALYZE item", ct), Ct);

        var (few, estimated) = Count(await PageAsync($"datetime=../{first.AddSeconds(Matched.MostCounted - 1):yyyy-MM-dd'T'HH:mm:ss'Z'}"));
        (few, estimated).ShouldBe((Matched.MostCounted, false));

        var page = await PageAsync("");
        var many = Count(page);
        many.Estimated.ShouldBeTrue();
        many.Matched.ShouldBeInRange(Matched.MostCounted + 1, Matched.MostCounted * 2);

        // The pages that follow tell the same.
        var next = (string)page["links"]!.AsArray().Single(l => (string)l!["rel"]! == "next")!["href"]!;
        var second = (await world.Http().GetFromJsonAsync<JsonObject>(next[TestTokens.Origin.Length..], Ct))!;
        Count(second).ShouldBe(many);
        second["features"]!.AsArray().Count.ShouldBe(2);

        var reply = await world.AsNobody.SearchItemsAsync(new() { CollectionIds = { world.Collection }, PageSize = 2 }, cancellationToken: Ct);
        // Estimated anew: other tests write to the same table meanwhile.
        reply.MatchedIsEstimate.ShouldBeTrue();
        reply.Matched.ShouldBeInRange(Matched.MostCounted + 1, Matched.MostCounted * 2);

        async Task<JsonObject> PageAsync(string query) => (await world.Http().GetFromJsonAsync<JsonObject>($"/stac/search?collections={world.Collection}&limit=2&{query}", Ct))!;
    }

    static (long Matched, bool Estimated) Count(JsonObject page) => ((long)page["numberMatched"]!, (bool?)page["dinamis:estimated"] ?? false);
}
