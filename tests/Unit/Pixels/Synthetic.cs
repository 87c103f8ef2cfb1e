using Dinamis.Catalogue.Pixels;

namespace Dinamis.UnitTests.Pixels;

static class Synthetic
{
    public static readonly string[] Rgbn = ["Red", "Green", "Blue", "NIR"];

    /// <summary>Smooth hills of brightness, so that a shift of half a pixel can be seen; a border of nodata of 5 pixels.</summary>
    public static GeoImage Image(int width, int height, int epsg = 2154, double left = 652_000, double top = 6_862_000, double pixel = 0.5)
    {
        var bands = new ushort[4][];
        for (var b = 0; b < 4; b++)
        {
            bands[b] = new ushort[width * height];
            for (var y = 5; y < height - 5; y++)
                for (var x = 5; x < width - 5; x++)
                    bands[b][y * width + x] = (ushort)(2000 + 500 * b + 900 * Math.Sin(x / 9.0 + b) + 900 * Math.Cos(y / 7.0));
        }
        return new(width, height, bands, Rgbn, epsg, left, top, pixel);
    }
}
