using System.Numerics;

namespace Dinamis.Demo.Scenes;

/// <summary>Fields, hedges, lanes and woods: colour and height of any point of the country.</summary>
sealed partial class Countryside(Place place, int day, double pixel, Change? change)
{
    readonly Land land = place.Land;
    readonly uint seed = place.Seed;
    readonly Cells blocks = new(place.Land.Block, place.Seed), oaks = new(7.5, place.Seed + 1), hedges = new(5.2, place.Seed + 2), lone = new(80, place.Seed + 3), scrub = new(3.2, place.Seed + 5);
    readonly Vector4 grass = Spectra.Grass(day), oak = Spectra.Oak(day), pine = Spectra.Pine(day), vine = Spectra.Vine(day);
    readonly uint cutBlock = change?.Cut is { } c ? BlockAt(place, c.X, c.Y) : 0;

    static uint BlockAt(Place place, double x, double y)
    {
        var (wx, wy) = Warp(place.Seed, x, y);
        return new Cells(place.Land.Block, place.Seed).At(wx, wy).Id;
    }

    /// <summary>Bends the straight borders of the polygons.</summary>
    static (double X, double Y) Warp(uint seed, double x, double y) =>
        (x + 46 * (Noise.Value(x / 260, y / 260, seed + 20) - 0.5), y + 46 * (Noise.Value(x / 260, y / 260, seed + 21) - 0.5));

    public (Vector4 Colour, float Tall) At(double x, double y)
    {
        var (wx, wy) = Warp(seed, x, y);
        var block = blocks.At(wx, wy);
        var wild = Noise.Value(x / 38, y / 38, seed + 23);

        // Lanes and hedges run along the borders of blocks.
        var border = Noise.Unit(block.Border);
        if (border < land.Lanes && block.Edge < 3.6)
            return block.Edge < 1.9 ? ((border < land.Lanes * 0.45 ? Spectra.Asphalt : land.Soil * 1.12f) * (0.94f + 0.12f * wild), 0) : (grass * 0.95f, 0);
        var hedge = Noise.Unit(block.Border, 1) < land.Hedges ? 1.4 + 3.2 * wild + (border < land.Lanes ? 3.6 : 0) : 0;
        if (block.Edge < hedge && Bush(x, y, 7) is { Tall: > 0 } bush) return bush;

        var cutHere = block.Id == cutBlock;
        if (cutHere && Cut(x, y, out var cleared)) return cleared;
        var woods = Noise.Fractal(x / 420, y / 420, seed + 24) + 0.1f * (wild - 0.5f);
        if (cutHere || woods > 0.74f - land.Woods * 0.75f || Noise.Unit(block.Id, 2) < land.Woods * 0.35f)
            return place.Pines ? Wood(x, y, pine, oak, 0.2f, 15) : Wood(x, y, oak, pine, 0.12f, 15);
        return Field(x, y, wx - block.X, wy - block.Y, block);
    }

    (Vector4 Colour, float Tall) Field(double x, double y, double bx, double by, Cells.Hit block)
    {
        var (sin, cos) = Math.SinCos((land.Angle + (Noise.Unit(block.Id, 3) - 0.5) * 2 * land.Disorder + (Noise.Unit(block.Id, 4) < 0.5 ? 90 : 0)) * Math.PI / 180);
        double u = bx * cos + by * sin, v = by * cos - bx * sin;
        var width = land.Widths.Min + (land.Widths.Max - land.Widths.Min) * Noise.Unit(block.Id, 5);
        double strip = Math.Floor(v / width + 0.37), length = width * (1.6 + 2.2 * Noise.Unit(block.Id, (uint)(int)strip + 90));
        var piece = Math.Floor(u / length + 0.41);
        double toSide = Distance(v / width + 0.37) * width, toEnd = Distance(u / length + 0.41) * length;
        var field = Noise.Hash((int)strip * 131 + (int)piece, (int)block.Id, seed);

        var edge = Math.Min(Math.Min(toSide, toEnd), block.Edge);
        var side = toSide < toEnd ? Noise.Hash((int)Math.Round(v / width + 0.37), (int)block.Id, seed + 6) : Noise.Hash((int)Math.Round(u / length + 0.41), (int)block.Id, seed + 7);
        if (Math.Min(toSide, toEnd) < 2.6 && Noise.Unit(side) < land.InnerHedges && Bush(x, y, 6) is { Tall: > 0 } bush) return bush;

        var crop = land.Pick(Noise.Unit(field));
        if (crop is Crop.Poplars or Crop.Pines or Crop.Cleared && edge > 2.5) return Plantation(crop, x, y, u, v, field);
        if (Noise.Unit(field, 8) < 0.5 + land.Trees && Lone(x, y) is { Tall: > 0 } tree) return tree;
        if (edge < 0.9 + pixel * 0.3) return (grass * 0.86f, 0.15f);
        return (Crops(crop, x, y, u, v, edge, field), crop == Crop.Maize && day is > 190 and < 265 ? 1.2f : 0);
    }

    static double Distance(double t) => Math.Min(t - Math.Floor(t), Math.Ceiling(t) - t);

    Vector4 Crops(Crop crop, double x, double y, double u, double v, double edge, uint field)
    {
        float tone = 0.86f + 0.28f * Noise.Unit(field, 1), patch = Noise.Fractal(x / 75, y / 75, seed + 30), fine = Noise.Value(x / 1.7, y / 1.7, seed + 31);
        // Machines leave stripes along the field; soil shows in patches.
        var stripe = Noise.Value(u / 160, v / 3.1, field) - 0.5f;
        var soil = land.Soil * (0.82f + 0.4f * Noise.Unit(field, 2)) * (0.9f + 0.25f * patch);
        var shift = day + (int)((Noise.Unit(field, 3) - 0.5f) * 26);
        var colour = crop switch
        {
            Crop.Wheat => Spectra.Wheat(Day(shift)),
            Crop.Maize => Spectra.Maize(Day(shift)),
            Crop.Rape => Spectra.Rape(Day(shift)),
            Crop.Sunflower => Spectra.Sunflower(Day(shift)),
            Crop.Vine => Rows(v, 2.3, Spectra.Vine(Day(shift)), Noise.Mix(soil, grass, Noise.Unit(field, 4) * 0.9f)),
            Crop.Grass => Noise.Mix(grass, soil * 0.8f, 0.35f * Noise.Fractal(x / 30, y / 30, seed + 33)),
            _ => soil,
        };
        var bare = Noise.Smooth(0.5f, 0.8f, patch + 0.2f * (Noise.Unit(field, 5) - 0.5f));
        colour = Noise.Mix(colour, soil, crop is Crop.Grass or Crop.Vine ? 0.12f * bare : 0.38f * bare);
        if (crop is Crop.Wheat or Crop.Rape or Crop.Maize && pixel < 1 && Distance(v / 24) * 24 is > 0.7 and < 1.5) colour = Noise.Mix(colour, soil, 0.35f);
        if (edge < 7 && crop is not (Crop.Grass or Crop.Vine)) colour *= 0.95f;
        return colour * tone * (1 + 0.1f * stripe) * (0.95f + 0.1f * fine);
    }

    static int Day(int day) => (day + 364) % 365 + 1;

    /// <summary>Lines of plants over ground; where pixels are too coarse to show them, their mean.</summary>
    Vector4 Rows(double v, double period, Vector4 plant, Vector4 ground)
    {
        var wave = (float)(0.5 + 0.5 * Math.Cos(2 * Math.PI * v / period));
        return Noise.Mix(ground, plant, pixel > period / 3 ? 0.5f : Noise.Smooth(0.25f, 0.75f, wave));
    }
}
