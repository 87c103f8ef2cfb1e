using System.Text.Json.Nodes;
using Dinamis.Catalogue.Collections;
using Dinamis.Catalogue.Items;

namespace Dinamis.Catalogue.Stac;

static partial class StacEndpoints
{
    static IResult AllQueryables(HttpContext context)
    {
        NoParameters(context.Request);
        return Queryables(context.Origin() + "/stac/queryables", "Catalogue DINAMIS");
    }

    static async Task<IResult> CollectionQueryables(HttpContext context, string collection, VisibleCollections visible, CancellationToken cancellationToken)
    {
        NoParameters(context.Request);
        var one = await visible.OneAsync(collection, cancellationToken);
        return Queryables($"{context.Origin()}/stac/collections/{one.Code}/queryables", one.Title);
    }

    static JsonObject Schema(ItemQueryables.Named queryable)
    {
        var schema = new JsonObject { ["title"] = queryable.Title };
        if (queryable.Kind == Cql2.Kind.Geometry)
        {
            schema["$ref"] = "https://geojson.org/schema/Geometry.json";
            return schema;
        }
        schema["type"] = queryable.Kind switch { Cql2.Kind.Number => "number", Cql2.Kind.Array => "array", _ => "string" };
        if (queryable.Kind == Cql2.Kind.Timestamp) schema["format"] = "date-time";
        if (queryable.Kind == Cql2.Kind.Array) schema["items"] = new JsonObject { ["type"] = "string" };
        return schema;
    }

    static IResult Queryables(string id, string title)
    {
        return Document(new()
        {
            ["$schema"] = "https://json-schema.org/draft/2019-09/schema",
            ["$id"] = id,
            ["type"] = "object",
            ["title"] = title,
            ["properties"] = new JsonObject(ItemQueryables.All.Select(q => KeyValuePair.Create(q.Name, (JsonNode?)Schema(q)))),
            ["additionalProperties"] = false,
        }, SchemaJson);
    }
}
