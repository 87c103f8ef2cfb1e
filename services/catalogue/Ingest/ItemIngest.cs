using System.Text.Json;
using System.Text.Json.Nodes;
using Dinamis.Catalogue.Assets;
using Dinamis.Catalogue.Collections;
using Dinamis.Catalogue.Items;
using Dinamis.Catalogue.Pixels;
using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Dinamis.Wire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dinamis.Catalogue.Ingest;

/// <summary>Puts one scene with its files into the catalogue, within the open transaction. The files were read whole when they arrived.</summary>
sealed class ItemIngest(CatalogueDb db, IItemStore items, Extents extents, Scenes scenes, IOptions<DinamisOptions> options, TimeProvider clock)
{
    static readonly string[] openRoles = ["thumbnail", "overview", "metadata"];

    public async Task<Item> PutAsync(JsonObject sent, IReadOnlyList<FileAsset> files, CancellationToken cancellationToken)
    {
        var code = sent["collection"] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : "";
        var collection = await db.Collections.FirstOrDefaultAsync(c => c.Code == code, cancellationToken)
            ?? throw new Refused(Refusals.Invalid, [new("item.collection", "Cette collection n’existe pas.")]);
        var assets = new List<(Asset Asset, ReceivedFile File)>();
        foreach (var file in files) assets.Add(await ReadAsync(file, cancellationToken));
        if (assets.DistinctBy(a => a.Asset.Key).Count() != assets.Count) throw new Refused(Refusals.Invalid, [new("files.key", "Deux fichiers ont la même clé.")]);
        Place(sent, assets);
        Own(sent);
        var item = await WriteAsync(sent, collection, assets.ConvertAll(a => a.Asset), cancellationToken);
        await SucceedAsync([item], cancellationToken);
        // Pictures that were not sent are made from the first raster that can be shown.
        if (assets.Find(a => a.Asset.Tiled) is { Asset: { } source } && !assets.Exists(a => a.Asset.Roles.Contains("thumbnail")))
            await AskPicturesAsync(source, cancellationToken);
        return item;
    }

    /// <summary>Adds a scene without files of ours.</summary>
    /// <returns>Null: there is one of that name.</returns>
    public async Task<Item?> CreateAsync(JsonObject sent, Collection collection, CancellationToken cancellationToken)
    {
        var item = ItemBody.Make(sent, collection, []);
        if (!await items.AddAsync(item, cancellationToken)) return null;
        Forget(collection.Code, item.Id);
        await SucceedAsync([item], cancellationToken);
        return item;
    }

    /// <summary>Replaces a scene; it keeps those of its files whose assets are sent again.</summary>
    public async Task<Item> ReplaceAsync(JsonObject sent, Collection collection, CancellationToken cancellationToken)
    {
        var id = (string?)sent["id"] ?? "";
        var named = (sent["assets"] as JsonObject)?.Select(a => a.Key).ToList() ?? [];
        var kept = await db.Assets.AsNoTracking().Where(a => a.Collection == collection.Code && a.Item == id && named.Contains(a.Key)).ToListAsync(cancellationToken);
        var item = await WriteAsync(sent, collection, kept, cancellationToken);
        await SucceedAsync([item], cancellationToken);
        return item;
    }

    /// <summary>Adds or replaces scenes, one a line (null: too long a line); files of ours stay.</summary>
    /// <returns>The lines that are refused, and why.</returns>
    public async Task<IReadOnlyList<(long Line, IReadOnlyList<FieldError> Fields)>> ImportAsync(IReadOnlyList<(long Line, byte[]? Item)> lines, CancellationToken cancellationToken)
    {
        // Reading and making are work of one core a line, and there is more than one.
        var sent = lines.AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(l => Try<JsonObject>(() => ItemBody.Parse(l.Item ?? throw new Refused(Refusals.Invalid, [new("item", "512 Kio au plus.")])))).ToList();
        var collections = await db.Collections.AsNoTracking().ToDictionaryAsync(c => c.Code, cancellationToken);
        var ids = sent.Select(s => Text(s.Value?["id"])).Distinct().ToList();
        var files = (await db.Assets.AsNoTracking().Where(a => ids.Contains(a.Item)).ToListAsync(cancellationToken)).ToLookup(a => (a.Collection, a.Item));
        var tried = sent.AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(s => s.Value is { } json ? Try<Item>(() => Make(json)) : (Value: (Item?)null, s.Faults)).ToList();
        // Of two lines of one name the later one stays.
        var made = new Dictionary<(string, string), Item>();
        foreach (var item in tried.Select(t => t.Value).OfType<Item>()) made[(item.Collection, item.Id)] = item;
        await items.PutManyAsync([.. made.Values], cancellationToken);
        foreach (var (code, id) in made.Keys) Forget(code, id);
        await SucceedAsync(made.Values, cancellationToken);
        return [.. lines.Zip(tried).Where(r => r.Second.Faults is not null).Select(r => (r.First.Line, r.Second.Faults!))];

        Item Make(JsonObject json)
        {
            var collection = collections.GetValueOrDefault(Text(json["collection"])) ?? throw new Refused(Refusals.Invalid, [new("item.collection", "Cette collection n’existe pas.")]);
            Own(json);
            return ItemBody.Make(json, collection, [.. files[(collection.Code, Text(json["id"]))]]);
        }

        static (T? Value, IReadOnlyList<FieldError>? Faults) Try<T>(Func<T> read) where T : class
        {
            try
            {
                return (read(), null);
            }
            catch (Refused bad) when (bad.Refusal == Refusals.Invalid)
            {
                return (null, bad.Fields);
            }
        }

        static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
    }

    /// <summary>Takes a scene out of the catalogue; downloads of it stay told.</summary>
    public async Task RemoveAsync(string code, string id, string actor, CancellationToken cancellationToken)
    {
        await items.RemoveAsync(code, id, cancellationToken);
        await db.Assets.Where(a => a.Collection == code && a.Item == id).ExecuteDeleteAsync(cancellationToken);
        await db.PictureTasks.Where(t => t.Collection == code && t.Item == id).ExecuteDeleteAsync(cancellationToken);
        db.Record(new Act { Verb = "item.removed", ActorId = actor, OrganisationId = WellKnown.Dinamis.ToString(), ObjectType = "item", ObjectId = $"{code}/{id}" });
        Forget(code, id);
    }

    /// <summary>Adds files to a scene that is there, or replaces those of the same keys.</summary>
    public Task AddAsync(string code, string id, IReadOnlyList<Asset> more, CancellationToken cancellationToken) => ChangeAsync(code, id, _ => { }, more, cancellationToken);

    // Our own addresses stand on a placeholder in the store.
    void Own(JsonObject sent)
    {
        var origin = options.Value.Origin.OriginalString.TrimEnd('/') + "/";
        foreach (var link in (sent["links"] as JsonArray ?? []).OfType<JsonObject>())
            if (link["href"] is JsonValue value && value.TryGetValue<string>(out var href) && href.StartsWith(origin, StringComparison.Ordinal)) link["href"] = PublicOrigin.Placeholder + href[(origin.Length - 1)..];
    }

    /// <summary>Scenes and their predecessors lead to each other, whichever came first.</summary>
    async Task SucceedAsync(IReadOnlyCollection<Item> written, CancellationToken cancellationToken)
    {
        foreach (var item in written)
            foreach (var (code, id) in item.Predecessors) await ChangeAsync(code, id, predecessor => ItemBody.Succeed(predecessor, item.Collection, item.Id), [], cancellationToken);
        foreach (var (predecessor, (code, id)) in await items.SuccessorsAsync([.. written.Select(i => (i.Collection, i.Id))], cancellationToken))
            if (await items.FindAsync(code, id, cancellationToken) is { } found && ItemBody.Predecessors(JsonNode.Parse(found.Body)!.AsObject()).Contains(predecessor))
                await ChangeAsync(predecessor.Collection, predecessor.Id, body => ItemBody.Succeed(body, code, id), [], cancellationToken);
    }

    async Task ChangeAsync(string code, string id, Action<JsonObject> change, IReadOnlyList<Asset> more, CancellationToken cancellationToken)
    {
        var collection = await db.Collections.FirstOrDefaultAsync(c => c.Code == code, cancellationToken);
        var found = await items.LockAsync(code, id, cancellationToken);
        if (collection is null || found is null) return;
        var all = await db.Assets.AsNoTracking().Where(a => a.Collection == code && a.Item == id).ToListAsync(cancellationToken);
        all.RemoveAll(a => more.Any(m => m.Key == a.Key));
        var body = JsonNode.Parse(found.Body)!.AsObject();
        change(body);
        await WriteAsync(body, collection, [.. all, .. more], cancellationToken);
    }

    async Task<Item> WriteAsync(JsonObject sent, Collection collection, IReadOnlyList<Asset> assets, CancellationToken cancellationToken)
    {
        var item = ItemBody.Make(sent, collection, assets);
        await items.PutAsync(item, cancellationToken);
        await db.Assets.Where(a => a.Collection == collection.Code && a.Item == item.Id).ExecuteDeleteAsync(cancellationToken);
        foreach (var asset in assets) db.Assets.Add(asset.In(collection.Code, item.Id));
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Entries<Asset>().ToList().ForEach(e => e.State = EntityState.Detached);
        Forget(collection.Code, item.Id);
        return item;
    }

    // What is read until the commit is what was there before.
    void Forget(string code, string id) => db.AfterCommit(() =>
    {
        extents.Forget(code);
        scenes.Forget(code, id);
    });

    async Task AskPicturesAsync(Asset source, CancellationToken cancellationToken)
    {
        var task = await db.PictureTasks.FindAsync([source.Collection, source.Item], cancellationToken);
        if (task is not null) db.PictureTasks.Remove(task);
        await db.SaveChangesAsync(cancellationToken);
        db.PictureTasks.Add(new() { Collection = source.Collection, Item = source.Item, Sha256 = source.Sha256, Due = clock.GetUtcNow() });
    }

    async Task<(Asset, ReceivedFile)> ReadAsync(FileAsset file, CancellationToken cancellationToken)
    {
        var received = await db.Files.FindAsync([file.Sha256], cancellationToken);
        new Checks()
            .That(file.Key.Length is > 0 and <= 64 && file.Key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'), "files.key", "De 1 à 64 lettres, chiffres, points, tirets.")
            .That(file.MediaType.Length <= 200 && file.MediaType.All(c => c is >= ' ' and <= '~'), "files.media_type", "Ce type de fichier n’est pas correct.")
            .That(file.Title.Length <= 200, "files.title", "200 caractères au plus.")
            .That(received is not null, "files.sha256", "Ce fichier n’a pas été reçu.")
            .ThrowIfAny();
        // A page of HTML or a JPEG may be named .tif: only what was decoded is a raster.
        if (file.MediaType.StartsWith("image/tiff", StringComparison.OrdinalIgnoreCase) && !received!.Raster) throw new Refused(PixelRefusals.NotTiff);
        List<string> roles = file.Roles.Count == 0 ? ["data"] : [.. file.Roles];
        return (new()
        {
            Key = file.Key,
            Sha256 = file.Sha256,
            Size = received!.Size,
            MediaType = file.MediaType.Length > 0 ? file.MediaType : received.Raster ? "image/tiff; application=geotiff" : "application/octet-stream",
            Title = file.Title,
            Roles = roles,
            Open = roles.Intersect(openRoles).Any() && !roles.Contains("data"),
            Tiled = received.Placed && roles.Contains("data"),
            Facts = received.Facts,
        }, received);
    }

    // The projection extension, read from the raster where the sender left it out.
    static void Place(JsonObject sent, List<(Asset Asset, ReceivedFile File)> assets)
    {
        if (sent["properties"] is not JsonObject properties || assets.Find(a => a.Asset.Tiled).File is not { } raster) return;
        if (!properties.ContainsKey("proj:shape")) properties["proj:shape"] = new JsonArray(raster.Height, raster.Width);
        if (!properties.ContainsKey("proj:code")) properties["proj:code"] = raster.Epsg is { } epsg ? $"EPSG:{epsg}" : null;
    }
}
