using System.Text.RegularExpressions;
using Dinamis.Catalogue.Assets;
using Dinamis.Catalogue.Dimap;
using Dinamis.Catalogue.Pixels;
using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Dinamis.Storage;
using Dinamis.Wire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using State = Dinamis.Wire.Delivery.Types.State;

namespace Dinamis.Catalogue.Ingest;

/// <summary>Takes in DIMAP deliveries: every image is copied and read whole before the scene enters the catalogue, all of its products or none.</summary>
sealed partial class Deliveries(Store<CatalogueDb> store, StoreSignal<CatalogueDb> signal, AssetStore files, IOptions<DinamisOptions> options, TimeProvider clock, ILogger<Deliveries> logger)
    : BackgroundStep<CatalogueDb>(store, signal, clock, logger)
{
    static readonly Refusal notThere = new("DELIVERY_NOT_FOUND", 422, "Le dossier de la livraison ne contient pas de fichier DIM_….XML ni METADATA.DIM.");

    protected override TimeSpan Lease => TimeSpan.FromMinutes(30);

    protected override Task<bool> IsDueAsync(CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        return Store.ReadAsync((db, ct) => db.Deliveries.AnyAsync(d => d.State == State.Waiting && d.Due <= now, ct), cancellationToken);
    }

    protected override async Task StepAsync(CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        var delivery = await Store.RunAsync(async (db, _, ct) =>
        {
            var first = await db.Deliveries.Where(d => d.State == State.Waiting && d.Due <= now).OrderBy(d => d.Due).FirstOrDefaultAsync(ct);
            first?.Try(now);
            return first;
        }, cancellationToken);
        if (delivery is not null) await TakeAsync(delivery.Id, delivery.Collection, delivery.Folder, cancellationToken);
    }

    public async Task TakeAsync(Guid id, string collection, string folder, CancellationToken cancellationToken)
    {
        try
        {
            var products = new List<(System.Text.Json.Nodes.JsonObject Item, List<FileAsset> Files)>();
            foreach (var metadata in Products(Path.Combine(options.Value.Folder("deliveries"), folder))) products.Add(await ReadAsync(metadata, collection, cancellationToken));
            if (products.Count == 0) throw new Refused(notThere);
            await Store.RunAsync(async (db, services, ct) =>
            {
                var delivery = await db.Deliveries.FindAsync([id], ct);
                var ingest = services.GetRequiredService<ItemIngest>();
                var items = new List<string>();
                foreach (var (item, assets) in products) items.Add((await ingest.PutAsync(item, assets, ct)).Id);
                delivery!.Done(items);
                return true;
            }, cancellationToken);
        }
        catch (Refused refused)
        {
            WasRefused(Logger, id, refused.Refusal.Code);
            await Store.RunAsync(async (db, ct) => (await db.Deliveries.FindAsync([id], ct))!.Refuse(refused.Refusal), cancellationToken);
        }
    }

    // Beside the products lie strips, volumes and RPC models, which are no images.
    static IEnumerable<string> Products(string folder) => !Directory.Exists(folder) ? [] : Directory
        .EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 4, AttributesToSkip = FileAttributes.ReparsePoint })
        .Where(f => Path.GetFileName(f) is var name && (ProductName().IsMatch(name) || name.Equals("METADATA.DIM", StringComparison.OrdinalIgnoreCase)))
        .Order(StringComparer.Ordinal);

    async Task<(System.Text.Json.Nodes.JsonObject Item, List<FileAsset> Files)> ReadAsync(string metadata, string collection, CancellationToken cancellationToken)
    {
        var delivery = DimapDelivery.Open(metadata);
        var assets = new List<FileAsset>();
        foreach (var image in delivery.Images)
            assets.Add(await KeepAsync(image, delivery.Images.Count == 1 ? "image" : Key(image), "Image", "data", cancellationToken));
        assets.Add(await KeepAsync(metadata, "metadata", "Métadonnées DIMAP", "metadata", cancellationToken));
        if (delivery.Quicklook is { } quicklook) assets.Add(await KeepAsync(quicklook, "overview", "Aperçu du fournisseur", "overview", cancellationToken));
        return (DimapItem.Of(delivery.Product, collection, delivery.Images.Count == 1 ? Outline(delivery.Images[0]) : null), assets);
    }

    async Task<FileAsset> KeepAsync(string path, string key, string title, string role, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(path);
        var (sha256, size) = await files.ReceiveAsync(content, long.MaxValue, cancellationToken);
        await files.KeepAsync(sha256, size, Store, Clock, cancellationToken);
        var type = Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".TIF" or ".TIFF" => "image/tiff; application=geotiff",
            ".JP2" => "image/jp2",
            ".JPG" or ".JPEG" => "image/jpeg",
            ".PNG" => "image/png",
            _ => "application/xml",
        };
        return new() { Key = key, Sha256 = sha256, MediaType = type, Title = title, Roles = { role } };
    }

    static double[][]? Outline(string path)
    {
        if (!Path.GetExtension(path).StartsWith(".tif", StringComparison.OrdinalIgnoreCase)) return null;
        using var image = GeoTiff.Open(path);
        return image.Reference is { Projection: not null, Transform: not null } && Footprint.Of(image) is [var ring] ? ring : null;
    }

    // IMG_…_R1C2.TIF → r1c2; another name as it is.
    static string Key(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var tile = TileName().Match(name);
        return tile.Success ? tile.Value.ToLowerInvariant() : string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'))[..Math.Min(name.Length, 64)];
    }

    [GeneratedRegex(@"\ADIM_.*\.XML\z", RegexOptions.IgnoreCase)]
    private static partial Regex ProductName();

    [GeneratedRegex(@"R\d+C\d+\z")]
    private static partial Regex TileName();

    [LoggerMessage(LogLevel.Warning, "Delivery {DeliveryId} is refused ({Code})")]
    static partial void WasRefused(ILogger logger, Guid deliveryId, string code);
}
