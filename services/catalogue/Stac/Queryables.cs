using System.Text.Json.Nodes;
using Dinamis.Catalogue.Collections;

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

    // What the search can be asked by; the names are those of its parameters' subjects.
    static IResult Queryables(string id, string title)
    {
        return Document(new()
        {
            ["$schema"] = "https://json-schema.org/draft/2019-09/schema",
            ["$id"] = id,
            ["type"] = "object",
            ["title"] = title,
            ["properties"] = new JsonObject
            {
                ["id"] = new JsonObject { ["title"] = "Identifiant", ["type"] = "string" },
                ["collection"] = new JsonObject { ["title"] = "Collection", ["type"] = "string" },
                ["geometry"] = new JsonObject { ["title"] = "Emprise", ["$ref"] = "https://geojson.org/schema/Geometry.json" },
                ["datetime"] = new JsonObject { ["title"] = "Acquisition", ["type"] = "string", ["format"] = "date-time" },
            },
            ["additionalProperties"] = false,
        }, SchemaJson);
    }
}
