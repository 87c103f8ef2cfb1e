using System.Globalization;
using System.Text.Json.Nodes;

namespace Dinamis.ServiceTests.Catalogue;

/// <summary>STAC items of the tests.</summary>
static class Scenes
{
    public static string Item(string collection, string id, string? datetime = "2025-06-01T10:30:00Z", double[]? box = null, double? cloud = 5, Action<JsonObject>? change = null)
    {
        var properties = new JsonObject { ["datetime"] = datetime, ["platform"] = "spot-6", ["gsd"] = 1.5 };
        if (cloud is { } percent) properties["eo:cloud_cover"] = percent;
        var item = new JsonObject
        {
            ["type"] = "Feature",
            ["stac_version"] = "1.0.0",
            ["id"] = id,
            ["collection"] = collection,
            ["geometry"] = Polygon(box ?? [-0.6, 44.8, -0.5, 44.9]),
            ["properties"] = properties,
            ["links"] = new JsonArray(),
            ["assets"] = new JsonObject(),
        };
        change?.Invoke(item);
        return item.ToJsonString();
    }

    public static JsonObject Polygon(double[] b) => Ring([b[0], b[1]], [b[2], b[1]], [b[2], b[3]], [b[0], b[3]], [b[0], b[1]]);

    public static JsonObject Ring(params double[][] vertices) => new()
    {
        ["type"] = "Polygon",
        ["coordinates"] = new JsonArray(new JsonArray([.. vertices.Select(v => new JsonArray(v[0], v[1]))])),
    };

    public static string Box(params double[] box) => string.Join(',', box.Select(n => n.ToString(CultureInfo.InvariantCulture)));
}
