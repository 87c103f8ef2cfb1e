using System.Globalization;
using System.Text.RegularExpressions;
using BitMiracle.LibTiff.Classic;
using Dinamis.Kernel;

namespace Dinamis.Catalogue.Pixels;

/// <summary>
/// An opened GeoTIFF. Opening reads directories only and refuses what cannot be an image; pixels are read by window.
/// Not for use by two threads at once: open it twice.
/// </summary>
sealed partial class GeoTiff : IDisposable
{
    /// <summary>No block of a plausible delivery is larger; a larger one would have to be decoded whole into memory.</summary>
    const long LargestBlock = 256 << 20;

    readonly FileStream file;
    readonly Tiff decoder;
    readonly TiffDirectory image;
    readonly TiffDirectory? mask;
    readonly IReadOnlyList<TiffDirectory> directories;

    static GeoTiff() => Tiff.SetErrorHandler(Complaints.Handler);

    GeoTiff(FileStream file, IReadOnlyList<TiffDirectory> directories)
    {
        this.file = file;
        this.directories = directories;
        image = directories[0];
        Levels = [image, .. directories.Skip(1).Where(d => d.IsOverview && d.Bands == image.Bands).OrderByDescending(d => d.Width)];
        mask = directories.FirstOrDefault(d => d.IsMask && d.Width == image.Width && d.Height == image.Height && Readable(d));
        Reference = GeoReference.Of(image);
        NoData = double.TryParse(image.Text(42113), NumberStyles.Float, CultureInfo.InvariantCulture, out var nodata) ? nodata : null;
        BandNames = NamesOf(image);
        file.Position = 0;
        // c: an uncompressed strip stays whole, as its directory says.
        decoder = Guarded(() => Tiff.ClientOpen(file.Name, "rc", file, new TiffStream())) ?? throw new Refused(PixelRefusals.Corrupt);
    }

    public int Width => image.Width;
    public int Height => image.Height;
    public int Bands => image.Bands;
    public int Bits => image.Bits;

    /// <summary>1 unsigned, 2 signed, 3 floating point.</summary>
    public int SampleFormat => image.SampleFormat;

    public double? NoData { get; }
    public GeoReference Reference { get; }
    public int? Epsg => Reference.Epsg;

    /// <summary>The full image, then its overviews from fine to coarse.</summary>
    public IReadOnlyList<TiffDirectory> Levels { get; }

    /// <summary>Blue, Green, Red, NIR, Gray or Alpha by position; null where the file does not say.</summary>
    public IReadOnlyList<string?> BandNames { get; }

    /// <summary>Pixel size along columns in the plane's unit, or null without georeference.</summary>
    public double? PixelSize => Reference.Transform is { } t ? Math.Sqrt(t[1] * t[1] + t[4] * t[4]) : null;

    /// <summary>Opens a file for reading; others may read and even delete it meanwhile.</summary>
    /// <exception cref="Refused">One of <see cref="PixelRefusals"/>.</exception>
    public static GeoTiff Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 << 10, FileOptions.RandomAccess);
        try
        {
            var directories = TiffDirectory.ReadAll(file);
            Check(directories[0], file.Length);
            return new(file, directories);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    static void Check(TiffDirectory d, long length)
    {
        if (d.Width <= 0 || d.Height <= 0 || d.Bands is <= 0 or > 64 || d.BlockWidth <= 0 || d.BlockHeight <= 0) throw new Refused(PixelRefusals.Corrupt);
        if (!Readable(d)) throw new Refused(PixelRefusals.Unsupported);
        var pixelBytes = (d.Bits + 7) / 8 * (long)d.Bands;
        // No codec that we read packs tighter than about 2 500 to 1.
        if ((double)d.Width * d.Height * pixelBytes > 3000.0 * length + (1 << 20)) throw new Refused(PixelRefusals.TooLarge);
        if ((double)d.BlockWidth * d.BlockHeight * pixelBytes > LargestBlock) throw new Refused(PixelRefusals.TooLarge);
        if (d.Offsets.Length < d.Blocks || d.ByteCounts.Length < d.Blocks) throw new Refused(PixelRefusals.Truncated);
    }

    /// <summary>None, LZW, JPEG, DEFLATE (both numbers), PackBits; whole bytes, or the 1-bit of a mask.</summary>
    static bool Readable(TiffDirectory d) =>
        d.Compression is 1 or 5 or 7 or 8 or 32773 or 32946
        && (d.Bits is 8 or 16 or 32 || (d.Bits == 64 && d.SampleFormat == 3) || (d.IsMask && d.Bits == 1))
        && (d.Photometric != 6 || d.Compression == 7);

    static string?[] NamesOf(TiffDirectory image)
    {
        var names = new string?[image.Bands];
        string[] colours = image.Photometric is 2 or 6 ? ["Red", "Green", "Blue"] : image.Photometric is 0 or 1 && image.Bands < 3 ? ["Gray"] : [];
        for (var i = 0; i < Math.Min(colours.Length, names.Length); i++) names[i] = colours[i];
        var extra = image.ExtraSamples;
        for (var i = 0; i < extra.Length && extra.Length <= names.Length; i++)
            if (extra[i] is 1 or 2) names[names.Length - extra.Length + i] = "Alpha";
        foreach (Match m in BandItem().Matches(image.Text(42112) is { Length: < 1 << 20 } xml ? xml : ""))
            if (int.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture) is var band && band < names.Length)
                names[band] = m.Groups[2].Value.Trim();
        return names;
    }

    [GeneratedRegex("""<Item name="(?:COLORINTERP|DESCRIPTION)" sample="(\d{1,3})"[^>]*>([^<]{1,40})</Item>""")]
    private static partial Regex BandItem();

    /// <summary>The decoder fails on bad input in many ways (index, cast, null, its own exceptions): all mean the same to the sender.</summary>
    static T Guarded<T>(Func<T> decode)
    {
        try { return decode(); }
        catch (Exception e) when (e is not Refused) { throw new Refused(PixelRefusals.Corrupt); }
    }

    public void Dispose()
    {
        decoder.Dispose();
        file.Dispose();
    }
}
