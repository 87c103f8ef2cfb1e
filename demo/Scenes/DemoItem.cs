using System.Globalization;
using System.Text.Json.Nodes;

namespace Dinamis.Demo.Scenes;

/// <summary>Writes a scene as a STAC 1.1 item.</summary>
static class DemoItem
{
    static readonly string[] months = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

    /// <summary>Radius of the Earth and height of the orbit, km: the incidence on the ground is larger than the angle at the satellite.</summary>
    const double Earth = 6371, Orbit = 694;

    /// <param name="corners">Longitude, latitude, counter-clockwise, not closed.</param>
    public static JsonObject Of(int index, string collection, string platform, DateTimeOffset at, string town, double[][] corners, double gsd, double cloud, double offNadir, double azimuth, Sun sun, bool pictured)
    {
        var utc = at.UtcDateTime;
        JsonArray Point(double[] p) => [Math.Round(p[0], 6), Math.Round(p[1], 6)];
        var (satellite, sensor, constellation) = platform switch
        {
            "phr1a" => ("Pléiades 1A", "hiri", "pleiades"),
            "phr1b" => ("Pléiades 1B", "hiri", "pleiades"),
            "spot-5" => ("SPOT 5", "hrg", "spot"),
            _ => (platform.ToUpperInvariant().Replace('-', ' '), "naomi", "spot"),
        };
        var pleiades = constellation == "pleiades";
        var ortho = pictured || index % 3 != 0;
        var item = new JsonObject
        {
            ["type"] = "Feature",
            ["stac_version"] = "1.1.0",
            ["stac_extensions"] = new JsonArray(
                "https://stac-extensions.github.io/eo/v2.0.0/schema.json", "https://stac-extensions.github.io/view/v1.0.0/schema.json",
                "https://stac-extensions.github.io/projection/v2.0.0/schema.json", "https://stac-extensions.github.io/processing/v1.2.0/schema.json"),
            ["id"] = string.Create(CultureInfo.InvariantCulture, $"{platform.ToUpperInvariant()}_{utc:yyyyMMddHHmmssfff}_{index:0000}"),
            ["collection"] = collection,
            ["geometry"] = new JsonObject { ["type"] = "Polygon", ["coordinates"] = new JsonArray(new JsonArray([.. corners.Append(corners[0]).Select(p => (JsonNode)Point(p))])) },
            ["bbox"] = new JsonArray(Math.Round(corners.Min(p => p[0]), 6), Math.Round(corners.Min(p => p[1]), 6), Math.Round(corners.Max(p => p[0]), 6), Math.Round(corners.Max(p => p[1]), 6)),
            ["properties"] = new JsonObject
            {
                ["datetime"] = utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                ["title"] = $"{town}, {utc.Day}{(utc.Day == 1 ? "er" : "")} {months[utc.Month - 1]} {utc.Year} ({satellite})",
                ["platform"] = platform,
                ["constellation"] = constellation,
                ["instruments"] = new JsonArray(sensor),
                ["gsd"] = gsd,
                ["eo:cloud_cover"] = Math.Round(cloud, 1),
                ["view:off_nadir"] = Math.Round(offNadir, 2),
                ["view:incidence_angle"] = Math.Round(Math.Asin((Earth + Orbit) / Earth * Math.Sin(offNadir * Math.PI / 180)) * 180 / Math.PI, 2),
                ["view:azimuth"] = Math.Round(azimuth % 360, 1),
                ["view:sun_azimuth"] = Math.Round(sun.Azimuth, 1),
                ["view:sun_elevation"] = Math.Round(sun.Elevation, 1),
                ["processing:level"] = ortho ? "ORTHO" : "SENSOR",
                ["bands"] = new JsonArray(Band("red", pleiades ? 0.65 : 0.66), Band("green", 0.56), Band("blue", 0.485), Band("nir", 0.84)),
            },
            ["links"] = new JsonArray(),
            ["assets"] = new JsonObject(),
        };
        // In sensor geometry pixels have no reference system.
        if (ortho) item["properties"]!["proj:code"] = "EPSG:2154";
        return item;
    }

    static JsonObject Band(string colour, double micrometres) => new() { ["name"] = colour, ["eo:common_name"] = colour, ["eo:center_wavelength"] = micrometres };
}
