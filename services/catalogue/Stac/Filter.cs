using System.Text.Json;
using System.Text.Json.Nodes;
using Dinamis.Catalogue.Collections;
using Dinamis.Catalogue.Items;
using Dinamis.Cql2;
using Dinamis.ServiceDefaults.OpenApi;

namespace Dinamis.Catalogue.Stac;

/// <summary>A filter as it came: its language may be told after it.</summary>
sealed class AskedFilter
{
    public string? Text { get; set; }
    public JsonElement? Json { get; set; }
    public string? Language { get; set; }
}

static partial class StacEndpoints
{
    const string QueryablesRel = "http://www.opengis.net/def/rel/ogc/1.0/queryables";
    const string Crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

    public static readonly Capability Filtering = new(
    [
        "https://api.stacspec.org/v1.0.0/item-search#filter",
        "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables",
        "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter",
        "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter",
        .. ((string[])["cql2-text", "cql2-json", "basic-cql2", "advanced-comparison-operators", "case-insensitive-comparison", "accent-insensitive-comparison", "basic-spatial-functions",
            "basic-spatial-functions-plus", "spatial-functions", "temporal-functions", "array-functions", "property-property", "arithmetic"]).Select(c => "http://www.opengis.net/spec/cql2/1.0/conf/" + c),
    ])
    {
        Parameters =
        [
            new(Asked.Scenes,
                new("filter", $"CQL2 1.0 over the queryables; at most {Limits.Length} characters, {Limits.Depth} levels, {Limits.Nodes} elements. An error names the character and the rule.") { Example = "eo:cloud_cover < 10 AND datetime >= DATE('2025-01-01')" },
                """{"description":"An object of cql2-json, or a text of cql2-text."}""",
                (search, value) => search.AskedFilter.Text = value,
                (search, value) => (search.AskedFilter.Text, search.AskedFilter.Json) = value.ValueKind == JsonValueKind.String ? (value.GetString(), (JsonElement?)null) : (null, value)),
            SearchParameter.OfText(Asked.Scenes, new("filter-lang", "Language of `filter`; without it `cql2-text` for a text, `cql2-json` for an object.") { Schema = """{"type":"string","enum":["cql2-text","cql2-json"]}""" }, (search, value) =>
            {
                search.AskedFilter.Language = value;
                if (value is not ("cql2-text" or "cql2-json")) search.Fault("filter-lang", "cql2-text ou cql2-json est attendu.");
            }),
            SearchParameter.OfText(Asked.Scenes, new("filter-crs", "Reference system of the geometries of `filter`.") { Schema = $$"""{"type":"string","enum":["{{Crs84}}"]}""" }, (search, value) =>
            {
                if (value != Crs84) search.Fault("filter-crs", $"Seul {Crs84} est pris en charge.");
            }),
        ],
        Check = ReadFilter,
        Routes = routes =>
        {
            routes.Reads.MapGet("/queryables", async (HttpContext context, StacApi api, VisibleCollections visible, CancellationToken cancellationToken) =>
            {
                NoParameters(context, api);
                var seen = await visible.SeenAsync(queryables: true, cancellationToken);
                return PropertiesSchema(context.Origin() + "/stac/queryables", "Catalogue DINAMIS", ItemQueryables.Of(seen.Collections));
            }).Describe(StacDocs.Queryables);
            routes.Reads.MapGet("/collections/{collection}/queryables", async (HttpContext context, StacApi api, string collection, VisibleCollections visible, CancellationToken cancellationToken) =>
            {
                NoParameters(context, api);
                var (one, seen) = (await visible.OneAsync(collection, cancellationToken), await visible.SeenOneAsync(collection, queryables: true, cancellationToken));
                return PropertiesSchema($"{context.Origin()}/stac/collections/{one.Code}/queryables", one.Title, ItemQueryables.Of(seen.Collections));
            }).Describe(StacDocs.CollectionQueryables);
        },
        Links = stac => [Link(QueryablesRel, stac + "/queryables", SchemaJson)],
        CollectionLinks = (self, _) => [Link(QueryablesRel, self + "/queryables", SchemaJson)],
    };

    static void ReadFilter(SearchParameters search)
    {
        var asked = search.AskedFilter;
        if (asked.Json is not null && asked.Language == "cql2-text") search.Fault("filter", "Avec filter-lang=cql2-text, un texte est attendu.");
        if (asked.Text is null && asked.Json is null) return;
        try
        {
            var filter = asked.Json is { } json ? Cql2Json.Read(json) : asked.Language == "cql2-json" ? Cql2Json.Parse(asked.Text!) : Cql2Text.Parse(asked.Text!);
            ItemQueryables.Check(filter);
            search.Filter = filter;
        }
        catch (Cql2Exception e)
        {
            search.Fault("filter", e.Message);
        }
    }

    /// <summary>The JSON Schema that queryables and sortables share.</summary>
    static IResult PropertiesSchema(string id, string title, IEnumerable<ItemQueryables.Named> properties) => Document(new()
    {
        ["$schema"] = "https://json-schema.org/draft/2019-09/schema",
        ["$id"] = id,
        ["type"] = "object",
        ["title"] = title,
        ["properties"] = new JsonObject(properties.Select(q => KeyValuePair.Create(q.Name, (JsonNode?)Schema(q)))),
        ["additionalProperties"] = false,
    }, SchemaJson);

    static JsonObject Schema(ItemQueryables.Named queryable)
    {
        var schema = new JsonObject { ["title"] = queryable.Title };
        if (queryable.Kind == Kind.Geometry)
        {
            schema["$ref"] = "https://geojson.org/schema/Geometry.json";
            return schema;
        }
        schema["type"] = queryable.Kind switch { Kind.Number => "number", Kind.Array => "array", _ => "string" };
        if (queryable.Kind == Kind.Timestamp) schema["format"] = "date-time";
        if (queryable.Kind == Kind.Array) schema["items"] = new JsonObject { ["type"] = "string" };
        return schema;
    }
}
