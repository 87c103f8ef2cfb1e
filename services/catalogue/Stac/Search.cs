using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dinamis.Catalogue.Collections;
using Dinamis.Catalogue.Items;
using Dinamis.Kernel;

namespace Dinamis.Catalogue.Stac;

static partial class StacEndpoints
{
    const int MaxBody = 1024 * 1024;

    /// <summary>A filter has two levels of JSON for each of its own, a geometry five.</summary>
    const int MaxDepth = (Cql2.Limits.Depth * 2) + 10;

    static readonly Refusal notJson = new("UNSUPPORTED_MEDIA_TYPE", 415, "La recherche par POST attend du JSON (application/json).");

    static async Task SearchByGet(HttpContext context, VisibleCollections visible, IItemStore items, CancellationToken cancellationToken)
    {
        var query = context.Request.Query;
        var read = SearchParameters.Read(query, "collections", "ids", "bbox", "datetime", "intersects", "filter", "filter-lang", "filter-crs", "limit", "token", "f");
        var codes = (await visible.AllAsync(cancellationToken)).ConvertAll(c => c.Code);
        await PageAsync(context, items, read.Query(codes), "/stac/search", token => NextByGet(context, "/stac/search", token), cancellationToken);
    }

    static async Task SearchByPost(HttpContext context, VisibleCollections visible, IItemStore items, CancellationToken cancellationToken)
    {
        NoParameters(context.Request);
        if (!context.Request.HasJsonContentType()) throw new Refused(notJson);
        using var body = await BodyAsync(context.Request, cancellationToken);
        var read = SearchParameters.Read(body.RootElement);
        var codes = (await visible.AllAsync(cancellationToken)).ConvertAll(c => c.Code);
        await PageAsync(context, items, read.Query(codes), "/stac/search", token => new JsonObject
        {
            ["rel"] = "next",
            ["href"] = context.Origin() + "/stac/search",
            ["type"] = GeoJsonType,
            ["method"] = "POST",
            ["body"] = new JsonObject { ["token"] = token },
            ["merge"] = true,
        }, cancellationToken);
    }

    static async Task<JsonDocument> BodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBody) throw new Refused(Refusals.TooLarge);
        try
        {
            await using var bounded = new BoundedStream(request.Body, MaxBody);
            return await JsonDocument.ParseAsync(bounded, new() { MaxDepth = MaxDepth }, cancellationToken);
        }
        catch (JsonException)
        {
            throw new Refused(Refusals.Invalid, [new("body", "Le corps n’est pas du JSON.")]);
        }
    }

    static async Task ListItems(HttpContext context, string collection, VisibleCollections visible, IItemStore items, CancellationToken cancellationToken)
    {
        var one = await visible.OneAsync(collection, cancellationToken);
        var read = SearchParameters.Read(context.Request.Query, "bbox", "datetime", "filter", "filter-lang", "filter-crs", "limit", "token", "f");
        var path = $"/stac/collections/{one.Code}/items";
        await PageAsync(context, items, read.Query([one.Code]), path, token => NextByGet(context, path, token), cancellationToken,
            Link("collection", $"{context.Origin()}/stac/collections/{one.Code}", Json));
    }

    static async Task GetItem(HttpContext context, string collection, string item, VisibleCollections visible, IItemStore items, CancellationToken cancellationToken)
    {
        NoParameters(context.Request);
        var one = await visible.OneAsync(collection, cancellationToken);
        var found = await items.FindAsync(one.Code, item, cancellationToken) ?? throw new Refused(Refusals.NotFound);
        context.Response.ContentType = GeoJsonType;
        PublicOrigin.Write(context.Response.BodyWriter, found.Body, System.Text.Encoding.UTF8.GetBytes(context.Origin()));
        await context.Response.BodyWriter.FlushAsync(cancellationToken);
    }

    // The caller's own parameters and nothing else.
    static JsonObject NextByGet(HttpContext context, string path, string token)
    {
        var own = context.Request.Query.Where(p => p.Key != "token").Select(p => KeyValuePair.Create(p.Key, (string?)p.Value.ToString()));
        return Link("next", context.Origin() + path + QueryString.Create(own.Append(new("token", token))), GeoJsonType, method: "GET");
    }

    static async Task<(ItemPage Page, long Matched)> AskAsync(IItemStore items, ItemQuery query, CancellationToken cancellationToken)
    {
        try
        {
            var page = await items.SearchAsync(query, cancellationToken);
            // The first page that holds everything says how many there are without counting.
            return (page, query.After is null && !page.HasMore ? page.Items.Count : await items.CountAsync(query, cancellationToken));
        }
        catch (DbException e) when (query.Filter is not null && e.SqlState?.StartsWith("22", StringComparison.Ordinal) == true)
        {
            // « Data exception » of SQL: the sum that the filter asks for does not exist.
            throw new Refused(Refusals.Invalid, [new("filter", "Un calcul du filtre n’a pas de résultat pour une scène : une puissance est trop grande ou n’est pas réelle.")]);
        }
    }

    /// <summary>Stored bytes go to the socket as they are; only the envelope is written here.</summary>
    static async Task PageAsync(HttpContext context, IItemStore items, ItemQuery query, string path, Func<string, JsonObject> next, CancellationToken cancellationToken, params JsonObject[] more)
    {
        var (page, matched) = await AskAsync(items, query, cancellationToken);
        var origin = context.Origin();
        var links = Links([Link("self", origin + path + (HttpMethods.IsGet(context.Request.Method) ? context.Request.QueryString.ToUriComponent() : ""), GeoJsonType), Link("root", origin + "/stac", Json), .. more]);
        if (page.Next is { } cursor) links.Add(next(PageToken.Write(cursor)));
        context.Response.ContentType = GeoJsonType;
        var output = context.Response.BodyWriter;
        var host = System.Text.Encoding.UTF8.GetBytes(origin);
        Write("""{"type":"FeatureCollection","features":["""u8);
        foreach (var (i, item) in page.Items.Index())
        {
            if (i > 0) Write(","u8);
            PublicOrigin.Write(output, item.Body, host);
            if (output.UnflushedBytes > 256 * 1024) await output.FlushAsync(cancellationToken);
        }
        var tail = $"],\"links\":{links.ToJsonString(JsonText.Relaxed)},\"numberMatched\":{matched},\"numberReturned\":{page.Items.Count}}}";
        Write(System.Text.Encoding.UTF8.GetBytes(tail));
        await output.FlushAsync(cancellationToken);

        void Write(ReadOnlySpan<byte> bytes) => System.Buffers.BuffersExtensions.Write(output, bytes);
    }
}
