using System.Text.Json.Nodes;
using Dinamis.Catalogue.Collections;
using Dinamis.ServiceDefaults.OpenApi;

namespace Dinamis.Catalogue.Stac;

static partial class StacEndpoints
{
    public static readonly Capability Core = new("https://api.stacspec.org/v1.0.0/core", "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core", "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30")
    {
        Routes = routes =>
        {
            routes.Reads.MapGet("/", Landing).Describe(StacDocs.Landing);
            routes.Reads.MapGet("/conformance", (StacApi api) => Document(new() { ["conformsTo"] = Texts(api.Conformance) }, Json)).Describe(StacDocs.Conformance);
        },
        Links = stac => [Link("conformance", stac + "/conformance", Json)],
    };

    static async Task<IResult> Landing(HttpContext context, StacApi api, VisibleCollections visible, CancellationToken cancellationToken)
    {
        NoParameters(context, api);
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
            ["conformsTo"] = Texts(api.Conformance),
            ["links"] = Links(
                [
                    Link("self", stac, Json),
                    Link("root", stac, Json, "Catalogue DINAMIS"),
                    .. api.Links(stac),
                    Link("service-desc", origin + "/openapi/catalogue.json", ServiceDefaults.OpenApi.OpenApiDocument.MediaType),
                    Link("service-doc", origin + "/docs", "text/html"),
                    Link("alternate", origin + "/catalogue", "text/html"),
                    .. children.Select(c => Link("child", $"{stac}/collections/{c.Code}", Json, c.Title)),
                ]),
        }, Json);
    }
}
