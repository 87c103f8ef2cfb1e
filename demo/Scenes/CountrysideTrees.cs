using System.Numerics;

namespace Dinamis.Demo.Scenes;

/// <summary>Everything that has crowns: plantations, woods, hedges, lone trees; and what is left where they were cut.</summary>
sealed partial class Countryside
{
    (Vector4, float) Plantation(Crop crop, double x, double y, double u, double v, uint field)
    {
        if (crop == Crop.Cleared) return Clearing(x, y, v, Noise.Unit(field, 6));
        var age = Noise.Unit(field, 6);
        double step = crop == Crop.Poplars ? 7 : 3.2 + 2.2 * age;
        var at = (X: Math.Round(u / step), Y: Math.Round(v / step));
        var h = Noise.Hash((int)at.X, (int)at.Y, field);
        double du = u - (at.X + 0.16 * (Noise.Unit(h) - 0.5)) * step, dv = v - (at.Y + 0.1 * (Noise.Unit(h, 1) - 0.5)) * step, r = step * (0.42 + 0.22 * Noise.Unit(h, 2));
        var bump = (float)(1 - (du * du + dv * dv) / (r * r));
        var floor = Noise.Mix(land.Soil, grass, 0.4f + 0.4f * Noise.Value(x / 9, y / 9, seed + 40)) * 0.72f;
        if (bump <= 0 || Noise.Unit(h, 3) < 0.05f) return (floor, 0.3f);
        float tall = (crop == Crop.Poplars ? 9 : 4) + 11 * age;
        return ((crop == Crop.Poplars ? oak * 1.12f : pine) * (0.85f + 0.3f * Noise.Unit(h, 4)) * (0.9f + 0.2f * Noise.Unit(field, 7)), tall * (0.72f + 0.28f * bump));
    }

    (Vector4, float) Clearing(double x, double y, double v, float age)
    {
        var (h, bush) = scrub.Crown(x, y);
        var ground = Noise.Mix(land.Soil * 0.88f, grass, 0.15f + age * 0.5f) * (0.86f + 0.3f * Noise.Value(x / 5, y / 5, seed + 41)) * (1 + 0.18f * (Noise.Value(v / 2.2, x / 90, seed + 42) - 0.5f));
        return Noise.Unit(bush) < age * 0.7f && h > 0.3f ? (Noise.Mix(grass, pine, 0.5f), 1.4f * h) : (ground, 0);
    }

    bool Cut(double x, double y, out (Vector4, float) cleared)
    {
        cleared = default;
        if (change?.Cut is not { } cut || change.Built is null) return false;
        var d = Math.Sqrt((x - cut.X) * (x - cut.X) + (y - cut.Y) * (y - cut.Y));
        if (d > cut.Radius * (0.85 + 0.3 * Noise.Value(x / 60, y / 60, seed + 43))) return false;
        cleared = Clearing(x, y, x * 0.6 + y * 0.8, 0.1f);
        return true;
    }

    (Vector4 Colour, float Tall) Wood(double x, double y, Vector4 main, Vector4 other, float share, float tall)
    {
        var (h, tree) = oaks.Crown(x, y);
        var kind = Noise.Unit(tree, 5) < share ? other : main;
        var clump = Noise.Value(x / 55, y / 55, seed + 44);
        var colour = kind * (0.82f + 0.3f * Noise.Unit(tree, 6)) * (0.88f + 0.24f * clump) * (0.9f + 0.2f * Noise.Value(x / 1.3, y / 1.3, seed + 45));
        return h <= 0 ? (main * 0.62f, 2) : (colour, tall * (0.55f + 0.25f * clump + 0.35f * MathF.Sqrt(h)));
    }

    (Vector4 Colour, float Tall) Bush(double x, double y, float tall)
    {
        var (h, tree) = hedges.Crown(x, y);
        return h < 0.12f ? (default, 0) : (oak * (0.8f + 0.35f * Noise.Unit(tree, 6)), tall * (0.3f + 0.5f * Noise.Unit(tree, 7) + 0.3f * h));
    }

    (Vector4 Colour, float Tall) Lone(double x, double y)
    {
        int i = (int)Math.Floor(x / lone.Size), j = (int)Math.Floor(y / lone.Size);
        var h = Noise.Hash(i, j, seed + 4);
        if (Noise.Unit(h) > land.Trees) return default;
        var (px, py) = ((i + 0.2 + 0.6 * Noise.Unit(h, 1)) * lone.Size, (j + 0.2 + 0.6 * Noise.Unit(h, 2)) * lone.Size);
        var r = 3.2 + 2.8 * Noise.Unit(h, 3);
        var bump = (float)(1 - ((x - px) * (x - px) + (y - py) * (y - py)) / (r * r));
        return bump <= 0 ? default : (oak * (0.85f + 0.25f * Noise.Unit(h, 4)), 9 * (0.45f + 0.55f * bump));
    }
}
