using System.Numerics;

namespace Dinamis.Demo.Scenes;

/// <summary>What is laid over the fields: river, sea, roads, farms.</summary>
sealed class Ground(Place place, Canvas canvas, int day, Change? change)
{
    readonly uint seed = place.Seed;
    readonly Vector4 grass = Spectra.Grass(day), oak = Spectra.Oak(day);
    readonly Cells crowns = new(8, place.Seed + 60);

    public void River(Way river)
    {
        var half = river.Width / 2;
        var small = river.Width < 30;
        var trees = small ? 7.0 : 26;
        var flood = change?.FloodMetres ?? 0;
        canvas.Along(Shapes.Rounded(river), half + trees + flood + 30, (at, distance, along) =>
        {
            var (x, y) = (canvas.X(at % canvas.Width), canvas.Y(at / canvas.Width));
            double wobble = Noise.Fractal(x / 90, y / 90, seed + 61) - 0.5, edge = distance - half * (0.92 + 0.35 * wobble);
            // A flood reaches far over low ground and stops at the foot of a wavy slope.
            var reach = flood * (0.25 + 1.5 * Noise.Fractal(x / 330, y / 330, seed + 62));
            if (edge < 0) canvas.Ground(at, Flow(x, y, along, distance / half, flood > 0));
            else if (edge < trees && Trees(at, x, y, edge, small)) { }
            else if (edge < 5 && !small && flood == 0) canvas.Ground(at, Noise.Mix(Spectra.Sand * 0.75f, Spectra.Dirt, Noise.Value(x / 8, y / 8, seed + 63)));
            else if (edge < reach && canvas.Tall[at] < 1.3f) canvas.Ground(at, Noise.Mix(Flow(x, y, along, 0.9, true), canvas.Colour[at], 0.1f * Noise.Smooth((float)reach - 30, (float)reach, (float)edge)));
        });
    }

    Vector4 Flow(double x, double y, double along, double across, bool flood)
    {
        var streak = Noise.Value(along / 45, across * 5, seed + 64) - 0.5f;
        var water = flood ? Spectra.Flood : place.River!.Width < 30 ? Spectra.Water : Noise.Mix(Spectra.Muddy * 0.62f, Spectra.Muddy * 0.9f, (float)(across * across));
        return water * (1 + 0.09f * streak + 0.04f * (Noise.Value(x / 2.2, y / 2.2, seed + 65) - 0.5f));
    }

    bool Trees(int at, double x, double y, double edge, bool small)
    {
        if (edge < (small ? 0 : 3) || Noise.Fractal(x / 70, y / 70, seed + 66) < 0.42) return false;
        var (h, tree) = crowns.Crown(x, y);
        if (h <= 0.05f) return false;
        (canvas.Colour[at], canvas.Tall[at]) = (oak * (0.85f + 0.3f * Noise.Unit(tree, 6)), (small ? 6 : 11) * (0.5f + 0.5f * h));
        return true;
    }

    /// <summary>A shallow bay: wet sand, mud with weed, channels, then green and blue water.</summary>
    public void Sea((double Bearing, double Distance) shore)
    {
        var (sin, cos) = Math.SinCos(shore.Bearing * Math.PI / 180);
        Parallel.For(0, canvas.Height, row =>
        {
            var y = canvas.Y(row);
            for (var column = 0; column < canvas.Width; column++)
            {
                var x = canvas.X(column);
                var beyond = x * sin + y * cos - shore.Distance + 90 * (Noise.Fractal(x / 210, y / 210, seed + 67) - 0.5);
                if (beyond < -9) continue;
                var at = row * canvas.Width + column;
                if (beyond < 14)
                {
                    canvas.Ground(at, Spectra.Sand * (0.92f + 0.12f * Noise.Value(x / 3, y / 3, seed + 68)) * (1 - Noise.Smooth(6, 14, (float)beyond) * 0.35f));
                    continue;
                }
                // Channels wind through the flats.
                var channel = Noise.Smooth(0.07f, 0.015f, MathF.Abs(Noise.Fractal(x / 260 + 5, y / 260, seed + 69) - 0.5f));
                var depth = Math.Clamp(Noise.Smooth(60, 420, (float)beyond) * 0.75f + 0.7f * channel + 0.35f * (Noise.Fractal(x / 120, y / 120, seed + 70) - 0.5f), 0, 1);
                var flat = Noise.Mix(Noise.Mix(Spectra.Sand * 0.6f, Spectra.Mud, Noise.Value(x / 50, y / 50, seed + 71)), Spectra.Weed, Noise.Smooth(0.52f, 0.62f, Noise.Fractal(x / 45, y / 45, seed + 72)));
                canvas.Ground(at, Noise.Mix(flat, Spectra.Sea * (1 + 0.06f * (Noise.Value(x / 4, y / 9, seed + 73) - 0.5f)), Noise.Smooth(0.15f, 0.7f, depth)));
            }
        });
    }

    public void Road(Way road, bool bridge)
    {
        var half = road.Width / 2;
        canvas.Along(Shapes.Rounded(road), half + 3.5, (at, distance, along) =>
        {
            var wet = IsWater(canvas.Colour[at]);
            if (wet && !bridge) return;
            if (distance < half)
            {
                var grain = 0.95f + 0.1f * Noise.Value(along / 3, distance, seed + 74);
                var line = canvas.Pixel < 1 && (distance < 0.28 || (distance > half - 0.7 && distance < half - 0.35));
                (canvas.Colour[at], canvas.Tall[at]) = (line ? Spectra.Concrete : (wet ? Spectra.Concrete * 0.8f : Spectra.Asphalt) * grain, wet ? 6 : 0);
            }
            else if (!wet) canvas.Ground(at, Noise.Mix(grass, Spectra.Gravel, 0.25f));
        });
        // Plane trees stand along some stretches.
        var rounded = Shapes.Rounded(road);
        for (var i = 0; i + 1 < rounded.Points.Length; i++)
        {
            var ((ax, ay), (bx, by)) = (rounded.Points[i], rounded.Points[i + 1]);
            var length = Math.Sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay));
            if (Noise.Unit(i / 4, (int)road.Points[0].X, seed + 75) > 0.28) continue;
            for (double t = 0; t < length; t += 9)
                foreach (var side in new[] { -1, 1 })
                    canvas.Tree(ax + (bx - ax) * t / length - side * (by - ay) / length * (half + 3), ay + (by - ay) * t / length + side * (bx - ax) / length * (half + 3), 2.6 + Noise.Unit((int)t, i, seed + 76), 8, oak);
        }
    }

    static bool IsWater(Vector4 colour) => colour.W < colour.Y * 0.75f;

    /// <summary>A yard with two to four buildings and some trees, beside a lane.</summary>
    public void Farms()
    {
        var cells = new Cells(place.Land.Block, seed);
        int reach = 1 + (int)(2600 / place.Land.Block);
        for (var j = -reach; j <= reach; j++)
            for (var i = -reach; i <= reach; i++)
            {
                var h = Noise.Hash(i, j, seed + 77);
                if (Noise.Unit(h) > place.Land.Farms) continue;
                var (x, y) = cells.Point(i, j);
                (x, y) = (x + (Noise.Unit(h, 1) - 0.5) * place.Land.Block * 0.5, y + (Noise.Unit(h, 2) - 0.5) * place.Land.Block * 0.5);
                if (!canvas.Near(x, y, 80) || !Dry(x, y)) continue;
                Farm(x, y, h);
            }
    }

    bool Dry(double x, double y)
    {
        var dry = true;
        canvas.Box(x - 34, y - 34, x + 34, y + 34, (at, _, _) => dry &= !IsWater(canvas.Colour[at]));
        return dry;
    }

    void Farm(double x, double y, uint h)
    {
        var angle = Noise.Unit(h, 3) * Math.PI;
        canvas.Box(x - 32, y - 32, x + 32, y + 32, (at, px, py) =>
        {
            var d = Math.Sqrt((px - x) * (px - x) + (py - y) * (py - y)) + 9 * (Noise.Value(px / 12, py / 12, h) - 0.5);
            if (d < 24) canvas.Ground(at, d < 15 ? Noise.Mix(Spectra.Gravel, Spectra.Dirt, Noise.Value(px / 5, py / 5, h + 1)) : grass * (0.9f + 0.2f * Noise.Value(px / 6, py / 6, h + 2)));
        });
        for (uint k = 0; k < 2 + Noise.Unit(h, 4) * 2.9; k++)
        {
            var turn = angle + k * Math.PI / 2;
            var barn = Noise.Unit(h, 10 + k) < 0.35;
            canvas.House(x + Math.Cos(turn) * 15, y + Math.Sin(turn) * 15, barn ? 14 : 8, barn ? 7 : 4.6, turn + Math.PI / 2, barn ? 5.5f : 4, false, (barn ? Spectra.FlatRoof : Spectra.OldTile) * (0.85f + 0.3f * Noise.Unit(h, 20 + k)), h);
        }
        for (uint k = 0; k < 9; k++)
            canvas.Tree(x + Math.Cos(k * 0.8 + angle) * (21 + 6 * Noise.Unit(h, 30 + k)), y + Math.Sin(k * 0.8 + angle) * (21 + 6 * Noise.Unit(h, 40 + k)), 2.4 + 2.4 * Noise.Unit(h, 50 + k), 8, oak * (0.85f + 0.3f * Noise.Unit(h, 60 + k)));
    }
}
