namespace Dinamis.Demo.Scenes;

/// <summary>Houses along the streets, gardens behind them.</summary>
sealed partial class Town
{
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
}
