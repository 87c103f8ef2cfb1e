namespace Dinamis.Catalogue.Pixels;

/// <summary>
/// Cuts map tiles of the WebMercatorQuad set (OGC Two Dimensional Tile Matrix Set: 256 × 256, row 0 in the north) out of a GeoTIFF,
/// reprojected from whatever reference system <see cref="Projection.Of"/> knows.
/// </summary>
static class Tiler
{
    public const int Size = 256;
    public const int DeepestZoom = 24;
    public const string MediaType = "image/png";

    /// <summary>The tile as PNG with alpha; null when the image has no pixel in it or the tile does not exist.</summary>
    public static byte[]? Png(GeoTiff image, Stretch stretch, int z, int x, int y)
    {
        if (z is < 0 or > DeepestZoom || x < 0 || y < 0 || x >= 1 << z || y >= 1 << z) return null;
        var rgba = new byte[Size * Size * 4];
        var any = false;
        foreach (var ring in Footprint.Of(image))
            if (Area.Of(ring, z, x, y) is { } area) any |= Draw(image, stretch, area, new TileGrid(image.Reference, z, x, y, area), rgba);
        if (!any) return null;
        using var picture = Picture.Of(rgba, Size, Size);
        return picture.PngsaveBuffer(compression: 6);
    }

    static bool Draw(GeoTiff image, Stretch stretch, Area area, TileGrid grid, byte[] rgba)
    {
        // The coarsest level that is not coarser than the tile, then every n-th pixel of it.
        var level = 0;
        while (level + 1 < image.Levels.Count && (double)image.Width / image.Levels[level + 1].Width <= grid.PixelsPerTilePixel * 1.01) level++;
        var d = image.Levels[level];
        double fx = (double)image.Width / d.Width, fy = (double)image.Height / d.Height;
        var step = Math.Max(1, (int)(grid.PixelsPerTilePixel / Math.Max(fx, fy)));

        var (left, top, right, bottom) = grid.Bounds();
        int x0 = Math.Max(0, (int)(left / fx) - step - 1), y0 = Math.Max(0, (int)(top / fy) - step - 1);
        int x1 = Math.Min(d.Width, (int)Math.Ceiling(right / fx) + step + 1), y1 = Math.Min(d.Height, (int)Math.Ceiling(bottom / fy) + step + 1);
        if (x0 >= x1 || y0 >= y1) return false;
        var window = image.Read(level, x0, y0, x1 - x0, y1 - y0, step, stretch.Bands);

        var any = false;
        for (var ty = area.Top; ty < area.Bottom; ty++)
            for (var tx = area.Left; tx < area.Right; tx++)
            {
                var (sx, sy) = grid.At(tx, ty);
                if (sx < 0 || sy < 0 || sx >= image.Width || sy >= image.Height) continue;
                any |= Bilinear(window, stretch, (sx / fx - 0.5 - x0) / step, (sy / fy - 0.5 - y0) / step, rgba.AsSpan((ty * Size + tx) * 4, 4));
            }
        return any;
    }

    /// <summary>The four pixels around a point, of which only those that hold an image count.</summary>
    static bool Bilinear(Raster window, Stretch stretch, double x, double y, Span<byte> rgba)
    {
        int cx = Math.Clamp((int)Math.Floor(x), 0, window.Width - 1), cy = Math.Clamp((int)Math.Floor(y), 0, window.Height - 1);
        double dx = Math.Clamp(x - cx, 0, 1), dy = Math.Clamp(y - cy, 0, 1), sum = 0;
        Span<double> colour = stackalloc double[3];
        for (var corner = 0; corner < 4; corner++)
        {
            int px = Math.Min(cx + (corner & 1), window.Width - 1), py = Math.Min(cy + (corner >> 1), window.Height - 1), i = py * window.Width + px;
            var weight = ((corner & 1) == 0 ? 1 - dx : dx) * (corner < 2 ? 1 - dy : dy);
            if (!window.Valid[i] || weight == 0) continue;
            sum += weight;
            for (var channel = 0; channel < 3; channel++) colour[channel] += weight * window.Bands[channel][i];
        }
        if (sum < 0.5) return false;
        for (var channel = 0; channel < 3; channel++) rgba[channel] = stretch.Apply(channel, (float)(colour[channel] / sum));
        rgba[3] = 255;
        return true;
    }
}

/// <summary>The pixels of a tile that an outline's bounding box touches, right and bottom excluded.</summary>
sealed record Area(int Left, int Top, int Right, int Bottom)
{
    public static Area? Of(double[][] ring, int z, int x, int y)
    {
        double scale = Tiler.Size * Math.Pow(2, z) / (2 * WebMercator.Half);
        // Beyond the square of web maps there is no tile.
        var (west, south) = WebMercator.Instance.FromLonLat(ring.Min(p => p[0]), Math.Max(-85.06, ring.Min(p => p[1])));
        var (east, north) = WebMercator.Instance.FromLonLat(ring.Max(p => p[0]), Math.Min(85.06, ring.Max(p => p[1])));
        double Column(double e) => (e + WebMercator.Half) * scale - (double)x * Tiler.Size;
        double Row(double n) => (WebMercator.Half - n) * scale - (double)y * Tiler.Size;
        int left = (int)Math.Floor(Math.Clamp(Column(west) - 1, 0, Tiler.Size)), right = (int)Math.Ceiling(Math.Clamp(Column(east) + 1, 0, Tiler.Size));
        int top = (int)Math.Floor(Math.Clamp(Row(north) - 1, 0, Tiler.Size)), bottom = (int)Math.Ceiling(Math.Clamp(Row(south) + 1, 0, Tiler.Size));
        return left < right && top < bottom ? new(left, top, right, bottom) : null;
    }
}
