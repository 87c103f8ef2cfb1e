using System.Numerics;

namespace Dinamis.Demo.Scenes;

/// <summary>
/// The picture in the making: colour and height of every pixel, with a margin around, so that what stands outside still throws its shadow inside.
/// All positions are metres from the place's origin, east and north.
/// </summary>
sealed class Canvas
{
    public const double Margin = 48;

    public readonly double Pixel;
    public readonly int Width, Height, Border;
    public readonly Vector4[] Colour;
    public readonly float[] Tall;
    readonly double left, top;

    public Canvas(double left, double top, int width, int height, double pixel)
    {
        Pixel = pixel;
        Border = (int)Math.Ceiling(Margin / pixel);
        (Width, Height) = (width + 2 * Border, height + 2 * Border);
        (this.left, this.top) = (left - Border * pixel, top + Border * pixel);
        Colour = new Vector4[Width * Height];
        Tall = new float[Width * Height];
    }

    public double X(int column) => left + (column + 0.5) * Pixel;

    public double Y(int row) => top - (row + 0.5) * Pixel;

    public bool Near(double x, double y, double radius) =>
        x + radius > left && x - radius < left + Width * Pixel && y - radius < top && y + radius > top - Height * Pixel;

    /// <summary>Calls <paramref name="paint"/> for each pixel of a bounding box: index and position.</summary>
    public void Box(double x0, double y0, double x1, double y1, Action<int, double, double> paint)
    {
        int c0 = Math.Max(0, (int)((x0 - left) / Pixel)), c1 = Math.Min(Width - 1, (int)((x1 - left) / Pixel));
        int r0 = Math.Max(0, (int)((top - y1) / Pixel)), r1 = Math.Min(Height - 1, (int)((top - y0) / Pixel));
        for (var r = r0; r <= r1; r++)
            for (var c = c0; c <= c1; c++) paint(r * Width + c, X(c), Y(r));
    }

    /// <summary>Everything within a distance of a line; the painter gets the distance to it and the way along it.</summary>
    public void Along(Way way, double reach, Action<int, double, double> paint)
    {
        var (best, walk) = (new float[Colour.Length], new float[Colour.Length]);
        Array.Fill(best, float.MaxValue);
        double walked = 0;
        for (var i = 0; i + 1 < way.Points.Length; i++)
        {
            var ((ax, ay), (bx, by)) = (way.Points[i], way.Points[i + 1]);
            double dx = bx - ax, dy = by - ay, length = Math.Sqrt(dx * dx + dy * dy), start = walked;
            walked += length;
            Box(Math.Min(ax, bx) - reach, Math.Min(ay, by) - reach, Math.Max(ax, bx) + reach, Math.Max(ay, by) + reach, (at, x, y) =>
            {
                var t = Math.Clamp(((x - ax) * dx + (y - ay) * dy) / (length * length), 0, 1);
                double ex = x - ax - t * dx, ey = y - ay - t * dy, d = Math.Sqrt(ex * ex + ey * ey);
                if (d < reach && d < best[at]) (best[at], walk[at]) = ((float)d, (float)(start + t * length));
            });
        }
        for (var at = 0; at < best.Length; at++)
            if (best[at] < reach) paint(at, best[at], walk[at]);
    }

    /// <summary>A turned rectangle; the painter gets the position in it, metres from its middle, long side first.</summary>
    public void Rectangle(double x, double y, double halfLong, double halfWide, double angle, Action<int, double, double> paint)
    {
        var (sin, cos) = Math.SinCos(angle);
        var reach = Math.Sqrt(halfLong * halfLong + halfWide * halfWide);
        Box(x - reach, y - reach, x + reach, y + reach, (at, px, py) =>
        {
            double u = (px - x) * cos + (py - y) * sin, v = (py - y) * cos - (px - x) * sin;
            if (Math.Abs(u) <= halfLong && Math.Abs(v) <= halfWide) paint(at, u, v);
        });
    }

    /// <summary>A convex polygon.</summary>
    public void Polygon(IReadOnlyList<(double X, double Y)> corners, Action<int, double, double> paint) =>
        Box(corners.Min(c => c.X), corners.Min(c => c.Y), corners.Max(c => c.X), corners.Max(c => c.Y), (at, x, y) =>
        {
            if (Shapes.Inside(corners, x, y)) paint(at, x, y);
        });

    public void Ground(int at, Vector4 colour) => (Colour[at], Tall[at]) = (colour, 0);

    /// <summary>A crown that stands above what is there.</summary>
    public void Tree(double x, double y, double radius, float height, Vector4 colour) =>
        Box(x - radius, y - radius, x + radius, y + radius, (at, px, py) =>
        {
            var bump = 1 - ((px - x) * (px - x) + (py - y) * (py - y)) / (radius * radius);
            var tall = (float)(height * (0.45 + 0.55 * bump));
            if (bump > 0 && tall > Tall[at]) (Colour[at], Tall[at]) = (colour * (float)(0.85 + 0.2 * bump), tall);
        });

    /// <summary>A house: a gable roof whose two sides take the sun differently, or a flat one.</summary>
    public void House(double x, double y, double halfLong, double halfWide, double angle, float walls, bool flat, Vector4 roof, uint seed) =>
        Rectangle(x, y, halfLong, halfWide, angle, (at, u, v) =>
        {
            var grain = 0.93f + 0.14f * Noise.Value(u * 0.9, v * 0.9, seed);
            Colour[at] = roof * grain;
            Tall[at] = flat ? walls : walls + (float)((halfWide - Math.Abs(v)) * 0.42);
        });
}

static class Shapes
{
    public static bool Inside(IReadOnlyList<(double X, double Y)> convex, double x, double y)
    {
        for (var i = 0; i < convex.Count; i++)
        {
            var (a, b) = (convex[i], convex[(i + 1) % convex.Count]);
            if ((b.X - a.X) * (y - a.Y) - (b.Y - a.Y) * (x - a.X) < 0) return false;
        }
        return true;
    }

    /// <summary>The part of a convex, counter-clockwise polygon on the inner side of a line: points p with (p − at)·normal ≤ 0.</summary>
    public static List<(double X, double Y)> Cut(List<(double X, double Y)> polygon, (double X, double Y) at, (double X, double Y) normal)
    {
        var kept = new List<(double X, double Y)>();
        double Side((double X, double Y) p) => (p.X - at.X) * normal.X + (p.Y - at.Y) * normal.Y;
        for (var i = 0; i < polygon.Count; i++)
        {
            var (p, q) = (polygon[i], polygon[(i + 1) % polygon.Count]);
            double sp = Side(p), sq = Side(q);
            if (sp <= 0) kept.Add(p);
            if (sp <= 0 != sq <= 0) kept.Add((p.X + (q.X - p.X) * sp / (sp - sq), p.Y + (q.Y - p.Y) * sp / (sp - sq)));
        }
        return kept;
    }

    /// <summary>A line of many short pieces through the given points (Catmull–Rom).</summary>
    public static Way Rounded(Way way)
    {
        var p = way.Points;
        var points = new List<(double, double)>();
        for (var i = 0; i + 1 < p.Length; i++)
        {
            var (a, b, c, d) = (p[Math.Max(0, i - 1)], p[i], p[i + 1], p[Math.Min(p.Length - 1, i + 2)]);
            for (var k = 0; k < 16; k++)
            {
                double t = k / 16.0;
                double Of(double a, double b, double c, double d) => 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
                points.Add((Of(a.X, b.X, c.X, d.X), Of(a.Y, b.Y, c.Y, d.Y)));
            }
        }
        points.Add(p[^1]);
        return new(way.Width, [.. points]);
    }
}
