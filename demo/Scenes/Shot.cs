using Dinamis.Catalogue.Pixels;

namespace Dinamis.Demo.Scenes;

/// <summary>A scene that has true pixels: which part of which place, when, and how fine.</summary>
/// <param name="West">Metres of the left edge from the place's origin.</param>
/// <param name="North">Metres of the upper edge.</param>
/// <param name="Side">Pixels.</param>
/// <param name="Pixel">Metres.</param>
sealed record Shot(string Collection, string Platform, DateTimeOffset At, Place Place, double West, double North, int Side, double Pixel, Change? Change = null, bool Tilted = false)
{
    /// <summary>Angle of the swath of a sun-synchronous satellite, for a scene that is not cut along the grid.</summary>
    const double Tilt = -10 * Math.PI / 180;

    /// <summary>Lambert-93: left, bottom, right, top in metres.</summary>
    public (double Left, double Bottom, double Right, double Top) Bounds =>
        (Place.Origin.X + West, Place.Origin.Y + North - Side * Pixel, Place.Origin.X + West + Side * Pixel, Place.Origin.Y + North);

    /// <summary>Centre in longitude, latitude.</summary>
    public (double Lon, double Lat) Centre => Projection.Of(2154)!.ToLonLat((Bounds.Left + Bounds.Right) / 2, (Bounds.Bottom + Bounds.Top) / 2);

    public Sun Sun => Sun.At(At, Centre.Lon, Centre.Lat);

    /// <summary>The same place by pixels of twice the size: a quarter of the work.</summary>
    public Shot Coarser() => this with { Side = Side / 2, Pixel = Pixel * 2 };

    public GeoImage Draw()
    {
        var canvas = new Canvas(West, North, Side, Side, Pixel);
        var day = At.UtcDateTime.DayOfYear;
        var country = new Countryside(Place, day, Pixel, Change);
        Parallel.For(0, canvas.Height, row =>
        {
            var y = canvas.Y(row);
            for (var column = 0; column < canvas.Width; column++)
                (canvas.Colour[row * canvas.Width + column], canvas.Tall[row * canvas.Width + column]) = country.At(canvas.X(column), y);
        });
        var ground = new Ground(Place, canvas, day, Change);
        if (Place.River is { } river) ground.River(river);
        ground.Farms();
        foreach (var quarter in Change?.Built is { } built ? [.. Place.Quarters, built] : Place.Quarters) new Town(quarter, canvas, day, Place.River).Build();
        if (Place.Shore is { } shore) ground.Sea(shore);
        foreach (var road in Place.Roads) ground.Road(road, bridge: true);
        var seed = (uint)At.ToUnixTimeSeconds() ^ (uint)(int)West ^ ((uint)(int)North << 8);
        var bands = Light.See(canvas, Sun, seed);
        if (Tilted) CutOff(bands);
        return new(Side, Side, bands, ["Red", "Green", "Blue", "NIR"], 2154, Bounds.Left, Bounds.Top, Pixel);
    }

    /// <summary>Corners in Lambert-93, counter-clockwise from the lower left.</summary>
    public (double X, double Y)[] Corners()
    {
        var (left, bottom, right, top) = Bounds;
        if (!Tilted) return [(left, bottom), (right, bottom), (right, top), (left, top)];
        double cx = (left + right) / 2, cy = (bottom + top) / 2, half = HalfTilted * Pixel;
        var (sin, cos) = Math.SinCos(Tilt);
        return [.. new[] { (-1, -1), (1, -1), (1, 1), (-1, 1) }.Select(c => (cx + half * (c.Item1 * cos - c.Item2 * sin), cy + half * (c.Item1 * sin + c.Item2 * cos)))];
    }

    double HalfTilted => Side / 2.0 / (Math.Cos(Tilt) + Math.Abs(Math.Sin(Tilt)));

    /// <summary>Outside of the turned square there is no image: 0.</summary>
    void CutOff(ushort[][] bands)
    {
        var (sin, cos) = Math.SinCos(Tilt);
        for (var y = 0; y < Side; y++)
            for (var x = 0; x < Side; x++)
            {
                double u = x + 0.5 - Side / 2.0, v = Side / 2.0 - y - 0.5;
                if (Math.Abs(u * cos + v * sin) > HalfTilted || Math.Abs(v * cos - u * sin) > HalfTilted)
                    foreach (var band in bands) band[y * Side + x] = 0;
            }
    }

    /// <summary>All scenes with pixels: four that join over Marmande, two dates of La Réole, and seven elsewhere, one of them beyond the border.</summary>
    public static readonly Shot[] All = Shots();

    static Shot[] Shots()
    {
        static DateTimeOffset Utc(int year, int month, int day, int hour, int minute, int second) => new(year, month, day, hour, minute, second, TimeSpan.Zero);
        var may = Utc(2024, 5, 14, 10, 53, 12);
        Change later = new((-330, -420, 190), new(430, 120, 150, 0.18f, 23), 210);
        return
        [
            new("pleiades", "phr1a", may, Place.Marmande, -1024, 1024, 2048, 0.5),
            new("pleiades", "phr1a", may, Place.Marmande, 0, 1024, 2048, 0.5),
            new("pleiades", "phr1a", may, Place.Marmande, -1024, 0, 2048, 0.5),
            new("pleiades", "phr1a", may, Place.Marmande, 0, 0, 2048, 0.5),
            new("pleiades", "phr1b", Utc(2019, 7, 3, 10, 58, 41), Place.LaReole, -512, 512, 2048, 0.5, new((-330, -420, 190))),
            new("pleiades", "phr1a", Utc(2021, 2, 4, 11, 2, 5), Place.LaReole, -512, 512, 2048, 0.5, later),
            new("pleiades", "phr1b", Utc(2022, 8, 18, 10, 49, 27), Place.Gujan, -512, 512, 2048, 0.5),
            new("spot-6-7", "spot-7", Utc(2022, 7, 9, 10, 41, 50), Place.SaintEmilion, -768, 768, 1024, 1.5, Tilted: true),
            new("spot-6-7-drs", "spot-6", Utc(2025, 5, 27, 10, 36, 18), Place.Gueret, -768, 768, 1024, 1.5, Tilted: true),
            new("spot-6-7", "spot-6", Utc(2023, 6, 22, 10, 30, 59), Place.Fleurance, -768, 768, 1024, 1.5, Tilted: true),
            new("spot-5", "spot-5", Utc(2014, 9, 5, 10, 55, 3), Place.Perigueux, -1280, 1280, 1024, 2.5, Tilted: true),
            new("spot-6-7-drs", "spot-7", Utc(2021, 4, 30, 10, 52, 7), Place.SaintSebastien, -768, 768, 1024, 1.5, Tilted: true),
        ];
    }
}
