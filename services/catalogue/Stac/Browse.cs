using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dinamis.Catalogue.Collections;
using Dinamis.Catalogue.Items;
using Dinamis.Cql2;
using Dinamis.Kernel;
using Dinamis.ServiceDefaults.OpenApi;

namespace Dinamis.Catalogue.Stac;

/// <summary>
/// Every scene is reached by links alone: a collection has a catalogue for each year, which has one for each month, which has one for each
/// day, which links to its scenes; those without scenes are not there.
/// </summary>
static partial class StacEndpoints
{
    public static readonly Capability Browsing = new("https://api.stacspec.org/v1.0.0-rc.3/browseable")
    {
        Routes = routes => routes.Reads.MapGet("/collections/{collection}/periods/{period}", GetPeriod).Describe(StacDocs.Period),
        CollectionLinks = (self, extent) => extent.Years.Select(year => Link("child", $"{self}/periods/{year}", Json, year)),
    };

    public static readonly Capability Children = new("https://api.stacspec.org/v1.0.0-rc.2/children")
    {
        Routes = routes =>
        {
            routes.Reads.MapGet("/children", async (HttpContext context, StacApi api, VisibleCollections visible, Extents extents, LicencesInForce licences, IItemStore items, CancellationToken cancellationToken) =>
            {
                var (found, _, _) = await FindCollectionsAsync(api.Read(context.Request.Query, Asked.Nowhere), visible, extents, items, cancellationToken);
                var inForce = await licences.OfAsync([.. found.Select(d => d.Collection.Family).Distinct()], cancellationToken);
                return ChildrenOf(context.Origin(), "/stac", found.Select(d => CollectionDocument(api, d.Collection, d.Extent, inForce, context.Origin())));
            }).Describe(StacDocs.Children);
            routes.Reads.MapGet("/collections/{collection}/children", async (HttpContext context, StacApi api, string collection, VisibleCollections visible, Extents extents, IItemStore items, CancellationToken cancellationToken) =>
            {
                NoParameters(context, api);
                var one = await visible.OneAsync(collection, cancellationToken);
                var years = (await extents.OfAsync(one.Code, items, cancellationToken)).Years;
                return ChildrenOf(context.Origin(), "/stac/collections/" + one.Code, years.Select(year => PeriodDocument(context.Origin(), one, year)));
            }).Describe(StacDocs.CollectionChildren);
            routes.Reads.MapGet("/collections/{collection}/periods/{period}/children", async (HttpContext context, StacApi api, string collection, string period, VisibleCollections visible, IItemStore items, CancellationToken cancellationToken) =>
            {
                NoParameters(context, api);
                var (one, below) = await PeriodsBelowAsync(collection, period, visible, items, cancellationToken);
                return ChildrenOf(context.Origin(), $"/stac/collections/{one.Code}/periods/{period}", below.Select(child => PeriodDocument(context.Origin(), one, child)));
            }).Describe(StacDocs.PeriodChildren);
        },
        Links = stac => [Link("children", stac + "/children", Json)],
        CollectionLinks = (self, extent) => extent.Years.Count == 0 ? [] : [Link("children", self + "/children", Json)],
    };

    static async Task<IResult> GetPeriod(HttpContext context, StacApi api, string collection, string period, VisibleCollections visible, IItemStore items, CancellationToken cancellationToken)
    {
        NoParameters(context, api);
        var (one, below) = await PeriodsBelowAsync(collection, period, visible, items, cancellationToken);
        var self = $"{context.Origin()}/stac/collections/{one.Code}";
        var document = PeriodDocument(context.Origin(), one, period);
        var links = document["links"]!.AsArray();
        foreach (var child in below) links.Add(Link("child", $"{self}/periods/{child}", Json, child));
        if (below.Count > 0)
        {
            links.Add(Link("children", $"{self}/periods/{period}/children", Json));
            return Document(document, Json);
        }
        var query = new ItemQuery { Collections = [one.Code], Filter = Within(period), Limit = SearchParameters.MaxLimit };
        for (ItemPage page; query is not null; query = page.Next is { } next ? query with { After = next } : null)
        {
            page = await items.SearchAsync(query, cancellationToken);
            foreach (var item in page.Items) links.Add(Link("item", $"{self}/items/{Uri.EscapeDataString(item.Id)}", GeoJsonType));
        }
        return Document(document, Json);
    }

    /// <summary>Months of a year or days of a month; none of a day. 404 for a period without scenes.</summary>
    static async Task<(Collection Collection, IReadOnlyList<string> Periods)> PeriodsBelowAsync(string collection, string period, VisibleCollections visible, IItemStore items, CancellationToken cancellationToken)
    {
        var one = await visible.OneAsync(collection, cancellationToken);
        if (Within(period) is not { } within) throw new Refused(Refusals.NotFound);
        var query = new ItemQuery { Collections = [one.Code], Filter = within };
        var groups = await items.GroupAsync(query, period.Length == 4 ? Grouping.Month : Grouping.Day, 366, cancellationToken);
        if (groups.Count == 0) throw new Refused(Refusals.NotFound);
        return (one, period.Length == 10 ? [] : [.. groups.Select(g => g.Key)]);
    }

    /// <summary>Scenes that begin in a year, a month or a day; null for another text.</summary>
    static Operation? Within(string period)
    {
        if (!Period.IsMatch(period) || !DateOnly.TryParseExact(period + "-01-01"[((period.Length - 4) / 3 * 3)..], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)) return null;
        var last = period.Length switch { 4 => new(first.Year, 12, 31), 7 => new(first.Year, first.Month, DateTime.DaysInMonth(first.Year, first.Month)), _ => first };
        return new("between", new Property("datetime"), new DateLiteral(first), new DateLiteral(last));
    }

    static JsonObject PeriodDocument(string origin, Collection collection, string period)
    {
        var of = $"{origin}/stac/collections/{collection.Code}";
        return new()
        {
            ["type"] = "Catalog",
            ["stac_version"] = "1.1.0",
            ["id"] = $"{collection.Code}-{period}",
            ["title"] = $"{collection.Title}, {period}",
            ["description"] = $"Scènes de la collection « {collection.Title} » acquises en {period} (UTC).",
            ["links"] = Links(
                Link("self", $"{of}/periods/{period}", Json),
                Link("root", origin + "/stac", Json),
                Link("parent", period.Length == 4 ? of : $"{of}/periods/{period[..^3]}", Json)),
        };
    }

    static IResult ChildrenOf(string origin, string path, IEnumerable<JsonObject> children) => Document(new()
    {
        ["children"] = new JsonArray([.. children]),
        ["links"] = Links(Link("self", origin + path + "/children", Json), Link("root", origin + "/stac", Json), Link("parent", origin + path, Json)),
    }, Json);

    [GeneratedRegex(@"\A[0-9]{4}(-[0-9]{2}){0,2}\z")]
    private static partial Regex Period { get; }
}
