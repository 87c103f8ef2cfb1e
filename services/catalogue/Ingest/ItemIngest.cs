using System.Text.Json.Nodes;
using Dinamis.Catalogue.Assets;
using Dinamis.Catalogue.Collections;
using Dinamis.Catalogue.Items;
using Dinamis.Kernel;
using Dinamis.Wire;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Catalogue.Ingest;

/// <summary>Puts one scene with its files into the catalogue, within the open transaction.</summary>
sealed class ItemIngest(CatalogueDb db, IItemStore items, AssetStore store, Extents extents)
{
    static readonly string[] openRoles = ["thumbnail", "overview", "metadata"];

    public async Task<Item> PutAsync(JsonObject sent, IReadOnlyList<FileAsset> files, string actor, CancellationToken cancellationToken)
    {
        var code = (sent["collection"] as JsonValue)?.ToString() ?? "";
        var collection = await db.Collections.FirstOrDefaultAsync(c => c.Code == code, cancellationToken)
            ?? throw new Refused(Refusals.Invalid, [new("item.collection", "Cette collection n’existe pas.")]);
        var id = (sent["id"] as JsonValue)?.ToString() ?? "";
        var assets = files.Select(f => Read(f, code, id)).ToList();
        if (assets.DistinctBy(a => a.Key).Count() != assets.Count) throw new Refused(Refusals.Invalid, [new("files", "Deux fichiers ont la même clé.")]);
        var item = ItemBody.Make(sent, collection, assets);
        await items.PutAsync(item, cancellationToken);
        db.Assets.RemoveRange(await db.Assets.Where(a => a.Collection == code && a.Item == item.Id).ToListAsync(cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        db.Assets.AddRange(assets);
        await db.SaveChangesAsync(cancellationToken);
        extents.Forget(code);
        return item;
    }

    Asset Read(FileAsset file, string collection, string item)
    {
        new Checks()
            .That(file.Key.Length is > 0 and <= 64 && file.Key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'), "files.key", "De 1 à 64 lettres, chiffres, points, tirets.")
            .That(file.MediaType.Length is > 0 and <= 200, "files.media_type", "Donnez le type du fichier.")
            .That(AssetStore.IsHash(file.Sha256) && store.Size(file.Sha256) is not null, "files.sha256", "Ce fichier n’a pas été reçu.")
            .ThrowIfAny();
        return new()
        {
            Collection = collection,
            Item = item,
            Key = file.Key,
            Sha256 = file.Sha256,
            Size = store.Size(file.Sha256)!.Value,
            MediaType = file.MediaType,
            Title = file.Title,
            Roles = [.. file.Roles],
            Open = file.Roles.Intersect(openRoles).Any() && !file.Roles.Contains("data"),
        };
    }
}
