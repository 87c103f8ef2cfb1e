using System.Text.Json.Nodes;
using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Dinamis.ServiceDefaults.OpenApi;
using Microsoft.Extensions.Options;

namespace Dinamis.Catalogue.Stac;

/// <summary>STAC API 1.0.0 over items of STAC 1.1.0: the routes of each <see cref="Capability"/>. The specifications fix their JSON.</summary>
static partial class StacEndpoints
{
    const string Json = "application/json";
    const string GeoJsonType = "application/geo+json";
    const string SchemaJson = "application/schema+json";

    public static void MapStac(this IEndpointRouteBuilder app)
    {
        var stac = app.MapGroup("/stac").AllowAnonymous().AddEndpointFilter(PageForBrowsers).AddEndpointFilter(Programs.RefuseBadCredentials);
        ((IEndpointConventionBuilder)stac).Add(AlsoHead);
        var api = app.ServiceProvider.GetRequiredService<StacApi>();
        api.Map(new(stac, app.MapGroup("/stac").RequireAuthorization(Policies.PersonOrService), api));
    }

    // A HEAD is a GET of which the server sends no body (RFC 9110 §9.3.2); the framework maps GET alone.
    static void AlsoHead(EndpointBuilder route)
    {
        if (route.Metadata.OfType<HttpMethodMetadata>().SingleOrDefault(m => m.HttpMethods.Contains(HttpMethods.Get)) is { } get) route.Metadata[route.Metadata.IndexOf(get)] = new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]);
    }

    /// <summary>A person who follows a link of the API lands on the page that says the same.</summary>
    static async ValueTask<object?> PageForBrowsers(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        context.HttpContext.Response.Headers.Append("Vary", "Accept");
        if (HttpMethods.IsPost(request.Method) || !PrefersHtml(request) || request.Query["f"] == "json") return await next(context);
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
    static void NoParameters(HttpContext context, StacApi api) => api.Read(context.Request.Query, Asked.Nowhere);

    static string Origin(this HttpContext context) => context.RequestServices.GetRequiredService<IOptions<DinamisOptions>>().Value.Origin.OriginalString.TrimEnd('/');
}
