using System.Numerics;

namespace Dinamis.Demo.Scenes;

/// <summary>From colours and heights to what a sensor sees: cast shadows, slopes turned to the sun, haze, the blur of optics, noise, whole numbers.</summary>
static class Light
{
    static readonly Vector4 shade = new(0.34f, 0.38f, 0.46f, 0.3f), haze = new(55, 100, 190, 15);

    public static ushort[][] See(Canvas canvas, Sun sun, uint seed)
    {
        var lit = new Vector4[canvas.Colour.Length];
        var (east, north) = Math.SinCos(sun.Azimuth * Math.PI / 180);
        float rise = (float)(Math.Tan(sun.Elevation * Math.PI / 180) * canvas.Pixel), power = (float)(0.55 + 0.45 * Math.Sin(sun.Elevation * Math.PI / 180));
        Parallel.For(1, canvas.Height - 1, row =>
        {
            for (var column = 1; column < canvas.Width - 1; column++)
            {
                var at = row * canvas.Width + column;
                var colour = canvas.Colour[at];
                if (Shadowed(canvas, column, row, east, -north, rise)) colour *= shade;
                else
                {
                    // Rows go south: the slope to the north is the difference upwards.
                    float gx = (canvas.Tall[at + 1] - canvas.Tall[at - 1]) / 2, gy = (canvas.Tall[at - canvas.Width] - canvas.Tall[at + canvas.Width]) / 2;
                    var slope = -(gx * (float)east + gy * (float)north) / (float)canvas.Pixel;
                    colour *= Math.Clamp(1 + 0.34f * slope, 0.5f, 1.38f);
                }
                lit[at] = colour * power + haze;
            }
        });
        return Sample(canvas, lit, seed);
    }

    static bool Shadowed(Canvas canvas, int column, int row, double dx, double dy, float rise)
    {
        var own = canvas.Tall[row * canvas.Width + column];
        float ray = own;
        double x = column + 0.5, y = row + 0.5;
        // Nothing stands higher than 27 m.
        for (var step = 1; step <= canvas.Border; step++)
        {
            x += dx;
            y += dy;
            ray += rise;
            if (ray > 27 || x < 0 || y < 0 || x >= canvas.Width || y >= canvas.Height) return false;
            if (canvas.Tall[(int)y * canvas.Width + (int)x] > ray + 0.35f) return true;
        }
        return false;
    }

    static ushort[][] Sample(Canvas canvas, Vector4[] lit, uint seed)
    {
        int width = canvas.Width - 2 * canvas.Border, height = canvas.Height - 2 * canvas.Border, w = canvas.Width;
        ushort[][] bands = [new ushort[width * height], new ushort[width * height], new ushort[width * height], new ushort[width * height]];
        Parallel.For(0, height, y =>
        {
            for (var x = 0; x < width; x++)
            {
                var at = (y + canvas.Border) * w + x + canvas.Border;
                var v = lit[at] * 0.4f + (lit[at - 1] + lit[at + 1] + lit[at - w] + lit[at + w]) * 0.11f + (lit[at - w - 1] + lit[at - w + 1] + lit[at + w - 1] + lit[at + w + 1]) * 0.04f;
                // Twelve bits, like the sensors: 40 % of the reflectance × 10 000.
                var gain = 0.4f + 0.006f * (Noise.Unit(x, y, seed) - 0.5f);
                for (var b = 0; b < 4; b++) bands[b][y * width + x] = (ushort)Math.Clamp(v[b] * gain + 0.5f, 1, 4095);
            }
        });
        return bands;
    }
}
