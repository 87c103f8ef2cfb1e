using System.Numerics;

namespace Dinamis.Demo.Scenes;

/// <summary>Streets, houses, gardens and pools of a quarter. The same for every scene that shows a part of it.</summary>
sealed class Town(Quarter quarter, Canvas canvas, int day)
{
    const double BlockSize = 82;
    readonly Vector4 grass = Spectra.Grass(day), oak = Spectra.Oak(day);
    readonly Cells cells = new(BlockSize, quarter.Seed, 0.34);
    readonly (double Sin, double Cos) turn = Math.SinCos(Noise.Unit(3, 5, quarter.Seed) * Math.PI);

    public void Build()
    {
        var n = (int)(quarter.Radius / BlockSize) + 3;
        var built = new List<(List<(double X, double Y)> Plot, uint Hash, double Out)>();
        for (var j = -n; j <= n; j++)
            for (var i = -n; i <= n; i++)
            {
                var (x, y) = Local(cells.Point(i, j));
                if (!Built(i, j, out var away) || !canvas.Near(x, y, BlockSize * 2)) continue;
                canvas.Polygon(Outline(i, j, 0), (at, px, py) => canvas.Ground(at, Spectra.Asphalt * (0.95f + 0.15f * Noise.Value(px / 6, py / 6, quarter.Seed))));
                built.Add((Outline(i, j, away < 0.4 && quarter.Density > 0.6 ? 3.2 : 4.2), Noise.Hash(i, j, quarter.Seed + 5), away));
            }
        // The middle block is the same whatever part of the quarter a scene shows.
        var heart = Middle(n);
        foreach (var (plot, hash, away) in built)
            if (plot.Count >= 3) Fill(plot, hash, quarter.Density * (1.15 - away), heart: quarter.Density > 0.6 && hash == heart);
    }

    uint Middle(int n) =>
        (from j in Enumerable.Range(-n, 2 * n + 1) from i in Enumerable.Range(-n, 2 * n + 1) where Built(i, j, out _)
         orderby Built(i, j, out var away) ? away : 1 select Noise.Hash(i, j, quarter.Seed + 5)).FirstOrDefault();

    /// <summary>Whether a block is part of the quarter, whose border is ragged; <paramref name="away"/> is 0 in the middle, 1 at the border.</summary>
    bool Built(int i, int j, out double away)
    {
        var (x, y) = Local(cells.Point(i, j));
        away = Math.Sqrt((x - quarter.X) * (x - quarter.X) + (y - quarter.Y) * (y - quarter.Y)) / (quarter.Radius * (0.75 + 0.5 * Noise.Value(x / 190, y / 190, quarter.Seed)));
        return away <= 1;
    }

    /// <summary>Blocks are longer than wide, and turned.</summary>
    (double X, double Y) Local((double X, double Y) p) => (quarter.X + p.X * 1.35 * turn.Cos - p.Y * turn.Sin, quarter.Y + p.X * 1.35 * turn.Sin + p.Y * turn.Cos);

    /// <summary>The polygon of a block, drawn in by half a street; towards the fields, and between blocks that share their gardens, there is none.</summary>
    List<(double X, double Y)> Outline(int i, int j, double inset)
    {
        var (x, y) = Local(cells.Point(i, j));
        List<(double X, double Y)> polygon = [(x - 150, y - 150), (x + 150, y - 150), (x + 150, y + 150), (x - 150, y + 150)];
        for (var dj = -2; dj <= 2; dj++)
            for (var di = -2; di <= 2; di++)
            {
                if (di == 0 && dj == 0) continue;
                var (ox, oy) = Local(cells.Point(i + di, j + dj));
                var d = Math.Sqrt((ox - x) * (ox - x) + (oy - y) * (oy - y));
                var street = Built(i + di, j + dj, out _) && Noise.Unit(Noise.Hash(i, j, quarter.Seed + 6) ^ Noise.Hash(i + di, j + dj, quarter.Seed + 6)) > 0.2;
                var normal = (X: (ox - x) / d, Y: (oy - y) / d);
                var to = d / 2 - (street ? inset : Math.Min(inset, 0.4));
                polygon = Shapes.Cut(polygon, (x + normal.X * to, y + normal.Y * to), normal);
            }
        return polygon;
    }

    void Fill(List<(double X, double Y)> plot, uint hash, double density, bool heart)
    {
        var gardens = Noise.Mix(grass, Spectra.Gravel, (float)Math.Clamp(density - 0.1, 0.05, 0.85));
        canvas.Polygon(plot, (at, x, y) => canvas.Ground(at, Noise.Mix(gardens, Spectra.Dirt, 0.5f * Noise.Value(x / 11, y / 11, hash)) * (0.85f + 0.3f * Noise.Value(x / 4, y / 4, hash + 1))));
        var (cx, cy) = (plot.Average(p => p.X), plot.Average(p => p.Y));
        var chance = Noise.Unit(hash, 1);
        if (heart) Square(plot, cx, cy, hash);
        else if (density < 0.55 && chance < 0.07) Shops(cx, cy, plot, hash);
        else if (density < 0.7 && chance < 0.12) Pitch(cx, cy, hash);
        else if (chance < 0.16) Park(plot, hash);
        else Houses(plot, hash, density);
    }

    void Houses(List<(double X, double Y)> plot, uint hash, double density)
    {
        var placed = new List<(double X, double Y, double R)>();
        uint k = 100;
        for (var side = 0; side < plot.Count; side++)
        {
            var ((ax, ay), (bx, by)) = (plot[side], plot[(side + 1) % plot.Count]);
            double length = Math.Sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay)), ux = (bx - ax) / length, uy = (by - ay) / length;
            if (length < 8) continue;
            for (double t = density > 0.6 ? 1 : 7; ; k += 8)
            {
                var (a, b, c) = (Noise.Unit(hash, k), Noise.Unit(hash, k + 1), Noise.Unit(hash, k + 2));
                double half = density > 0.6 ? 3.4 + 4 * a : 4.8 + 3 * a, deep = density > 0.6 ? 4.6 + 2 * b : 3.8 + 1.3 * b;
                if (t + 2 * half > length - (density > 0.6 ? 1 : 6)) break;
                var back = (density > 0.6 ? 0.4 : 4.2 + 4 * c) + deep;
                double x = ax + ux * (t + half) - uy * back, y = ay + uy * (t + half) + ux * back;
                var free = Shapes.Inside(plot, x - uy * deep, y + ux * deep) && !placed.Exists(p => (p.X - x) * (p.X - x) + (p.Y - y) * (p.Y - y) < (p.R + deep) * (p.R + deep));
                t += 2 * half + (density > 0.6 ? (c < 0.12 ? 5 : 0) : 3 + 11 * (1 - density) * c);
                if (!free) continue;
                placed.Add((x, y, deep));
                House(x, y, half, deep, Math.Atan2(uy, ux), hash, k, density);
                if (density < 0.6) Garden(x - uy * (deep + 8), y + ux * (deep + 8), hash, k, plot, Math.Atan2(uy, ux));
            }
        }
        for (uint tree = 0; tree < 26; tree++)
        {
            var (x, y) = Somewhere(plot, hash, 700 + tree * 2);
            if (Noise.Unit(hash, 800 + tree) > 0.75 - 0.6 * density || !Shapes.Inside(plot, x, y) || placed.Exists(p => (p.X - x) * (p.X - x) + (p.Y - y) * (p.Y - y) < 36)) continue;
            canvas.Tree(x, y, 1.8 + 2.6 * Noise.Unit(hash, 850 + tree), 4 + 6 * Noise.Unit(hash, 880 + tree), oak * (0.85f + 0.3f * Noise.Unit(hash, 910 + tree)));
        }
    }

    void House(double x, double y, double half, double deep, double angle, uint hash, uint k, double density)
    {
        float kind = Noise.Unit(hash, k + 3), tone = 0.82f + 0.36f * Noise.Unit(hash, k + 4);
        var roof = (kind < 0.66 ? Spectra.Tile : kind < 0.88 ? Spectra.OldTile : kind < 0.94 ? Spectra.Slate : Spectra.FlatRoof) * tone;
        // Deep narrow town houses have their ridge along the street like the others: the long side leads.
        var (l, w, turn) = half >= deep ? (half, deep, angle) : (deep, half, angle + Math.PI / 2);
        canvas.House(x, y, l, w, turn, density > 0.6 ? 6.5f + 3 * Noise.Unit(hash, k + 5) : 3.2f + 2.2f * Noise.Unit(hash, k + 5), kind >= 0.94, roof, hash);
        // Villas have a wing.
        if (density < 0.6 && Noise.Unit(hash, k + 6) < 0.45) canvas.House(x + Math.Cos(angle) * half * 0.55 - Math.Sin(angle) * deep * 0.8, y + Math.Sin(angle) * half * 0.55 + Math.Cos(angle) * deep * 0.8, deep * 0.9, 2.8, angle + Math.PI / 2, 3, false, roof, hash);
    }

    void Garden(double x, double y, uint hash, uint k, List<(double X, double Y)> plot, double angle)
    {
        if (!Shapes.Inside(plot, x, y) || Noise.Unit(hash, k + 7) > 0.2) return;
        canvas.Rectangle(x, y, 5.2, 3.2, angle, (at, _, _) => canvas.Ground(at, Spectra.Concrete * 0.9f));
        canvas.Rectangle(x, y, 4, 2, angle, (at, _, _) => canvas.Ground(at, Spectra.Pool));
    }

    static (double X, double Y) Somewhere(List<(double X, double Y)> plot, uint hash, uint k)
    {
        double x0 = plot.Min(p => p.X), x1 = plot.Max(p => p.X), y0 = plot.Min(p => p.Y), y1 = plot.Max(p => p.Y);
        return (x0 + (x1 - x0) * Noise.Unit(hash, k), y0 + (y1 - y0) * Noise.Unit(hash, k + 1));
    }

    void Shops(double x, double y, List<(double X, double Y)> plot, uint hash)
    {
        canvas.Polygon(plot, (at, _, _) => canvas.Ground(at, Spectra.Asphalt * 1.1f));
        var angle = Noise.Unit(hash, 2) * Math.PI;
        canvas.House(x, y, 20 + 8 * Noise.Unit(hash, 3), 13, angle, 7, true, Noise.Unit(hash, 4) < 0.6 ? Spectra.Metal * 0.85f : Spectra.FlatRoof, hash);
        var (sin, cos) = Math.SinCos(angle);
        for (var row = 0; row < 2; row++)
            for (var i = -12; i <= 12; i++)
            {
                double u = i * 2.6, v = 20 + row * 8, px = x + u * cos - v * sin, py = y + u * sin + v * cos;
                var h = Noise.Hash(i, row, hash);
                if (Noise.Unit(h) < 0.6 && Shapes.Inside(plot, px, py)) canvas.Rectangle(px, py, 2.1, 0.9, angle + Math.PI / 2, (at, _, _) => (canvas.Colour[at], canvas.Tall[at]) = (Spectra.Car * (0.3f + Noise.Unit(h, 1)), 1.4f));
            }
    }

    void Pitch(double x, double y, uint hash) => canvas.Rectangle(x, y, 36, 24, Noise.Unit(hash, 2) * Math.PI, (at, u, v) =>
    {
        var line = Math.Abs(u) < 0.4 || Math.Abs(Math.Sqrt(u * u + v * v) - 8) < 0.4 || 36 - Math.Abs(u) < 0.8 || 24 - Math.Abs(v) < 0.8;
        canvas.Ground(at, line ? Spectra.Concrete : Spectra.Grass(130) * ((int)Math.Floor(u / 6) % 2 == 0 ? 1f : 1.12f));
    });

    void Park(List<(double X, double Y)> plot, uint hash)
    {
        canvas.Polygon(plot, (at, x, y) => canvas.Ground(at, grass * (0.9f + 0.2f * Noise.Value(x / 7, y / 7, hash))));
        for (uint i = 0; i < 40; i++)
            if (Somewhere(plot, hash, 300 + 2 * i) is var (x, y) && Shapes.Inside(plot, x, y))
                canvas.Tree(x, y, 3 + 2.5 * Noise.Unit(hash, 400 + i), 9 + 5 * Noise.Unit(hash, 450 + i), oak * (0.85f + 0.3f * Noise.Unit(hash, 500 + i)));
    }

    /// <summary>A market place with its church: a long high roof, a tower, plane trees in rows.</summary>
    void Square(List<(double X, double Y)> plot, double x, double y, uint hash)
    {
        canvas.Polygon(plot, (at, px, py) => canvas.Ground(at, Spectra.Gravel * (0.95f + 0.1f * Noise.Value(px / 3, py / 3, hash))));
        canvas.House(x, y, 17, 7, 0.2, 12, false, Spectra.OldTile, hash);
        canvas.House(x - 19, y - 4, 4, 4, 0.2, 26, false, Spectra.Slate, hash);
        for (var i = 0; i < plot.Count; i++)
        {
            var ((ax, ay), (bx, by)) = (plot[i], plot[(i + 1) % plot.Count]);
            for (var t = 0.12; t < 0.95; t += 0.16) canvas.Tree(ax + (bx - ax) * t + (x - ax) * 0.12, ay + (by - ay) * t + (y - ay) * 0.12, 3.4, 9, oak);
        }
    }
}
