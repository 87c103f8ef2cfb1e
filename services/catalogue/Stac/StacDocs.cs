using Dinamis.ServiceDefaults.OpenApi;

namespace Dinamis.Catalogue.Stac;

/// <summary>What <c>/openapi/catalogue.json</c> says of the STAC API. The parameters are those that <see cref="SearchParameters"/> reads.</summary>
static class StacDocs
{
    static readonly RouteParameter format = new("f", "`json` gives JSON to a browser too; without it a browser is sent to the page that shows the same.") { Schema = """{"type":"string","enum":["json"]}""" };
    static readonly RouteParameter bbox = new("bbox", "West, south, east, north in degrees (OGC:CRS84), or 6 numbers with altitudes. West > east crosses the antimeridian. Not with `intersects`.") { Schema = """{"type":"array","items":{"type":"number"},"minItems":4,"maxItems":6}""", Example = "-0.6,44.8,-0.5,44.9" };
    static readonly RouteParameter datetime = new("datetime", "RFC 3339 instant, or interval `from/until` with at most one end open (`..`).") { Example = "2025-01-01T00:00:00Z/.." };
    static readonly RouteParameter limit = new("limit", $"Items of a page: {SearchParameters.DefaultLimit} by default, {SearchParameters.MaxLimit} at most.") { Schema = """{"type":"integer","minimum":1}""" };
    static readonly RouteParameter token = new("token", "Page token, from the link `next`.");
    static readonly RouteParameter collections = new("collections", "Ids of collections, separated by commas.") { Schema = """{"type":"array","items":{"type":"string"}}""", Example = "pleiades,spot-6-7" };
    static readonly RouteParameter ids = new("ids", $"Ids of items, separated by commas; {SearchParameters.MaxIds} at most.") { Schema = """{"type":"array","items":{"type":"string"}}""" };
    static readonly RouteParameter intersects = new("intersects", "GeoJSON geometry; at most 5 000 vertices. Not with `bbox`.");
    static readonly RouteParameter filter = new("filter", $"CQL2 1.0 over the queryables; at most {Cql2.Limits.Length} characters, {Cql2.Limits.Depth} levels, {Cql2.Limits.Nodes} elements. An error names the character and the rule.") { Example = "eo:cloud_cover < 10 AND datetime >= DATE('2025-01-01')" };
    static readonly RouteParameter filterLanguage = new("filter-lang", "Language of `filter`; `cql2-text` without it.") { Schema = """{"type":"string","enum":["cql2-text","cql2-json"]}""" };
    static readonly RouteParameter filterCrs = new("filter-crs", "Reference system of the geometries of `filter`.") { Schema = """{"type":"string","enum":["http://www.opengis.net/def/crs/OGC/1.3/CRS84"]}""" };
    static readonly RouteParameter collection = new("collection", "Id of the collection.") { In = "path" };
    static readonly RouteParameter item = new("item", "Id of the item in its collection.") { In = "path" };
    static readonly RouteContent items = RouteContent.Of("StacItemCollection", "application/geo+json");

    public static readonly RouteDoc Landing = new("Landing page of the STAC API 1.0: what it conforms to, and links to the rest.") { Parameters = [format], Answer = RouteContent.Of("StacCatalog", "application/json"), Statuses = [200, 302], Errors = [400, 401] };
    public static readonly RouteDoc Conformance = new("Conformance classes.") { Answer = RouteContent.Of("Conformance", "application/json"), Statuses = [200, 302], Errors = [401] };
    public static readonly RouteDoc Collections = new("Collections that the caller may know of.") { Parameters = [format], Answer = RouteContent.Of("StacCollections", "application/json"), Statuses = [200, 302], Errors = [400, 401] };
    public static readonly RouteDoc Collection = new("One collection.") { Parameters = [collection, format], Answer = RouteContent.Of("StacCollection", "application/json"), Statuses = [200, 302], Errors = [400, 401, 404] };
    public static readonly RouteDoc Items = new("Items of one collection, newest first.") { Parameters = [collection, bbox, datetime, filter, filterLanguage, filterCrs, limit, token, format], Answer = items, Statuses = [200, 302], Errors = [400, 401, 404] };
    public static readonly RouteDoc Item = new("One item (STAC 1.1).") { Parameters = [collection, item, format], Answer = RouteContent.Of("StacItem", "application/geo+json"), Statuses = [200, 302], Errors = [400, 401, 404] };
    public static readonly RouteDoc CollectionQueryables = new("What the items of one collection can be asked by.") { Parameters = [collection, format], Answer = RouteContent.Of("Queryables", "application/schema+json"), Statuses = [200, 302], Errors = [400, 401, 404] };
    public static readonly RouteDoc Queryables = new("What items can be asked by.") { Parameters = [format], Answer = RouteContent.Of("Queryables", "application/schema+json"), Statuses = [200, 302], Errors = [400, 401] };
    public static readonly RouteDoc SearchByGet = new("Search over all collections, newest first.") { Parameters = [collections, ids, bbox, datetime, intersects, filter, filterLanguage, filterCrs, limit, token, format], Answer = items, Statuses = [200, 302], Errors = [400, 401] };
    public static readonly RouteDoc SearchByPost = new("Search over all collections, with the parameters in a JSON body.") { Body = RouteContent.Of("StacSearch", "application/json"), Answer = items, Errors = [400, 401, 413, 415] };

    static readonly RouteParameter[] signature =
    [
        new("X-Amz-Algorithm", "With the other `X-Amz-` parameters: a signed address, as `downloads:sign` gave it, in place of a bearer."),
        new("X-Amz-Credential", "Part of the signed address."),
        new("X-Amz-Date", "When it was signed, `20270501T120000Z`."),
        new("X-Amz-Expires", "Seconds for which it is good.") { Schema = """{"type":"integer"}""" },
        new("X-Amz-Signature", "The signature."),
    ];

    public static readonly RouteDoc Asset = new("Bytes of one asset, behind the licence gate.")
    {
        Description = "By a bearer or a signed address; thumbnails, quicklooks and metadata by nobody in particular. Ranges, `If-Range` and validators as RFC 9110 says. 403 names the first missing condition and the page that cures it.",
        Parameters =
        [
            collection, item, new("key", "Key of the asset in the item.") { In = "path" }, .. signature,
            new("Range", "One range of bytes.") { In = "header", Example = "bytes=0-65535" },
            new("If-Range", "ETag: the range if the file is still this one, the whole otherwise.") { In = "header" },
            new("If-None-Match", "ETag that the caller has.") { In = "header" },
        ],
        Answer = RouteContent.File("*/*"),
        Statuses = [200, 206, 304],
        Errors = [401, 403, 404, 412, 416, 503],
    };

    static readonly RouteParameter[] scene = [collection, item];

    public static readonly RouteDoc Tile = new("One tile of a scene, PNG of 256 × 256 pixels (OGC API Tiles, WebMercatorQuad).")
    {
        Description = "Row before column. Same gate as a download; a view counts as none. Where the image has no pixel the tile is transparent.",
        Parameters =
        [
            .. scene,
            new("z", "Zoom level (tile matrix).") { In = "path", Schema = """{"type":"integer","minimum":0}""" },
            new("y", "Row, from the north.") { In = "path", Schema = """{"type":"integer","minimum":0}""" },
            new("x", "Column, from the west.") { In = "path", Schema = """{"type":"integer","minimum":0}""" },
            new("If-None-Match", "ETag that the caller has.") { In = "header" },
        ],
        Answer = RouteContent.File("image/png"),
        Statuses = [200, 304],
        Errors = [401, 403, 404, 503],
    };

    public static readonly RouteDoc TileJson = new("Address of the tiles of a scene, zoom levels and bounds (TileJSON 3.0).") { Parameters = scene, Answer = RouteContent.Of("TileJson", "application/json"), Errors = [401, 404] };

    public static readonly RouteDoc File = new("Sends one file ahead of the scene that names it.")
    {
        Description = "The body is the file, at most 64 GiB. Sending it again changes nothing. A raster is read whole before it is kept: 422 says what is wrong with it. For DINAMIS's staff and our services.",
        Body = RouteContent.File("application/octet-stream"),
        Answer = RouteContent.Of("SentFile", "application/json"),
        Errors = [400, 401, 403, 413, 422, 503],
    };
}
