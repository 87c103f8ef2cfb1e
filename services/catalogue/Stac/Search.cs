using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dinamis.Catalogue.Collections;
using Dinamis.Catalogue.Items;
using Dinamis.Kernel;
using Dinamis.ServiceDefaults.OpenApi;

namespace Dinamis.Catalogue.Stac;

static partial class StacEndpoints
{
    const int MaxBody = 1024 * 1024;

    /// <summary>More than a filter may have, which says its own limit: it has two levels of JSON for each of its own, a geometry five.</summary>
    const int MaxDepth = 256;

    public static readonly Capability Features = new("https://api.stacspec.org/v1.0.0/ogcapi-features", "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson")
    {
        Parameters = CoreParameters.OfItems,
        Check = CoreParameters.CheckToken,
        Routes = routes =>
        {
            routes.Reads.MapGet("/collections/{collection}/items", ListItems).Describe(StacDocs.Items(routes.Api));
            routes.Reads.MapGet("/collections/{collection}/items/{item}", GetItem).Describe(StacDocs.Item);
        },
        CollectionLinks = (self, _) => [Link("items", self + "/items", GeoJsonType)],
    };

    public static readonly Capability ItemSearch = new("https://api.stacspec.org/v1.0.0/item-search")
    {
        Parameters = CoreParameters.OfSearch,
        Check = CoreParameters.CheckArea,
        Routes = routes =>
        {
            routes.Reads.MapGet("/search", SearchByGet).Describe(StacDocs.SearchByGet(routes.Api));
            routes.Reads.MapPost("/search", SearchByPost).Describe(StacDocs.SearchByPost(routes.Api));
        },
        Links = stac => [Link("search", stac + "/search", GeoJsonType, method: "GET"), Link("search", stac + "/search", GeoJsonType, method: "POST")],
    };

    /// <summary>Member of a page whose <c>numberMatched</c> is an estimate.</summary>
    const string EstimatedMember = "dinamis:estimated";

    static readonly Refusal notJson = new("UNSUPPORTED_MEDIA_TYPE", 415, "Du JSON est attendu (application/json).");

    static async Task SearchByGet(HttpContext context, StacApi api, VisibleCollections visible, IItemStore items, CancellationToken cancellationToken)
    {
        var read = api.Read(context.Request.Query, Asked.Search);
        await PageAsync(context, items, read, await visible.SeenAsync(read.NamesQueryables, cancellationToken), "/stac/search", token => NextByGet(context, "/stac/search", token), cancellationToken);
    }

    static async Task SearchByPost(HttpContext context, StacApi api, VisibleCollections visible, IItemStore items, CancellationToken cancellationToken)
    {
        NoParameters(context, api);
        using var body = await BodyAsync(context.Request, MaxBody, cancellationToken);
        var read = api.Read(body.RootElement, Asked.Search);
        await PageAsync(context, items, read, await visible.SeenAsync(read.NamesQueryables, cancellationToken), "/stac/search", token => new JsonObject
        {
            ["rel"] = "next",
            ["href"] = context.Origin() + "/stac/search",
            ["type"] = GeoJsonType,
            ["method"] = "POST",
            ["body"] = new JsonObject { ["token"] = token },
            ["merge"] = true,
        }, cancellationToken);
    }

    static async Task<JsonDocument> BodyAsync(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType()) throw new Refused(notJson);
        if (request.ContentLength > most) throw BoundedStream.TooLarge(most);
        try
        {
            await using var bounded = new BoundedStream(request.Body, most);
            var body = await JsonDocument.ParseAsync(bounded, new() { MaxDepth = MaxDepth }, cancellationToken);
            // Text is read where it is asked for: what is no UTF-8 is told here.
            _ = body.RootElement.GetRawText();
            return body;
        }
        catch (InvalidOperationException)
        {
            throw new Refused(Refusals.Invalid, [new("body", "Le corps n’est pas de l’UTF-8.")]);
        }
        catch (JsonException e)
        {
            throw new Refused(Refusals.Invalid, [new("body", $"Le corps n’est pas du JSON lisible, ou s’emboîte sur plus de {MaxDepth} niveaux (ligne {e.LineNumber + 1}, octet {e.BytePositionInLine + 1}).")]);
        }
    }

    static async Task ListItems(HttpContext context, StacApi api, string collection, VisibleCollections visible, IItemStore items, CancellationToken cancellationToken)
    {
        var seen = await visible.SeenOneAsync(collection, queryables: true, cancellationToken);
        var read = api.Read(context.Request.Query, Asked.Items);
        var path = $"/stac/collections/{collection}/items";
        await PageAsync(context, items, read, seen, path, token => NextByGet(context, path, token), cancellationToken,
            Link("collection", $"{context.Origin()}/stac/collections/{collection}", Json));
    }

    static async Task GetItem(HttpContext context, StacApi api, string collection, string item, VisibleCollections visible, IItemStore items, CancellationToken cancellationToken)
    {
        NoParameters(context, api);
        var seen = await visible.SeenOneAsync(collection, queryables: false, cancellationToken);
        var found = await items.FindAsync(collection, item, cancellationToken) ?? throw new Refused(Refusals.NotFound);
        var etag = Preconditions.Etag(found.Body, seen.Licences);
        context.Response.Headers.ETag = etag;
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(given => given.Tag == etag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        context.Response.ContentType = GeoJsonType;
        new PublicOrigin(context.Origin(), seen.Licences).Write(context.Response.BodyWriter, found.Body);
        await context.Response.BodyWriter.FlushAsync(cancellationToken);
    }

    // The caller's own parameters and nothing else.
    static JsonObject NextByGet(HttpContext context, string path, string token, string type = GeoJsonType)
    {
        var own = context.Request.Query.Where(p => p.Key != "token").Select(p => KeyValuePair.Create(p.Key, (string?)p.Value.ToString()));
        return Link("next", context.Origin() + path + QueryString.Create(own.Append(new("token", token))), type, method: "GET");
    }

    /// <summary>Asks the store; what only the store can find wrong with a filter is the caller's to mend.</summary>
    static async Task<T> AskedAsync<T>(ItemQuery query, Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (DbException e) when (query.Filter is not null && e.SqlState?.StartsWith("22", StringComparison.Ordinal) == true)
        {
            // « Data exception » of SQL: the sum that the filter asks for does not exist.
            throw new Refused(Refusals.Invalid, [new("filter", "Un calcul du filtre n’a pas de résultat pour une scène : une puissance est trop grande ou n’est pas réelle.")]);
        }
    }

    /// <summary>Stored bytes go to the socket as they are; only the envelope is written here.</summary>
    static async Task PageAsync(HttpContext context, IItemStore items, SearchParameters search, Seen seen, string path, Func<string, JsonObject> next, CancellationToken cancellationToken, params JsonObject[] more)
    {
        var query = search.Of(seen);
        var page = await AskedAsync(query, () => items.SearchAsync(query, cancellationToken));
        var origin = context.Origin();
        var links = Links([Link("self", origin + path + (HttpMethods.IsGet(context.Request.Method) ? context.Request.QueryString.ToUriComponent() : ""), GeoJsonType), Link("root", origin + "/stac", Json), .. more]);
        if (page.Next is { } cursor) links.Add(next(PageToken.Write(cursor)));
        context.Response.ContentType = GeoJsonType;
        var output = context.Response.BodyWriter;
        var outside = new PublicOrigin(origin, seen.Licences);
        Write("""{"type":"FeatureCollection","features":["""u8);
        foreach (var (i, item) in page.Items.Index())
        {
            if (i > 0) Write(","u8);
            if (search.Fields is { } fields) fields.Write(output, item.Body, outside);
            else outside.Write(output, item.Body);
            if (output.UnflushedBytes > 256 * 1024) await output.FlushAsync(cancellationToken);
        }
        var tail = $"],\"links\":{links.ToJsonString(JsonText.Relaxed)},\"numberMatched\":{page.Matched.Count},\"numberReturned\":{page.Items.Count}{(page.Matched.Exact ? "" : $",\"{EstimatedMember}\":true")}}}";
        Write(System.Text.Encoding.UTF8.GetBytes(tail));
        await output.FlushAsync(cancellationToken);

        void Write(ReadOnlySpan<byte> bytes) => System.Buffers.BuffersExtensions.Write(output, bytes);
    }
}
