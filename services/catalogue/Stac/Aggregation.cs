using System.Data.Common;
using System.Globalization;
using System.Text.Json.Nodes;
using Dinamis.Catalogue.Collections;
using Dinamis.Catalogue.Items;
using Dinamis.ServiceDefaults.OpenApi;

namespace Dinamis.Catalogue.Stac;

static partial class StacEndpoints
{
    /// <summary>Buckets of one aggregation; what is beyond is told as its overflow.</summary>
    const int MaxBuckets = 1_000;

    static readonly (string Name, string DataType)[] aggregations =
    [
        ("total_count", "integer"),
        ("datetime_min", "datetime"),
        ("datetime_max", "datetime"),
        ("collection_frequency", "string"),
        ("platform_frequency", "string"),
        ("cloud_cover_frequency", "numeric"),
        ("datetime_frequency", "datetime"),
    ];

    public static readonly Capability Aggregating = new("https://api.stacspec.org/v0.3.0/aggregation", "https://api.stacspec.org/v0.3.0/aggregation#query", "https://api.stacspec.org/v0.3.0/aggregation#filter")
    {
        Parameters =
        [
            SearchParameter.OfNames(Asked.Counts,
                new("aggregations", "What is counted, separated by commas: names that `/aggregations` lists.") { Schema = """{"type":"array","items":{"type":"string"}}""", Example = "total_count,datetime_frequency" },
                (search, names) =>
                {
                    search.Aggregations = [.. names.Distinct()];
                    foreach (var (i, name) in names.Index())
                        if (!Array.Exists(aggregations, a => a.Name == name)) search.Fault("aggregations", $"Valeur {i + 1} : « {(name.Length > 60 ? name[..60] : name)} » n’existe pas.");
                }),
        ],
        Routes = routes =>
        {
            routes.Reads.MapGet("/aggregations", (HttpContext context, StacApi api) =>
            {
                NoParameters(context, api);
                return Aggregations(context.Origin(), "/stac/aggregations");
            }).Describe(StacDocs.Aggregations);
            routes.Reads.MapGet("/collections/{collection}/aggregations", async (HttpContext context, StacApi api, string collection, VisibleCollections visible, CancellationToken cancellationToken) =>
            {
                NoParameters(context, api);
                var one = await visible.OneAsync(collection, cancellationToken);
                return Aggregations(context.Origin(), $"/stac/collections/{one.Code}/aggregations");
            }).Describe(StacDocs.CollectionAggregations);
            routes.Reads.MapGet("/aggregate", async (HttpContext context, StacApi api, VisibleCollections visible, IItemStore items, CancellationToken cancellationToken) =>
                await AggregateAsync(context, items, api.Read(context.Request.Query, Asked.SearchCounts), await visible.SeenAsync(queryables: true, cancellationToken), cancellationToken)).Describe(StacDocs.AggregateByGet(routes.Api));
            routes.Reads.MapPost("/aggregate", async (HttpContext context, StacApi api, VisibleCollections visible, IItemStore items, CancellationToken cancellationToken) =>
            {
                NoParameters(context, api);
                using var body = await BodyAsync(context.Request, MaxBody, cancellationToken);
                return await AggregateAsync(context, items, api.Read(body.RootElement, Asked.SearchCounts), await visible.SeenAsync(queryables: true, cancellationToken), cancellationToken);
            }).Describe(StacDocs.AggregateByPost(routes.Api));
            routes.Reads.MapGet("/collections/{collection}/aggregate", async (HttpContext context, StacApi api, string collection, VisibleCollections visible, IItemStore items, CancellationToken cancellationToken) =>
                await AggregateAsync(context, items, api.Read(context.Request.Query, Asked.ItemCounts), await visible.SeenOneAsync(collection, queryables: true, cancellationToken), cancellationToken)).Describe(StacDocs.CollectionAggregate(routes.Api));
        },
        Links = stac => [Link("aggregate", stac + "/aggregate", Json, method: "GET"), Link("aggregate", stac + "/aggregate", Json, method: "POST"), Link("aggregations", stac + "/aggregations", Json)],
        CollectionLinks = (self, _) => [Link("aggregate", self + "/aggregate", Json), Link("aggregations", self + "/aggregations", Json)],
    };

    static IResult Aggregations(string origin, string path) => Document(new()
    {
        ["aggregations"] = new JsonArray([.. aggregations.Select(a => new JsonObject { ["name"] = a.Name, ["data_type"] = a.DataType })]),
        ["links"] = Links(Link("self", origin + path, Json), Link("root", origin + "/stac", Json)),
    }, Json);

    static async Task<IResult> AggregateAsync(HttpContext context, IItemStore items, SearchParameters search, Seen seen, CancellationToken cancellationToken)
    {
        var query = search.Of(seen);
        var all = new JsonArray();
        await AskedAsync(query, async () =>
        {
            // Asked of each: how many there are says what overflows, and the first and last how finely time is cut.
            var totals = search.Aggregations.Count == 0 ? default : await items.TotalsAsync(query, cancellationToken);
            foreach (var name in search.Aggregations) all.Add(await AggregationAsync(items, query, name, totals, cancellationToken));
            return true;
        });
        return Document(new() { ["type"] = "AggregationCollection", ["aggregations"] = all, ["links"] = Links(Link("root", context.Origin() + "/stac", Json)) }, Json);
    }

    static async Task<JsonObject> AggregationAsync(IItemStore items, ItemQuery query, string name, Totals totals, CancellationToken cancellationToken)
    {
        var aggregation = new JsonObject { ["name"] = name, ["data_type"] = Array.Find(aggregations, a => a.Name == name).DataType };
        switch (name)
        {
            case "total_count": aggregation["value"] = totals.Count; break;
            case "datetime_min": aggregation["value"] = Time(totals.First); break;
            case "datetime_max": aggregation["value"] = Time(totals.Last); break;
            case "collection_frequency": await BucketsAsync(Grouping.Collection, "string", key => new() { ["key"] = key }); break;
            case "platform_frequency": await BucketsAsync(Grouping.Platform, "string", key => new() { ["key"] = key }); break;
            case "cloud_cover_frequency":
                await BucketsAsync(Grouping.Cloud, "numeric", key =>
                {
                    var from = int.Parse(key, CultureInfo.InvariantCulture) * 10;
                    return new() { ["key"] = $"{from}-{from + 10}", ["from"] = from, ["to"] = from + 10 };
                });
                break;
            case "datetime_frequency":
                var (by, interval) = Cut(totals);
                aggregation["data_type"] = interval;
                await BucketsAsync(by, "datetime", key => new() { ["key"] = key + "-01-01"[((key.Length - 4) / 3 * 3)..] + "T00:00:00Z" });
                break;
        }
        return aggregation;

        async Task BucketsAsync(Grouping by, string type, Func<string, JsonObject> bucket)
        {
            var groups = await items.GroupAsync(query, by, MaxBuckets, cancellationToken);
            aggregation["buckets"] = new JsonArray([.. groups.Select(g =>
            {
                var one = bucket(g.Key);
                (one["data_type"], one["frequency"]) = (type, g.Count);
                return one;
            })]);
            aggregation["overflow"] = totals.Count - groups.Sum(g => g.Count);
        }
    }

    // At most some hundred bars: days of two months, months of ten years, years.
    static (Grouping, string) Cut(Totals totals) => (totals.Last - totals.First)?.TotalDays switch
    {
        <= 62 => (Grouping.Day, "interval_day"),
        <= 3_660 => (Grouping.Month, "interval_month"),
        _ => (Grouping.Year, "interval_year"),
    };
}
