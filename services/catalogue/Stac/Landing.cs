using System.Text.Json.Nodes;
using Dinamis.Catalogue.Collections;

namespace Dinamis.Catalogue.Stac;

static partial class StacEndpoints
{
    const string QueryablesRel = "http://www.opengis.net/def/rel/ogc/1.0/queryables";

    static async Task<IResult> Landing(HttpContext context, VisibleCollections visible, CancellationToken cancellationToken)
    {
        NoParameters(context.Request);
        var origin = context.Origin();
        var stac = origin + "/stac";
        var children = await visible.AllAsync(cancellationToken);
        return Document(new()
        {
            ["type"] = "Catalog",
            ["id"] = "dinamis",
            ["stac_version"] = "1.1.0",
            ["title"] = "Catalogue DINAMIS",
            ["description"] = "Imagerie satellitaire à très haute résolution (Pléiades, SPOT 6-7, SPOT 5) du dispositif DINAMIS.",
            ["conformsTo"] = Texts(Conformance),
            ["links"] = Links(
                [
                    Link("self", stac, Json),
                    Link("root", stac, Json, "Catalogue DINAMIS"),
                    Link("conformance", stac + "/conformance", Json),
                    Link("data", stac + "/collections", Json),
                    Link("search", stac + "/search", GeoJsonType, method: "GET"),
                    Link("search", stac + "/search", GeoJsonType, method: "POST"),
                    Link(QueryablesRel, stac + "/queryables", SchemaJson),
                    Link("service-desc", origin + "/openapi/catalogue.json", ServiceDefaults.OpenApi.OpenApiDocument.MediaType),
                    Link("service-doc", origin + "/docs", "text/html"),
                    Link("alternate", origin + "/catalogue", "text/html"),
                    .. children.Select(c => Link("child", $"{stac}/collections/{c.Code}", Json, c.Title)),
                ]),
        }, Json);
    }
}
