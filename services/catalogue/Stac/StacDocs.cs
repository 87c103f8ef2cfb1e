using Dinamis.ServiceDefaults.OpenApi;

namespace Dinamis.Catalogue.Stac;

/// <summary>What <c>/openapi/catalogue.json</c> says of the STAC API. The parameters of searches are those that <see cref="StacApi"/> reads.</summary>
static class StacDocs
{
    static readonly RouteParameter format = StacApi.Format;
    static readonly RouteParameter collection = new("collection", "Id of the collection.") { In = "path" };
    static readonly RouteParameter item = new("item", "Id of the item in its collection.") { In = "path" };
    static readonly RouteContent schema = RouteContent.Of("Queryables", "application/schema+json");
    static readonly RouteParameter period = new("period", "Year, month or day in UTC: `2024`, `2024-06`, `2024-06-12`.") { In = "path" };
    static readonly int[] written = [400, 401, 403, 404, 409, 412, 413, 415, 422, 428, 503];
    static readonly RouteContent children = RouteContent.Of("StacChildren", "application/json");
    static readonly RouteContent counts = RouteContent.Of("StacAggregationCollection", "application/json");
    static readonly RouteContent items = RouteContent.Of("StacItemCollection", "application/geo+json");

    public static readonly RouteDoc Landing = new("Landing page of the STAC API 1.0: what it conforms to, and links to the rest.") { Parameters = [format], Answer = RouteContent.Of("StacCatalog", "application/json"), Statuses = [200, 302], Errors = [400, 401] };
    public static readonly RouteDoc Conformance = new("Conformance classes.") { Answer = RouteContent.Of("Conformance", "application/json"), Statuses = [200, 302], Errors = [401] };
    public static readonly RouteDoc Collection = new("One collection.") { Parameters = [collection, format], Answer = RouteContent.Of("StacCollection", "application/json"), Statuses = [200, 302], Errors = [400, 401, 404] };
    public static readonly RouteDoc Item = new("One item (STAC 1.1).") { Parameters = [collection, item, format], Answer = RouteContent.Of("StacItem", "application/geo+json"), Statuses = [200, 302], Errors = [400, 401, 404] };
    public static readonly RouteDoc CollectionQueryables = new("What the items of one collection can be asked by: what one of them has ever had a value of, all before the first one.") { Parameters = [collection, format], Answer = schema, Statuses = [200, 302], Errors = [400, 401, 404] };
    public static readonly RouteDoc Queryables = new("What items can be asked by: the queryables of all collections together.") { Parameters = [format], Answer = schema, Statuses = [200, 302], Errors = [400, 401] };
    public static readonly RouteDoc CollectionSortables = new("What the items of one collection can be sorted by.") { Parameters = [collection, format], Answer = schema, Statuses = [200, 302], Errors = [400, 401, 404] };
    public static readonly RouteDoc Sortables = new("What items can be sorted by.") { Parameters = [format], Answer = schema, Statuses = [200, 302], Errors = [400, 401] };

    public static readonly RouteDoc SortablesOfCollections = new("What collections can be sorted by.") { Parameters = [format], Answer = schema, Statuses = [200, 302], Errors = [400, 401] };
    public static readonly RouteDoc Children = new("Collections, as children of the catalogue.") { Parameters = [format], Answer = children, Statuses = [200, 302], Errors = [400, 401] };
    public static readonly RouteDoc CollectionChildren = new("Years in which a collection has scenes.") { Parameters = [collection, format], Answer = children, Statuses = [200, 302], Errors = [400, 401, 404] };
    public static readonly RouteDoc Period = new("Scenes of a collection in a year, a month or a day, as a catalogue to browse.") { Description = "A year links to its months, a month to its days, a day to its scenes.", Parameters = [collection, period, format], Answer = RouteContent.Of("StacCatalog", "application/json"), Statuses = [200, 302], Errors = [400, 401, 404] };
    public static readonly RouteDoc PeriodChildren = new("Months of a year, or days of a month, in which a collection has scenes.") { Parameters = [collection, period, format], Answer = children, Statuses = [200, 302], Errors = [400, 401, 404] };
    public static readonly RouteDoc Aggregations = new("What can be counted.") { Parameters = [format], Answer = RouteContent.Of("StacAggregations", "application/json"), Statuses = [200, 302], Errors = [400, 401] };
    public static readonly RouteDoc CollectionAggregations = new("What can be counted in one collection.") { Parameters = [collection, format], Answer = RouteContent.Of("StacAggregations", "application/json"), Statuses = [200, 302], Errors = [400, 401, 404] };

    public static RouteDoc Collections(StacApi api) => new("Collections that the caller may know of.") { Parameters = api.Docs(Asked.Collections), Answer = RouteContent.Of("StacCollections", "application/json"), Statuses = [200, 302], Errors = [400, 401] };
    public static RouteDoc AggregateByGet(StacApi api) => new("Counts of items over all collections.") { Parameters = api.Docs(Asked.SearchCounts), Answer = counts, Statuses = [200, 302], Errors = [400, 401] };
    public static RouteDoc AggregateByPost(StacApi api) => new("Counts of items over all collections, with the parameters in a JSON body.") { Body = RouteContent.Json(api.BodySchema(Asked.SearchCounts).ToJsonString()), Answer = counts, Errors = [400, 401, 413, 415] };
    public static RouteDoc CollectionAggregate(StacApi api) => new("Counts of items of one collection.") { Parameters = api.Docs(Asked.ItemCounts, collection), Answer = counts, Statuses = [200, 302], Errors = [400, 401, 404] };
    public static RouteDoc Items(StacApi api) => new("Items of one collection, newest first.") { Parameters = api.Docs(Asked.Items, collection), Answer = items, Statuses = [200, 302], Errors = [400, 401, 404] };
    public static RouteDoc SearchByGet(StacApi api) => new("Search over all collections, newest first.") { Parameters = api.Docs(Asked.Search), Answer = items, Statuses = [200, 302], Errors = [400, 401] };
    public static RouteDoc SearchByPost(StacApi api) => new("Search over all collections, with the parameters in a JSON body.") { Body = RouteContent.Json(api.BodySchema(Asked.Search).ToJsonString()), Answer = items, Errors = [400, 401, 413, 415] };

    static readonly RouteParameter ifMatch = new("If-Match", "ETag of what was read, or `*`.") { In = "header", Required = true };
    static readonly RouteParameter key = new("Idempotency-Key", "Accepted and not demanded: the same key with the same body has no second effect, and the same answer.") { In = "header", Schema = """{"type":"string","maxLength":200}""" };
    static readonly RouteContent oneItem = RouteContent.Of("StacItem", "application/json", "application/geo+json");
    static readonly RouteContent oneCollection = RouteContent.Of("StacCollection", "application/json");
    static readonly RouteContent mergePatch = new("""{"type":"object","description":"Merge patch (RFC 7396).","additionalProperties":true}""", "application/merge-patch+json", "application/json");

    public static readonly RouteDoc AddItems = new("Adds one item, or those of a feature collection, all or none.") { Description = "For DINAMIS's staff and our services. Without files of ours: these come by `items:ingest`. 201 with `Location` and the item; for a collection of at most 1 000 without either. 409 when one of that name is there.", Parameters = [collection, key], Body = RouteContent.Json("""{"type":"object","description":"A StacItem, or a FeatureCollection of some."}"""), Answer = oneItem, Statuses = [201], Errors = [400, 401, 403, 404, 409, 413, 415, 422, 503] };
    public static readonly RouteDoc PutItem = new("Replaces an item.") { Description = "For DINAMIS's staff and our services. Files of ours stay while their assets are sent; links, addresses and checksums are ours to write.", Parameters = [collection, item, ifMatch, key], Body = oneItem, Answer = oneItem, Errors = written };
    public static readonly RouteDoc PatchItem = new("Changes parts of an item.") { Description = "For DINAMIS's staff and our services.", Parameters = [collection, item, ifMatch, key], Body = mergePatch, Answer = oneItem, Errors = written };
    public static readonly RouteDoc DeleteItem = new("Removes an item.") { Description = "For DINAMIS's staff and our services.", Parameters = [collection, item, ifMatch, key], Statuses = [204], Errors = [400, 401, 403, 404, 412, 422, 428, 503] };
    public static readonly RouteDoc AddCollection = new("Adds a collection.") { Description = "For DINAMIS's staff and our services. Kept are id, title, description, the link `license` to one of our families, `summaries.gsd` and `summaries.platform`, and `dinamis:reserved`; the rest is ours to write.", Parameters = [key], Body = oneCollection, Answer = oneCollection, Statuses = [201], Errors = [400, 401, 403, 409, 413, 415, 422, 503] };
    public static readonly RouteDoc PutCollection = new("Replaces what a collection says of itself.") { Description = "For DINAMIS's staff and our services.", Parameters = [collection, ifMatch, key], Body = oneCollection, Answer = oneCollection, Errors = written };
    public static readonly RouteDoc PatchCollection = new("Changes parts of what a collection says of itself.") { Description = "For DINAMIS's staff and our services.", Parameters = [collection, ifMatch, key], Body = mergePatch, Answer = oneCollection, Errors = written };
    public static readonly RouteDoc DeleteCollection = new("Removes an empty collection.") { Description = "For DINAMIS's staff and our services. 409 while it holds items.", Parameters = [collection, ifMatch, key], Statuses = [204], Errors = [400, 401, 403, 404, 409, 412, 422, 428, 503] };

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

    public static readonly RouteDoc Import = new("Adds or replaces many items, one a line (NDJSON).")
    {
        Description = "For DINAMIS's staff and our services. Each item names its collection; a line has at most 512 KiB. Batches are committed at least each second. The answer is a line of JSON for each refused line (at most 1 000 are told) and for each batch: `line` is the last that is committed, `accepted` and `refused` count since the beginning of the import; the last one has `done`. The key names the import, for 30 days: sent again, whole or from a later line on, what was committed is skipped. 409 where lines are missing in between.",
        Parameters =
        [
            new("line", "Number of the first line that is sent; 1 without it.") { Schema = """{"type":"integer","minimum":1}""" },
            new("Idempotency-Key", "Name of the import.") { In = "header", Required = true, Schema = """{"type":"string","maxLength":200}""" },
        ],
        Body = RouteContent.File("application/x-ndjson"),
        Answer = RouteContent.File("application/x-ndjson"),
        Errors = [400, 401, 403, 409, 413, 503],
    };

    public static readonly RouteDoc File = new("Sends one file ahead of the scene that names it.")
    {
        Description = "The body is the file, at most 64 GiB. Sending it again changes nothing. A raster is read whole before it is kept: 422 says what is wrong with it. For DINAMIS's staff and our services.",
        Body = RouteContent.File("application/octet-stream"),
        Answer = RouteContent.Of("SentFile", "application/json"),
        Errors = [400, 401, 403, 413, 422, 503],
    };
}
