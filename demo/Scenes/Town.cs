using System.Numerics;

namespace Dinamis.Demo.Scenes;

/// <summary>Streets, houses, gardens and pools of a quarter. The same for every scene that shows a part of it.</summary>
sealed partial class Town(Quarter quarter, Canvas canvas, int day, Way? river)
{
    const double BlockSize = 82;
    readonly Vector4 grass = Spectra.Grass(day), oak = Spectra.Oak(day);
    readonly Cells cells = new(BlockSize, quarter.Seed, 0.34);
    readonly Dictionary<(int, int), double> asked = [];
    readonly Way? bed = river is null ? null : Shapes.Rounded(river);
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

    uint Middle(int n)
    {
        var (best, heart) = (2.0, 0u);
        for (var j = -n; j <= n; j++)
            for (var i = -n; i <= n; i++)
                if (Built(i, j, out var away) && away < best) (best, heart) = (away, Noise.Hash(i, j, quarter.Seed + 5));
        return heart;
    }

    /// <summary>Whether a block is part of the quarter, whose border is ragged and keeps off the river; <paramref name="away"/> is 0 in the middle, 1 at the border.</summary>
    bool Built(int i, int j, out double away)
    {
        if (!asked.TryGetValue((i, j), out away))
        {
            var (x, y) = Local(cells.Point(i, j));
            away = Math.Sqrt((x - quarter.X) * (x - quarter.X) + (y - quarter.Y) * (y - quarter.Y)) / (quarter.Radius * (0.75 + 0.5 * Noise.Value(x / 190, y / 190, quarter.Seed)));
            var bank = river is null ? 0 : river.Width * 0.6 + BlockSize * 0.75;
            if (bed is not null && Array.Exists(bed.Points, p => (p.X - x) * (p.X - x) + (p.Y - y) * (p.Y - y) < bank * bank)) away = 2;
            asked[(i, j)] = away;
        }
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
}
