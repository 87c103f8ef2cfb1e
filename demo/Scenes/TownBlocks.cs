namespace Dinamis.Demo.Scenes;

/// <summary>What stands in a block of a town.</summary>
sealed partial class Town
{
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
