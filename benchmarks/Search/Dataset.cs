using System.Globalization;
using System.Text;

namespace Dinamis.Benchmarks;

/// <summary>Scenes over metropolitan France, half of them near towns; the first of a great number are those of a small one.</summary>
static class Dataset
{
    public static readonly string[] Collections = ["bench-spot-5", "bench-spot-6-7", "bench-pleiades", "bench-pleiades-neo"];
    static readonly double[] kilometres = [60, 60, 20, 14];
    static readonly (double Lon, double Lat)[] towns = [(2.35, 48.86), (5.37, 43.30), (4.84, 45.76), (1.44, 43.60), (-1.55, 47.22), (7.75, 48.58), (-0.58, 44.84), (3.06, 50.63), (-4.49, 48.39), (5.72, 45.19)];

    /// <summary>STAC items, one a line, from one number to another.</summary>
    public static IEnumerable<string> Lines(int from, int until)
    {
        for (var i = from; i < until; i++) yield return Line(i);
    }

    static string Line(int i)
    {
        // A generator for each scene: where one begins does not depend on where the import does.
#pragma warning disable CA5394 // Data, not secrets.
        var chance = new Random(i);
        var kind = chance.NextDouble() switch { < 0.25 => 0, < 0.55 => 1, < 0.9 => 2, _ => 3 };
        var (lon, lat) = (-4.5 + 12 * chance.NextDouble(), 43 + 7.5 * chance.NextDouble());
        if (chance.NextDouble() < 0.45) (lon, lat) = (towns[chance.Next(towns.Length)].Lon + 0.5 * (chance.NextDouble() - 0.5), towns[chance.Next(towns.Length)].Lat + 0.4 * (chance.NextDouble() - 0.5));
        var (w, h) = (kilometres[kind] / 2 / (111.3 * Math.Cos(lat * Math.PI / 180)), kilometres[kind] / 2 / 110.6);
        var tilt = -0.2 * h;
        double[][] ring = [[lon - w + tilt, lat - h], [lon + w + tilt, lat - h], [lon + w - tilt, lat + h], [lon - w - tilt, lat + h], [lon - w + tilt, lat - h]];
        var at = new DateTime(2006, 1, 1, 10, 0, 0, DateTimeKind.Utc).AddSeconds(chance.NextInt64(20L * 365 * 86_400)).AddMilliseconds(chance.Next(1_000));
        var cloud = Math.Round(100 * Math.Pow(chance.NextDouble(), 2.2), 1);
        var nadir = Math.Round(30 * chance.NextDouble(), 2);
#pragma warning restore CA5394
        var item = new StringBuilder();
        item.Append(CultureInfo.InvariantCulture, $$"""{"type":"Feature","stac_version":"1.1.0","id":"scene-{{i:0000000}}","collection":"{{Collections[kind]}}","geometry":{"type":"Polygon","coordinates":[[""");
        item.AppendJoin(',', ring.Select(p => string.Create(CultureInfo.InvariantCulture, $"[{p[0]:0.######},{p[1]:0.######}]")));
        item.Append(CultureInfo.InvariantCulture, $$"""]]},"properties":{"datetime":"{{at:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}","title":"Scène {{i}}","platform":"{{Collections[kind][6..]}}","instruments":["naomi"],"gsd":1.5,"eo:cloud_cover":{{cloud}},"view:off_nadir":{{nadir}},"proj:code":"EPSG:2154","processing:level":"ORTHO"},"links":[],"assets":{"product":{"href":"https://assets.example/{{i}}.zip","type":"application/zip","roles":["data"]},"thumbnail":{"href":"https://assets.example/{{i}}.jpg","type":"image/jpeg","roles":["thumbnail"]""");
        return item.Append("}}}").ToString();
    }
}

/// <summary>A question, the same for every contender: a quarter of a degree and a year; or all years and few clouds.</summary>
readonly record struct Question(double Lon, double Lat, int Year, int Limit, bool Polygon, bool Count)
{
    public static Question Next(Random chance, int limit = 10, bool polygon = false, bool count = false) =>
#pragma warning disable CA5394 // Data, not secrets.
        new(chance.Next(-200, 700) / 100.0, chance.Next(4350, 4900) / 100.0, chance.Next(2008, 2025), limit, polygon, count);
#pragma warning restore CA5394
}
