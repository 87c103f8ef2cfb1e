using System.Numerics;

namespace Dinamis.Demo.Scenes;

/// <summary>Chance that is the same for the same place and seed, whatever is drawn first: this is what makes neighbouring scenes join.</summary>
static class Noise
{
    public static uint Hash(int x, int y, uint seed)
    {
        var h = (seed * 0x9E3779B1u) ^ ((uint)x * 0x85EBCA77u);
        h = (h ^ (h >> 15)) * 0x2C1B3C6Du;
        h ^= (uint)y * 0xC2B2AE3Du;
        h = (h ^ (h >> 13)) * 0x297A2D39u;
        return h ^ (h >> 16);
    }

    /// <summary>From 0 to 1.</summary>
    public static float Unit(uint hash) => (hash >> 8) * (1f / 16777216f);

    public static float Unit(int x, int y, uint seed) => Unit(Hash(x, y, seed));

    /// <summary>A further independent number of the same hash.</summary>
    public static float Unit(uint hash, uint which) => Unit(Hash((int)hash, (int)which, 77u));

    /// <summary>Smooth hills of wavelength 1, from 0 to 1.</summary>
    public static float Value(double x, double y, uint seed)
    {
        double fx = Math.Floor(x), fy = Math.Floor(y);
        int i = (int)fx, j = (int)fy;
        float u = (float)(x - fx), v = (float)(y - fy);
        u = u * u * (3 - 2 * u);
        v = v * v * (3 - 2 * v);
        float a = Unit(i, j, seed), b = Unit(i + 1, j, seed), c = Unit(i, j + 1, seed), d = Unit(i + 1, j + 1, seed);
        return a + (b - a) * u + (c - a + (a - b - c + d) * u) * v;
    }

    /// <summary>Three octaves, from 0 to 1, mostly near the middle.</summary>
    public static float Fractal(double x, double y, uint seed) =>
        (Value(x, y, seed) * 4 + Value(x * 2.03, y * 2.03, seed + 1) * 2 + Value(x * 4.1, y * 4.1, seed + 2)) / 7;

    public static float Smooth(float from, float to, float x)
    {
        var t = Math.Clamp((x - from) / (to - from), 0, 1);
        return t * t * (3 - 2 * t);
    }

    public static Vector4 Mix(Vector4 a, Vector4 b, float t) => Vector4.Lerp(a, b, Math.Clamp(t, 0, 1));
}

/// <summary>A plane cut into irregular polygons around jittered points.</summary>
/// <param name="Size">Mean distance of the points, metres.</param>
readonly record struct Cells(double Size, uint Seed, double Jitter = 0.76)
{
    /// <summary>The polygon in which a point lies.</summary>
    /// <param name="Id">Hash of the polygon.</param>
    /// <param name="Border">Hash of the side nearest to the point, the same from both sides.</param>
    /// <param name="Edge">Metres to that side.</param>
    /// <param name="X">Where the polygon's own point lies.</param>
    public readonly record struct Hit(uint Id, uint Border, double Edge, double X, double Y);

    public (double X, double Y) Point(int i, int j)
    {
        var h = Noise.Hash(i, j, Seed);
        return ((i + 0.5 + (Noise.Unit(h) - 0.5) * Jitter) * Size, (j + 0.5 + (Noise.Unit(h, 1) - 0.5) * Jitter) * Size);
    }

    public Hit At(double x, double y)
    {
        int ci = (int)Math.Floor(x / Size), cj = (int)Math.Floor(y / Size), ni = 0, nj = 0, si = 0, sj = 0;
        double near = double.MaxValue, second = double.MaxValue, nx = 0, ny = 0, sx = 0, sy = 0;
        for (var j = cj - 1; j <= cj + 1; j++)
            for (var i = ci - 1; i <= ci + 1; i++)
            {
                var (px, py) = Point(i, j);
                var d = (px - x) * (px - x) + (py - y) * (py - y);
                if (d < near)
                {
                    (second, sx, sy, si, sj) = (near, nx, ny, ni, nj);
                    (near, nx, ny, ni, nj) = (d, px, py, i, j);
                }
                else if (d < second) (second, sx, sy, si, sj) = (d, px, py, i, j);
            }
        uint a = Noise.Hash(ni, nj, Seed + 9), b = Noise.Hash(si, sj, Seed + 9);
        var apart = Math.Sqrt((nx - sx) * (nx - sx) + (ny - sy) * (ny - sy));
        return new(a, a ^ b, (second - near) / (2 * Math.Max(apart, 1e-6)), nx, ny);
    }

    /// <summary>Crowns of trees around the points: 0 between them, 1 on top of a large one; and the hash of the crown.</summary>
    public (float Height, uint Tree) Crown(double x, double y)
    {
        int ci = (int)Math.Floor(x / Size), cj = (int)Math.Floor(y / Size);
        var best = 0f;
        uint tree = 0;
        for (var j = cj - 1; j <= cj + 1; j++)
            for (var i = ci - 1; i <= ci + 1; i++)
            {
                var h = Noise.Hash(i, j, Seed);
                double px = (i + 0.5 + (Noise.Unit(h) - 0.5) * Jitter) * Size - x, py = (j + 0.5 + (Noise.Unit(h, 1) - 0.5) * Jitter) * Size - y;
                var r = Size * (0.5 + 0.3 * Noise.Unit(h, 2));
                var height = (float)(1 - (px * px + py * py) / (r * r)) * (0.65f + 0.35f * Noise.Unit(h, 3));
                if (height > best) (best, tree) = (height, h);
            }
        return (best, tree);
    }
}
