using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Dinamis.Catalogue.Dimap;

/// <summary>A STAC 1.1 item of a DIMAP product, without links and assets, which are the catalogue's.</summary>
static partial class DimapItem
{
    static readonly string[] extensions =
    [
        "https://stac-extensions.github.io/eo/v2.0.0/schema.json", "https://stac-extensions.github.io/view/v1.0.0/schema.json",
        "https://stac-extensions.github.io/projection/v2.0.0/schema.json", "https://stac-extensions.github.io/processing/v1.2.0/schema.json",
    ];

    /// <summary>
    /// The item. <c>datetime</c> is the strip's imaging time; <c>gsd</c> is the resampling spacing in metres (what the pixels are), or where it is no length in metres
    /// the mean ground sampling distance at the centre (what the sensor saw); angles are absolute values, as the view extension wants.
    /// </summary>
    /// <param name="footprint">Outline read from the pixels, when they lie on the ground; otherwise the document's corners are used; with neither, the geometry is null.</param>
    /// <param name="file">The metadata's file name: tells apart products that have no name of their own.</param>
    public static JsonObject Of(DimapProduct p, string collection, IReadOnlyList<double[]>? footprint = null, string? file = null)
    {
        var ring = footprint is { Count: >= 4 } ? footprint : Ring(p.Corners);
        var item = new JsonObject
        {
            ["type"] = "Feature",
            ["stac_version"] = "1.1.0",
            ["stac_extensions"] = new JsonArray([.. extensions.Select(e => JsonValue.Create(e))]),
            ["id"] = IdOf(p, file),
            ["collection"] = collection,
            ["geometry"] = ring is null ? null : new JsonObject { ["type"] = "Polygon", ["coordinates"] = new JsonArray(new JsonArray([.. ring.Select(c => new JsonArray(Round(c[0], 6), Round(c[1], 6)))])) },
        };
        // STAC: a bounding box is there if and only if there is a geometry.
        if (ring is not null) item["bbox"] = new JsonArray(Round(ring.Min(c => c[0]), 6), Round(ring.Min(c => c[1]), 6), Round(ring.Max(c => c[0]), 6), Round(ring.Max(c => c[1]), 6));
        item["properties"] = Properties(p);
        item["links"] = new JsonArray();
        item["assets"] = new JsonObject();
        return item;
    }

    static JsonObject Properties(DimapProduct p)
    {
        var properties = new JsonObject { ["datetime"] = Utc(p.Imaged) };
        void Add(string name, JsonNode? value)
        {
            if (value is not null) properties[name] = value;
        }
        if (p.TimeRange is { } range)
        {
            Add("start_datetime", Utc(range.Start));
            Add("end_datetime", Utc(range.End));
        }
        Add("title", p.Name);
        Add("created", p.Produced is { } produced ? Utc(produced) : null);
        Add("platform", Platform(p));
        Add("constellation", p.Mission switch { "PHR" => "pleiades", "PNEO" => "pleiades-neo", "SPOT" => "spot", _ => null });
        if (p.Instrument is { } instrument) Add("instruments", new JsonArray(instrument.ToLowerInvariant()));
        Add("gsd", Round(Gsd(p), 3));
        Add("eo:cloud_cover", Round(p.CloudCover, 2));
        Add("eo:snow_cover", Round(p.SnowCover, 2));
        Add("view:incidence_angle", Round(Math.Abs(p.Centre.Incidence ?? double.NaN), 3));
        Add("view:off_nadir", Round(Math.Abs(p.Centre.Viewing ?? double.NaN), 3));
        Add("view:azimuth", Round(p.Centre.Azimuth, 3));
        Add("view:sun_azimuth", Round(p.Centre.SunAzimuth, 3));
        Add("view:sun_elevation", Round(p.Centre.SunElevation, 3));
        if (p.Epsg is { } epsg) Add("proj:code", $"EPSG:{epsg}");
        if (p is { Rows: { } rows, Columns: { } columns }) Add("proj:shape", new JsonArray(rows, columns));
        Add("processing:level", p.Level);
        Add("dinamis:spectral", p.Spectral);
        return properties;
    }

    /// <summary>phr1a, spot-6, pneo4.</summary>
    public static string? Platform(DimapProduct p) => p.Mission is null ? null
        : (p.Mission == "SPOT" ? $"spot-{p.MissionIndex}" : p.Mission + p.MissionIndex).ToLowerInvariant();

    /// <summary>Metres.</summary>
    public static double? Gsd(DimapProduct p) =>
        p.Spacing is >= 0.05 and <= 100 ? p.Spacing
        : p.Centre is { GsdAcross: { } across, GsdAlong: { } along } ? (across + along) / 2 : null;

    /// <summary>Closed and counter-clockwise, as GeoJSON wants.</summary>
    static List<double[]>? Ring(IReadOnlyList<double[]> corners)
    {
        if (corners.Count < 3) return null;
        var twice = corners.Select((c, i) => (c, n: corners[(i + 1) % corners.Count])).Sum(e => e.c[0] * e.n[1] - e.n[0] * e.c[1]);
        List<double[]> ring = twice < 0 ? [corners[0], .. corners.Skip(1).Reverse()] : [.. corners];
        return [.. ring, ring[0]];
    }

    static string IdOf(DimapProduct p, string? file) => Unsafe().Replace(p.Name ?? string.Join('_', new[]
    {
        Platform(p) ?? "image", p.Imaged.UtcDateTime.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture), p.Spectral ?? p.Level,
        file is null || file.Equals("METADATA", StringComparison.OrdinalIgnoreCase) ? null : file,
    }.OfType<string>()), "_").Trim('_');

    static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    static JsonValue? Round(double? value, int digits) => value is { } v && double.IsFinite(v) ? JsonValue.Create(Math.Round(v, digits)) : null;

    [GeneratedRegex("[^A-Za-z0-9._-]+")]
    private static partial Regex Unsafe();
}
