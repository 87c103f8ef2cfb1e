using System.Globalization;
using System.Text.Json.Nodes;
using Dinamis.Catalogue.Collections;
using Dinamis.Catalogue.Items;
using Dinamis.ServiceDefaults.OpenApi;

namespace Dinamis.Catalogue.Stac;

static partial class StacEndpoints
{
    public static readonly Capability CollectionResources = new("https://api.stacspec.org/v1.0.0/collections")
    {
        Routes = routes =>
        {
            routes.Reads.MapGet("/collections", ListCollections).Describe(StacDocs.Collections(routes.Api));
            routes.Reads.MapGet("/collections/{collection}", GetCollection).Describe(StacDocs.Collection);
        },
        Links = stac => [Link("data", stac + "/collections", Json)],
    };

    static async Task<IResult> ListCollections(HttpContext context, StacApi api, VisibleCollections visible, Extents extents, LicencesInForce licences, IItemStore items, CancellationToken cancellationToken)
    {
        var search = api.Read(context.Request.Query, Asked.Collections);
        var (page, matched, next) = await FindCollectionsAsync(search, visible, extents, items, cancellationToken);
        var origin = context.Origin();
        var inForce = await licences.OfAsync([.. page.Select(d => d.Collection.Family).Distinct()], cancellationToken);
        var documents = page.Select(d => CollectionDocument(api, d.Collection, d.Extent, inForce, origin));
        return Document(new()
        {
            ["collections"] = new JsonArray([.. search.Fields is { } fields ? documents.Select(fields.Of) : documents]),
            ["links"] = Links(
            [
                Link("self", origin + "/stac/collections" + context.Request.QueryString.ToUriComponent(), Json),
                Link("root", origin + "/stac", Json),
                Link("parent", origin + "/stac", Json),
                .. api.ListLinks(origin),
                next is null ? null : NextByGet(context, "/stac/collections", PageToken.Write(next), Json),
            ]),
            ["numberMatched"] = matched,
            ["numberReturned"] = page.Count,
        }, Json);
    }

    static async Task<IResult> GetCollection(HttpContext context, StacApi api, string collection, VisibleCollections visible, Extents extents, LicencesInForce licences, IItemStore items, CancellationToken cancellationToken)
    {
        NoParameters(context, api);
        var one = await visible.OneAsync(collection, cancellationToken);
        // Of what can be changed; what a collection covers follows its scenes.
        context.Response.Headers.ETag = Preconditions.Etag(one.Version);
        return Document(CollectionDocument(api, one, await extents.OfAsync(one.Code, items, cancellationToken), await licences.OfAsync([one.Family], cancellationToken), context.Origin()), Json);
    }

    static JsonObject CollectionDocument(StacApi api, Collection collection, Extent extent, Dictionary<string, int> inForce, string origin)
    {
        int? licence = inForce.TryGetValue(collection.Family, out var number) ? number : null;
        var self = $"{origin}/stac/collections/{collection.Code}";
        var summaries = new JsonObject();
        if (collection.Gsd > 0) summaries["gsd"] = new JsonArray(collection.Gsd);
        if (collection.Platforms.Count > 0) summaries["platform"] = Texts(collection.Platforms);
        JsonObject document = new()
        {
            ["type"] = "Collection",
            ["itemType"] = "feature",
            ["stac_version"] = "1.1.0",
            ["id"] = collection.Code,
            ["title"] = collection.Title,
            ["description"] = collection.Description,
            ["license"] = "other",
            ["providers"] = new JsonArray(new JsonObject { ["name"] = "DINAMIS", ["roles"] = Texts(["host", "licensor"]), ["url"] = origin }),
            ["extent"] = new JsonObject
            {
                ["spatial"] = new JsonObject { ["bbox"] = new JsonArray(Numbers(extent.Bounds ?? World)) },
                ["temporal"] = new JsonObject { ["interval"] = new JsonArray(new JsonArray(Time(extent.From), Time(extent.Until))) },
            },
            ["summaries"] = summaries,
            ["links"] = Links(
                [Link("self", self, Json),
                Link("root", origin + "/stac", Json),
                Link("parent", origin + "/stac", Json),
                .. api.CollectionLinks(self, extent),
                collection.Family.Length == 0 ? null : Link("license", origin + PublicOrigin.LicencePath(collection.Family, licence), "text/html", licence is null ? "Licence" : $"Licence, version {licence}"),
                Link("alternate", $"{origin}/catalogue?collection={collection.Code}", "text/html")]),
        };
        if (collection.Reserved) document[ReservedMember] = true;
        return document;
    }

    /// <summary>Member of a collection that only those see who may know of it.</summary>
    const string ReservedMember = "dinamis:reserved";

    /// <summary>Of what has no footprint.</summary>
    static readonly double[] World = [-180, -90, 180, 90];

    static JsonArray Numbers(IEnumerable<double> values) => new([.. values.Select(v => (JsonNode)v)]);

    static JsonNode? Time(DateTimeOffset? at) => at?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
}
