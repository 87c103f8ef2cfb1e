using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dinamis.Catalogue.Collections;
using Dinamis.Catalogue.Ingest;
using Dinamis.Catalogue.Items;
using Dinamis.Kernel;
using Dinamis.Rights;
using Dinamis.ServiceDefaults;
using Dinamis.ServiceDefaults.OpenApi;
using Dinamis.Storage;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Catalogue.Stac;

/// <summary>
/// Writing items and collections by the standard's methods, for DINAMIS's staff. What is changed or removed is named by its ETag.
/// Links, our own assets' addresses and what a collection covers are ours to write: they are accepted as they were read.
/// </summary>
static partial class StacEndpoints
{
    const int MaxWritten = 8 * 1024 * 1024;

    /// <summary>That of the serializer: what is taken can be written.</summary>
    const int MaxItemDepth = 64;

    static readonly Refusal exists = new("ALREADY_EXISTS", 409, "Un objet de ce nom existe déjà.");
    static readonly Refusal notEmpty = new("COLLECTION_NOT_EMPTY", 409, "La collection contient encore des scènes.");

    public static readonly Capability Transactions = new("https://api.stacspec.org/v1.0.0/ogcapi-features/extensions/transaction", "https://api.stacspec.org/v1.0.0/collections/extensions/transaction")
    {
        Routes = routes =>
        {
            routes.Writes.MapPost("/collections/{collection}/items", (string collection, WrittenRequest request) => request.OnceAsync(body => request.AddItemsAsync(collection, body))).Describe(StacDocs.AddItems);
            routes.Writes.MapPut("/collections/{collection}/items/{item}", (string collection, string item, WrittenRequest request) => request.OnceAsync(body => request.PutItemAsync(collection, item, body))).Describe(StacDocs.PutItem);
            routes.Writes.MapPatch("/collections/{collection}/items/{item}", (string collection, string item, WrittenRequest request) => request.OnceAsync(body => request.PatchItemAsync(collection, item, body))).Describe(StacDocs.PatchItem);
            routes.Writes.MapDelete("/collections/{collection}/items/{item}", (string collection, string item, WrittenRequest request) => request.OnceAsync(_ => request.DeleteItemAsync(collection, item), hasBody: false)).Describe(StacDocs.DeleteItem);
            routes.Writes.MapPost("/collections", (WrittenRequest request) => request.OnceAsync(request.AddCollectionAsync)).Describe(StacDocs.AddCollection);
            routes.Writes.MapPut("/collections/{collection}", (string collection, WrittenRequest request) => request.OnceAsync(body => request.PutCollectionAsync(collection, body))).Describe(StacDocs.PutCollection);
            routes.Writes.MapPatch("/collections/{collection}", (string collection, WrittenRequest request) => request.OnceAsync(body => request.PatchCollectionAsync(collection, body))).Describe(StacDocs.PatchCollection);
            routes.Writes.MapDelete("/collections/{collection}", (string collection, WrittenRequest request) => request.OnceAsync(_ => request.DeleteCollectionAsync(collection), hasBody: false)).Describe(StacDocs.DeleteCollection);
        },
    };

    /// <summary>The answer of a write, kept with its key.</summary>
    internal sealed record Written(int Status, string? Location = null, string? Etag = null, string? Body = null, string? Type = null) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = Status;
            if (Location is not null) response.Headers.Location = Location;
            if (Etag is not null) response.Headers.ETag = Etag;
            if (Body is null) return;
            response.ContentType = Type;
            await response.WriteAsync(Body, httpContext.RequestAborted);
        }
    }

    /// <summary>One write of the caller, in the one transaction that its key names.</summary>
    internal sealed class WrittenRequest(IHttpContextAccessor http, StacApi api, CatalogueDb db, Once<CatalogueDb> once, IItemStore items, ItemIngest ingest, Extents extents, LicencesInForce licences, CallerRights rights, Caller caller)
    {
        readonly HttpContext context = http.HttpContext!;

        CancellationToken Ct => context.RequestAborted;

        public async Task<Written> OnceAsync(Func<JsonObject, Task<Written>> write, bool hasBody = true)
        {
            await rights.RequireStaffAsync(caller, Ct);
            NoParameters(context, api);
            using var json = hasBody ? await BodyAsync(context.Request, MaxWritten, Ct) : null;
            var body = json is null ? "{}" : json.RootElement.ValueKind == JsonValueKind.Object ? json.RootElement.GetRawText() : throw new Refused(Refusals.Invalid, [new("body", "Un objet JSON est attendu.")]);
            var key = context.Request.Headers[Once<CatalogueDb>.Header] is { Count: > 0 } given ? given.ToString() : null;
            // Our own addresses stand on a placeholder in the store: what was read may be sent back.
            var stored = body.Replace(context.Origin() + "/", PublicOrigin.Placeholder + "/", StringComparison.Ordinal);
            return await once.RunAsync(caller.ActorId, $"{context.Request.Method} {context.Request.Path}", key, Encoding.UTF8.GetBytes(body + context.Request.Headers.IfMatch), () => write(Parse(stored)),
                answer => JsonSerializer.SerializeToUtf8Bytes(answer), kept => JsonSerializer.Deserialize<Written>(kept)!, Ct);
        }

        public async Task<Written> AddItemsAsync(string code, JsonObject body)
        {
            var collection = await CollectionAsync(code);
            if ((string?)(body["type"] as JsonValue) != "FeatureCollection")
            {
                var added = await AddItemAsync(collection, body, "item");
                return await ShowItemAsync(collection, added, StatusCodes.Status201Created) with { Location = $"{context.Origin()}/stac/collections/{code}/items/{Uri.EscapeDataString(added.Id)}" };
            }
            if (body["features"] is not JsonArray { Count: > 0 and <= 1_000 } features || features.Any(f => f is not JsonObject)) throw new Refused(Refusals.Invalid, [new("features", "Un tableau de 1 à 1 000 items est attendu.")]);
            // Those that name a predecessor first: they wait for other writers, and nobody who waits may have made others wait.
            foreach (var (i, feature) in features.Index().OrderBy(f => !ItemBody.Predecessors(f.Item!.AsObject()).Any())) await AddItemAsync(collection, feature!.AsObject(), $"features[{i}]");
            return new(StatusCodes.Status201Created);
        }

        public async Task<Written> PutItemAsync(string code, string id, JsonObject body)
        {
            var collection = await CollectionAsync(code);
            var found = await items.LockAsync(code, id, Ct) ?? throw new Refused(Refusals.NotFound);
            await RequireMatchAsync(collection, found);
            return await ReplaceAsync(collection, id, body);
        }

        public async Task<Written> PatchItemAsync(string code, string id, JsonObject patch)
        {
            var collection = await CollectionAsync(code);
            var found = await items.LockAsync(code, id, Ct) ?? throw new Refused(Refusals.NotFound);
            await RequireMatchAsync(collection, found);
            return await ReplaceAsync(collection, id, Merged(JsonNode.Parse(found.Body)!.AsObject(), patch));
        }

        public async Task<Written> DeleteItemAsync(string code, string id)
        {
            var collection = await CollectionAsync(code);
            var found = await items.LockAsync(code, id, Ct) ?? throw new Refused(Refusals.NotFound);
            await RequireMatchAsync(collection, found);
            await ingest.RemoveAsync(code, id, caller.ActorId, Ct);
            return new(StatusCodes.Status204NoContent);
        }

        public async Task<Written> AddCollectionAsync(JsonObject body)
        {
            var request = CollectionRequest(body);
            if (await db.Collections.AnyAsync(c => c.Code == request.CollectionId, Ct)) throw new Refused(exists);
            var collection = new Collection();
            db.Collections.Add(collection);
            return await SaveAsync(collection, request, StatusCodes.Status201Created) with { Location = $"{context.Origin()}/stac/collections/{request.CollectionId}" };
        }

        public async Task<Written> PutCollectionAsync(string code, JsonObject body)
        {
            var collection = await CollectionAsync(code);
            Preconditions.RequireMatch(context.Request, Preconditions.Etag(collection.Version));
            return await SaveAsync(collection, CollectionRequest(body, code));
        }

        public async Task<Written> PatchCollectionAsync(string code, JsonObject patch)
        {
            var collection = await CollectionAsync(code);
            Preconditions.RequireMatch(context.Request, Preconditions.Etag(collection.Version));
            var current = CollectionDocument(api, collection, await extents.OfAsync(code, items, Ct), await licences.OfAsync([collection.Family], Ct), PublicOrigin.Placeholder);
            return await SaveAsync(collection, CollectionRequest(Merged(current, patch), code));
        }

        public async Task<Written> DeleteCollectionAsync(string code)
        {
            var collection = await CollectionAsync(code);
            Preconditions.RequireMatch(context.Request, Preconditions.Etag(collection.Version));
            if ((await items.SearchAsync(new() { Collections = [code], Limit = 1 }, Ct)).Items.Count > 0) throw new Refused(notEmpty);
            collection.Remove(caller.ActorId);
            db.Collections.Remove(collection);
            db.AfterCommit(() => extents.Forget(code));
            return new(StatusCodes.Status204NoContent);
        }

        async Task RequireMatchAsync(Collection collection, FoundItem found)
        {
            var inForce = await licences.OfAsync([collection.Family], Ct);
            Preconditions.RequireMatch(context.Request, Preconditions.Etag(found.Body, inForce));
        }

        async Task<Collection> CollectionAsync(string code) => await db.Collections.FirstOrDefaultAsync(c => c.Code == code, Ct) ?? throw new Refused(Refusals.NotFound);

        async Task<Item> AddItemAsync(Collection collection, JsonObject sent, string field)
        {
            try
            {
                return await ingest.CreateAsync(sent, collection, Ct) ?? throw new Refused(exists, [new(field + ".id", "Un item de cet identifiant existe déjà dans la collection.")]);
            }
            catch (Refused refused) when (refused.Refusal == Refusals.Invalid && field != "item")
            {
                throw new Refused(Refusals.Invalid, [.. refused.Fields.Select(f => f with { Field = field + f.Field["item".Length..] })]);
            }
        }

        async Task<Written> ReplaceAsync(Collection collection, string id, JsonObject body)
        {
            body["id"] ??= id;
            if ((body["id"] as JsonValue)?.TryGetValue<string>(out var sent) != true || sent != id) throw new Refused(Refusals.Invalid, [new("item.id", "L’item porte un autre identifiant que l’adresse.")]);
            return await ShowItemAsync(collection, await ingest.ReplaceAsync(body, collection, Ct), StatusCodes.Status200OK);
        }

        // Read again: the store decides on the bytes, and they on the validator.
        async Task<Written> ShowItemAsync(Collection collection, Item item, int status)
        {
            var (found, inForce) = (await items.FindAsync(item.Collection, item.Id, Ct), await licences.OfAsync([collection.Family], Ct));
            return new(status, Etag: Preconditions.Etag(found!.Body, inForce), Body: new PublicOrigin(context.Origin(), inForce).Text(found.Body), Type: GeoJsonType);
        }

        async Task<Written> SaveAsync(Collection collection, Wire.SaveCollectionRequest request, int status = StatusCodes.Status200OK)
        {
            try
            {
                collection.Describe(request, caller.ActorId);
            }
            catch (Refused refused) when (refused.Refusal == Refusals.Invalid)
            {
                throw new Refused(Refusals.Invalid, [.. refused.Fields.Select(f => f.Field == "collection_id" ? f with { Field = "id" } : f)]);
            }
            await db.SaveChangesAsync(Ct);
            var document = CollectionDocument(api, collection, await extents.OfAsync(collection.Code, items, Ct), await licences.OfAsync([collection.Family], Ct), context.Origin());
            return new(status, Etag: Preconditions.Etag(collection.Version), Body: document.ToJsonString(JsonText.Relaxed), Type: Json);
        }

        static JsonObject Parse(string json)
        {
            try
            {
                var body = JsonNode.Parse(json, documentOptions: new() { AllowDuplicateProperties = false, MaxDepth = MaxItemDepth })!.AsObject();
                ItemBody.Read(body);
                return body;
            }
            catch (InvalidOperationException)
            {
                throw new Refused(Refusals.Invalid, [new("body", "Un caractère est coupé.")]);
            }
            catch (JsonException)
            {
                throw new Refused(Refusals.Invalid, [new("body", $"Un nom est donné deux fois dans un objet, ou le corps s’emboîte sur plus de {MaxItemDepth} niveaux.")]);
            }
        }
    }

    /// <summary>What a collection's document says of what we keep of it.</summary>
    static Wire.SaveCollectionRequest CollectionRequest(JsonObject body, string? code = null)
    {
        body["id"] ??= code;
        var summaries = body["summaries"] as JsonObject;
        const string licences = PublicOrigin.Placeholder + "/licences/";
        var licence = (body["links"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(l => Text(l["rel"]) == "license" && Text(l["href"])?.StartsWith(licences, StringComparison.Ordinal) == true);
        new Checks()
            .That(Text(body["type"]) == "Collection", "type", "Une collection STAC est une « Collection ».")
            .That(code is null || Text(body["id"]) == code, "id", "La collection porte un autre identifiant que l’adresse.")
            .That(body[ReservedMember] is null or JsonValue { } && body[ReservedMember]?.GetValueKind() is null or JsonValueKind.True or JsonValueKind.False, ReservedMember, "Vrai ou faux.")
            .ThrowIfAny();
        var request = new Wire.SaveCollectionRequest
        {
            CollectionId = Text(body["id"]) ?? "",
            Title = Text(body["title"]) ?? "",
            Description = Text(body["description"]) ?? "",
            Family = licence is null ? "" : Uri.UnescapeDataString(Text(licence["href"])![licences.Length..].Split('/')[0]),
            Reserved = body[ReservedMember]?.GetValue<bool>() == true,
            Gsd = summaries?["gsd"] is JsonArray { Count: > 0 } gsd && gsd[0] is JsonValue metres && metres.TryGetValue<double>(out var spacing) ? spacing : 0,
        };
        if (summaries?["platform"] is JsonArray platforms) request.Platforms.AddRange(platforms.Select(Text).OfType<string>());
        return request;
    }

    /// <summary>RFC 7396.</summary>
    static JsonObject Merged(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null) target.Remove(name);
            else if (value is JsonObject inner) target[name] = Merged(target[name] as JsonObject is { } below ? (JsonObject)below.DeepClone() : [], inner);
            else target[name] = value.DeepClone();
        }
        return target;
    }

    static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
