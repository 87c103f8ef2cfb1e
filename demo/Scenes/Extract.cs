using Dinamis.Catalogue.Pixels;

namespace Dinamis.Demo.Scenes;

/// <summary>A small picture of a place, as somebody would cut it out to show what was done: at most 1024 × 1024 pixels by the licence.</summary>
static class Extract
{
    const int Side = 560;

    static readonly (double At, byte R, byte G, byte B)[] vegetation = [(-0.1, 92, 66, 48), (0.15, 214, 190, 140), (0.35, 196, 214, 124), (0.55, 92, 160, 64), (0.8, 12, 84, 38)];

    /// <summary>In its own colours.</summary>
    public static byte[] Colours(Shot shot)
    {
        var image = Drawn(shot);
        var (low, high) = (new int[3], new int[3]);
        for (var band = 0; band < 3; band++)
        {
            var sorted = image.Bands[band].Order().ToArray();
            (low[band], high[band]) = (sorted[sorted.Length / 100], sorted[^(sorted.Length / 100)]);
        }
        return Jpeg((i, band) => (byte)Math.Clamp((image.Bands[band][i] - low[band]) * 255 / Math.Max(1, high[band] - low[band]), 0, 255));
    }

    /// <summary>Its vegetation index (NDVI), from bare brown to dense green.</summary>
    public static byte[] Vegetation(Shot shot)
    {
        var image = Drawn(shot);
        return Jpeg((i, band) =>
        {
            double red = image.Bands[0][i], near = image.Bands[3][i], index = near + red == 0 ? 0 : (near - red) / (near + red);
            var upper = Math.Clamp(Array.FindIndex(vegetation, step => step.At > index), 1, vegetation.Length - 1);
            if (index > vegetation[^1].At) upper = vegetation.Length - 1;
            var (a, b) = (vegetation[upper - 1], vegetation[upper]);
            var part = Math.Clamp((index - a.At) / (b.At - a.At), 0, 1);
            return (byte)(band switch { 0 => a.R + part * (b.R - a.R), 1 => a.G + part * (b.G - a.G), _ => a.B + part * (b.B - a.B) });
        });
    }

    static GeoImage Drawn(Shot shot) => (shot with { Side = Side, Pixel = 1, Tilted = false, West = shot.West + 160, North = shot.North - 160 }).Draw();

    static byte[] Jpeg(Func<int, int, byte> channel)
    {
        var rgba = new byte[Side * Side * 4];
        for (var i = 0; i < Side * Side; i++)
            for (var band = 0; band < 4; band++) rgba[i * 4 + band] = band == 3 ? (byte)255 : channel(i, band);
        using var picture = Picture.Of(rgba, Side, Side);
        return picture.JpegsaveBuffer(q: 86);
    }
}
