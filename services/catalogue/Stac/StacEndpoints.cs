using System.Text.Json.Nodes;
using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Dinamis.ServiceDefaults.OpenApi;
using Microsoft.Extensions.Options;

namespace Dinamis.Catalogue.Stac;

/// <summary>STAC API 1.0.0 over items of STAC 1.1.0. A route per resource; the specifications fix their JSON.</summary>
static partial class StacEndpoints
{
    public const string Core = "https://api.stacspec.org/v1.0.0/core";

    /// <summary>Each class is exercised by a test; none other is declared.</summary>
    public static readonly string[] Conformance =
    [
        Core,
        "https://api.stacspec.org/v1.0.0/collections",
        "https://api.stacspec.org/v1.0.0/ogcapi-features",
        "https://api.stacspec.org/v1.0.0/item-search",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
        "https://api.stacspec.org/v1.0.0/item-search#filter",
        "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables",
        "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter",
        "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter",
        .. ((string[])["cql2-text", "cql2-json", "basic-cql2", "advanced-comparison-operators", "case-insensitive-comparison", "accent-insensitive-comparison", "basic-spatial-functions",
            "basic-spatial-functions-plus", "spatial-functions", "temporal-functions", "array-functions", "property-property", "arithmetic"]).Select(c => "http://www.opengis.net/spec/cql2/1.0/conf/" + c),
    ];

    const string Json = "application/json";
    const string GeoJsonType = "application/geo+json";
    const string SchemaJson = "application/schema+json";

    public static void MapStac(this IEndpointRouteBuilder app)
    {
        var stac = app.MapGroup("/stac").AllowAnonymous().AddEndpointFilter(PageForBrowsers).AddEndpointFilter(Programs.RefuseBadCredentials);
        stac.MapGet("/", Landing).Describe(StacDocs.Landing);
        stac.MapGet("/conformance", () => Document(new() { ["conformsTo"] = Texts(Conformance) }, Json)).Describe(StacDocs.Conformance);
        stac.MapGet("/collections", ListCollections).Describe(StacDocs.Collections);
        stac.MapGet("/collections/{collection}", GetCollection).Describe(StacDocs.Collection);
        stac.MapGet("/collections/{collection}/items", ListItems).Describe(StacDocs.Items);
        stac.MapGet("/collections/{collection}/items/{item}", GetItem).Describe(StacDocs.Item);
        stac.MapGet("/collections/{collection}/queryables", CollectionQueryables).Describe(StacDocs.CollectionQueryables);
        stac.MapGet("/queryables", AllQueryables).Describe(StacDocs.Queryables);
        stac.MapGet("/search", SearchByGet).Describe(StacDocs.SearchByGet);
        stac.MapPost("/search", SearchByPost).Describe(StacDocs.SearchByPost);
    }

    /// <summary>A person who follows a link of the API lands on the page that says the same.</summary>
    static async ValueTask<object?> PageForBrowsers(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        context.HttpContext.Response.Headers.Append("Vary", "Accept");
        if (!HttpMethods.IsGet(request.Method) || !PrefersHtml(request) || request.Query["f"] == "json") return await next(context);
        var route = context.HttpContext.GetRouteData().Values;
        var page = (route["collection"], route["item"]) switch
        {
            (string c, string i) => $"/catalogue/{Uri.EscapeDataString(c)}/{Uri.EscapeDataString(i)}",
            (string c, null) => "/catalogue?collection=" + Uri.EscapeDataString(c),
            _ => "/catalogue",
        };
        return Results.Redirect(page);
    }

    static bool PrefersHtml(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        double Weight(string type) => accepted.Where(a => a.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)).Select(a => a.Quality ?? 1).DefaultIfEmpty(0).Max();
        return Weight("text/html") > Math.Max(Weight(Json), Weight(GeoJsonType));
    }

    static IResult Document(JsonObject document, string type, int status = 200) => Results.Text(document.ToJsonString(JsonText.Relaxed), type, statusCode: status);

    static JsonArray Texts(IEnumerable<string> values) => new([.. values.Select(v => (JsonNode)v)]);

    static JsonArray Links(params IEnumerable<JsonObject?> links) => new([.. links.OfType<JsonObject>()]);

    static JsonObject Link(string rel, string href, string type, string? title = null, string? method = null)
    {
        var link = new JsonObject { ["rel"] = rel, ["href"] = href, ["type"] = type };
        if (title is not null) link["title"] = title;
        if (method is not null) link["method"] = method;
        return link;
    }

    // Parameters where none is known: the same refusal as for a search.
    static void NoParameters(HttpRequest request) => SearchParameters.Read(request.Query, "f");

    static string Origin(this HttpContext context) => context.RequestServices.GetRequiredService<IOptions<DinamisOptions>>().Value.Origin.OriginalString.TrimEnd('/');
}
