using System.Text.Json.Nodes;
using Dinamis.Catalogue.Pixels;
using Dinamis.Demo.Bodies;

namespace Dinamis.Demo.Scenes;

/// <summary>A scene of the demonstration.</summary>
/// <param name="Item">STAC 1.1 item without links and assets: they are the catalogue's.</param>
/// <param name="Shot">What its pixels show; null for a scene that is only described.</param>
sealed record DemoScene(string Id, string Collection, JsonObject Item, Shot? Shot);

/// <summary>The scenes of the demonstration: always the same ones.</summary>
static class DemoScenes
{
    const int Count = 400;

    /// <summary>Share, platforms, ground sampling (m), width (km), first and last day.</summary>
    static readonly (string Id, double Share, string[] Platforms, double Gsd, double Width, DateTime From, DateTime Until)[] collections =
    [
        ("pleiades", 0.4, ["phr1a", "phr1b"], 0.5, 20, new(2013, 1, 1), new(2026, 10, 31)),
        ("spot-6-7", 0.32, ["spot-6", "spot-7"], 1.5, 60, new(2013, 1, 1), new(2026, 10, 31)),
        ("spot-6-7-drs", 0.1, ["spot-6", "spot-7"], 1.5, 60, new(2014, 3, 1), new(2026, 10, 31)),
        ("spot-5", 0.18, ["spot-5"], 2.5, 60, new(2013, 1, 1), new(2015, 3, 27)),
    ];

    /// <summary>All scenes; those with pixels come first.</summary>
    public static IReadOnlyList<DemoScene> Items()
    {
        var towns = Gazetteer.Communes.Where(c => c is { At: not null, Population: > 1500 }).ToList();
        var chance = new Chance(20260101);
        return [.. Shot.All.Select(Pictured), .. Enumerable.Range(Shot.All.Length, Count - Shot.All.Length).Select(i => Described(i, chance, towns))];
    }

    /// <summary>Draws the scene and writes it as a cloud-optimized GeoTIFF, EPSG:2154, bands red, green, blue, near infrared of 16 bits, nodata 0.</summary>
    public static void WritePixels(DemoScene scene, string path, CancellationToken ct) =>
        GeoTiffWriter.Write(path, (scene.Shot ?? throw new ArgumentException("This scene has no pixels.", nameof(scene))).Draw(), ct);

    static DemoScene Pictured(Shot shot, int index)
    {
        var projection = Projection.Of(2154)!;
        var corners = shot.Corners().Select(c => projection.ToLonLat(c.X, c.Y)).Select(c => new[] { c.Lon, c.Lat }).ToArray();
        var (_, _, _, gsd, _, _, _) = collections.Single(c => c.Id == shot.Collection);
        var quarter = shot.Place == Place.Marmande ? $" {(shot.North > 0 ? "nord" : "sud")}-{(shot.West < 0 ? "ouest" : "est")}" : "";
        var scene = DemoItem.Of(index, shot.Collection, shot.Platform, shot.At, shot.Place.Town + quarter, corners, gsd, cloud: index % 3 * 0.4, offNadir: 6 + 3 * (index % 4), azimuth: 180.4 + index, shot.Sun, true);
        return new(scene["id"]!.GetValue<string>(), shot.Collection, scene, shot);
    }

    static DemoScene Described(int index, Chance chance, List<Commune> towns)
    {
        var c = collections[chance.Pick(collections.Select(c => c.Share))];
        var town = towns[chance.Pick(towns.Select(t => Math.Sqrt(t.Population) * (t.Region == Gazetteer.NouvelleAquitaine ? 1 : 0.7)))];
        var (lon, lat) = (town.At!.Value.Lon + chance.Normal(c.Width / 900), town.At.Value.Lat + chance.Normal(c.Width / 1300));

        double half = c.Width / 2 * (0.85 + 0.3 * chance.Next()), tall = c.Width / 2 * (c.Width > 30 ? 0.85 + 1.1 * chance.Next() : 0.85 + 0.3 * chance.Next());
        var (sin, cos) = Math.SinCos((-12 + 4 * chance.Next()) * Math.PI / 180);
        double kx = 111.32 * Math.Cos(lat * Math.PI / 180), ky = 110.57;
        double[][] corners = [.. new[] { (-half, -tall), (half, -tall), (half, tall), (-half, tall) }.Select(p => new[] { lon + (p.Item1 * cos - p.Item2 * sin) / kx, lat + (p.Item1 * sin + p.Item2 * cos) / ky })];

        var at = new DateTimeOffset(c.From.AddDays(Math.Floor((c.Until - c.From).TotalDays * chance.Next())), TimeSpan.Zero).AddHours(10).AddSeconds(1300 + Math.Floor(2200 * chance.Next())).AddMilliseconds(Math.Floor(1000 * chance.Next()));
        var cloud = Math.Min(100, 100 * Math.Pow(chance.Next(), 2.2));
        var scene = DemoItem.Of(index, c.Id, c.Platforms[(int)(chance.Next() * c.Platforms.Length)], at, town.Name, corners, c.Gsd, cloud, Math.Min(34, Math.Abs(chance.Normal(12))), 360 * chance.Next(), Sun.At(at, lon, lat), false);
        return new(scene["id"]!.GetValue<string>(), c.Id, scene, null);
    }

    /// <summary>A sequence that is the same on every machine and every version of .NET.</summary>
    sealed class Chance(uint seed)
    {
        int drawn;

        public double Next() => Noise.Unit(drawn++, 7, seed);

        public double Normal(double deviation) => deviation * Math.Sqrt(-2 * Math.Log(Next() + 1e-9)) * Math.Cos(2 * Math.PI * Next());

        public int Pick(IEnumerable<double> weights)
        {
            var all = weights.ToList();
            var left = Next() * all.Sum();
            var i = 0;
            while (i < all.Count - 1 && (left -= all[i]) > 0) i++;
            return i;
        }
    }
}
