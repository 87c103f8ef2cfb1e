using Dinamis.Kernel;

namespace Dinamis.Catalogue.Dimap;

/// <summary>A delivered product on disk: its metadata and its image files, all there.</summary>
/// <param name="Images">Absolute paths, in the document's order.</param>
/// <param name="Quicklook">Absolute path, or null when none is named or delivered.</param>
sealed record DimapDelivery(DimapProduct Product, IReadOnlyList<string> Images, string? Quicklook)
{
    /// <summary>Reads a product's metadata file and looks for the images beside it.</summary>
    /// <exception cref="Refused">When the document is no product, or an image is missing, empty, or outside of the metadata's folder.</exception>
    public static DimapDelivery Open(string metadata)
    {
        using var xml = File.OpenRead(metadata);
        var product = DimapFile.Read(xml).Product ?? throw new Refused(DimapRefusals.NotProduct);
        var folder = Path.GetDirectoryName(Path.GetFullPath(metadata))!;
        var images = product.DataFiles.Select(file => Inside(folder, file)).ToList();
        var missing = images.Where(i => new FileInfo(i) is not { Exists: true, Length: > 0 }).Select(i => new FieldError(Path.GetFileName(i), "Ce fichier manque ou est vide.")).ToList();
        if (images.Count == 0 || missing.Count > 0) throw new Refused(DimapRefusals.Incomplete, missing);
        return new(product, images, product.Quicklook is { } quicklook && Inside(folder, quicklook) is var path && File.Exists(path) ? path : null);
    }

    static string Inside(string folder, string file)
    {
        var path = Path.GetFullPath(Path.Combine(folder, file.Replace('\\', '/')));
        return path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !path.Contains('\0', StringComparison.Ordinal)
            ? path : throw new Refused(DimapRefusals.OutsidePath);
    }
}
