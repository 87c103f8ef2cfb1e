using NetVips;

namespace Dinamis.Catalogue.Pixels;

/// <summary>Small pictures of an image as it lies in the file, for lists and pages. WebP, transparent where there is no image.</summary>
static class Preview
{
    public const string MediaType = "image/webp";
    public const int Thumbnail = 256;
    public const int Quicklook = 1024;

    /// <summary>A picture whose longer side is at most <paramref name="size"/> pixels.</summary>
    public static byte[] WebP(GeoTiff image, Stretch stretch, int size)
    {
        var level = image.Levels.Count - 1;
        while (level > 0 && Longer(image.Levels[level]) < size) level--;
        var d = image.Levels[level];
        var raster = image.Read(level, 0, 0, d.Width, d.Height, Math.Max(1, Longer(d) / (2 * size)), stretch.Bands);
        using var full = Picture.Of(raster, stretch);
        if (Math.Max(raster.Width, raster.Height) <= size) return full.WebpsaveBuffer(q: 82);
        using var small = full.ThumbnailImage(size, height: size);
        return small.WebpsaveBuffer(q: 82);
    }

    static int Longer(TiffDirectory d) => Math.Max(d.Width, d.Height);
}

/// <summary>From samples to a picture in sRGB with alpha.</summary>
static class Picture
{
    public static Image Of(Raster raster, Stretch stretch)
    {
        var rgba = new byte[raster.Width * raster.Height * 4];
        for (var i = 0; i < raster.Valid.Length; i++)
        {
            if (!raster.Valid[i]) continue;
            for (var channel = 0; channel < 3; channel++) rgba[i * 4 + channel] = stretch.Apply(channel, raster.Bands[channel][i]);
            rgba[i * 4 + 3] = 255;
        }
        return Of(rgba, raster.Width, raster.Height);
    }

    public static Image Of(byte[] rgba, int width, int height)
    {
        using var bare = Image.NewFromMemory(rgba, width, height, 4, Enums.BandFormat.Uchar);
        return bare.Copy(interpretation: Enums.Interpretation.Srgb);
    }
}
