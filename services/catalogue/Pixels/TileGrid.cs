namespace Dinamis.Catalogue.Pixels;

/// <summary>
/// Where each pixel of a tile lies in the image. The exact projection is computed on a coarse grid and interpolated in between;
/// the grid is halved until the middle of every cell is right to an eighth of a tile pixel.
/// </summary>
sealed class TileGrid
{
    const double Tolerance = 0.125;

    readonly GeoReference reference;
    readonly Area area;
    readonly double left, top, metres;
    readonly int step, across;
    readonly (double X, double Y)[] nodes;

    public TileGrid(GeoReference reference, int z, int x, int y, Area area)
    {
        (this.reference, this.area) = (reference, area);
        metres = 2 * WebMercator.Half / (Tiler.Size * Math.Pow(2, z));
        (left, top) = (x * Tiler.Size * metres - WebMercator.Half, WebMercator.Half - y * Tiler.Size * metres);
        double cx = (area.Left + area.Right) / 2.0, cy = (area.Top + area.Bottom) / 2.0;
        var (here, right, below) = (Exact(cx, cy), Exact(cx + 0.5, cy), Exact(cx, cy + 0.5));
        PixelsPerTilePixel = 2 * Math.Min(Distance(here, right), Distance(here, below));
        for (step = 32; ; step /= 2)
        {
            across = (area.Right - area.Left + step - 1) / step + 1;
            var down = (area.Bottom - area.Top + step - 1) / step + 1;
            nodes = new (double, double)[across * down];
            for (var i = 0; i < nodes.Length; i++) nodes[i] = Exact(area.Left + i % across * step, area.Top + i / across * step);
            if (step == 1 || Good(down)) return;
        }
    }

    /// <summary>Image pixels under one pixel of the tile.</summary>
    public double PixelsPerTilePixel { get; }

    /// <summary>Image position (column, row from the upper left corner) of the middle of a tile pixel.</summary>
    public (double X, double Y) At(int tileX, int tileY) => Between(tileX + 0.5, tileY + 0.5);

    /// <summary>The part of the image that the tile needs, in image pixels.</summary>
    public (double Left, double Top, double Right, double Bottom) Bounds() =>
        (Math.Max(-1, nodes.Min(n => n.X)), Math.Max(-1, nodes.Min(n => n.Y)), Math.Min(1e9, nodes.Max(n => n.X)), Math.Min(1e9, nodes.Max(n => n.Y)));

    (double X, double Y) Exact(double tileX, double tileY)
    {
        var (lon, lat) = WebMercator.Instance.ToLonLat(left + tileX * metres, top - tileY * metres);
        var (x, y) = reference.Projection!.FromLonLat(lon, lat);
        return reference.ToPixel(x, y);
    }

    (double X, double Y) Between(double tileX, double tileY)
    {
        double u = (tileX - area.Left) / step, v = (tileY - area.Top) / step;
        int i = Math.Min((int)u, across - 2), j = Math.Min((int)v, nodes.Length / across - 2);
        (u, v) = (u - i, v - j);
        var (a, b, c, d) = (nodes[j * across + i], nodes[j * across + i + 1], nodes[(j + 1) * across + i], nodes[(j + 1) * across + i + 1]);
        return ((a.X * (1 - u) + b.X * u) * (1 - v) + (c.X * (1 - u) + d.X * u) * v, (a.Y * (1 - u) + b.Y * u) * (1 - v) + (c.Y * (1 - u) + d.Y * u) * v);
    }

    bool Good(int down)
    {
        for (var j = 0; j < down - 1; j++)
            for (var i = 0; i < across - 1; i++)
            {
                double x = area.Left + (i + 0.5) * step, y = area.Top + (j + 0.5) * step;
                if (!(Distance(Between(x, y), Exact(x, y)) <= Tolerance * PixelsPerTilePixel)) return false;
            }
        return true;
    }

    static double Distance((double X, double Y) a, (double X, double Y) b) => Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y));
}
