using Dinamis.Catalogue.Assets;
using Dinamis.Catalogue.Dimap;
using Dinamis.Catalogue.Pixels;
using Dinamis.Kernel;
using Dinamis.Storage;
using Dinamis.Wire;

namespace Dinamis.Catalogue.Ingest;

/// <summary>Reads a product's metadata and receives its files into the asset store.</summary>
sealed class DeliveryReader(Store<CatalogueDb> store, AssetStore files, TimeProvider clock)
{
    /// <exception cref="Refused">What is wrong with the product; the fields name its files.</exception>
    public async Task<DeliveredProduct> ReadAsync(string metadata, string collection, CancellationToken cancellationToken)
    {
        var delivery = DimapDelivery.Open(metadata);
        var assets = new List<FileAsset>();
        foreach (var (image, key) in delivery.Images.Zip(DeliveredProduct.Keys(delivery.Images)))
            assets.Add(await KeepAsync(image, key, delivery.Images.Count == 1 ? "Image" : $"Image {key.ToUpperInvariant()}", "data", cancellationToken));
        assets.Add(await KeepAsync(metadata, "metadata", "Métadonnées DIMAP", "metadata", cancellationToken));
        if (delivery.Quicklook is { } quicklook) assets.Add(await KeepAsync(quicklook, "overview", "Aperçu du fournisseur", "overview", cancellationToken));
        var outline = delivery.Images.Count == 1 ? Outline(delivery.Images[0]) : null;
        return new(metadata, DimapItem.Of(delivery.Product, collection, outline, Path.GetFileNameWithoutExtension(metadata)), assets);
    }

    async Task<FileAsset> KeepAsync(string path, string key, string title, string role, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(path);
        var (sha256, size) = await files.ReceiveAsync(content, long.MaxValue, cancellationToken);
        var type = Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".TIF" or ".TIFF" => "image/tiff; application=geotiff",
            ".JP2" => "image/jp2",
            ".JPG" or ".JPEG" => "image/jpeg",
            ".PNG" => "image/png",
            _ => "application/xml",
        };
        try
        {
            var received = await files.KeepAsync(sha256, size, store, clock, cancellationToken);
            if (type.StartsWith("image/tiff", StringComparison.Ordinal) && !received.Raster) throw new Refused(PixelRefusals.NotTiff);
        }
        catch (Refused refused)
        {
            throw new Refused(refused.Refusal, [new(Path.GetFileName(path), "Ce fichier est refusé.")]);
        }
        return new() { Key = key, Sha256 = sha256, MediaType = type, Title = title, Roles = { role } };
    }

    static double[][]? Outline(string path)
    {
        if (!Path.GetExtension(path).StartsWith(".tif", StringComparison.OrdinalIgnoreCase)) return null;
        using var image = GeoTiff.Open(path);
        return image.Reference is { Projection: not null, Transform: not null } && Footprint.Of(image) is [var ring] ? ring : null;
    }
}
