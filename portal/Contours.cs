using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dinamis.Portal;

/// <summary>Contours as people paste them.</summary>
static class Contours
{
    /// <summary>The GeoJSON MultiPolygon of a pasted Polygon or MultiPolygon, alone or in a feature; null for anything else. The service checks its rings.</summary>
    public static string? Lire(string texte)
    {
        try
        {
            var lu = JsonNode.Parse(texte) as JsonObject;
            var forme = lu?["type"]?.ToString() == "Feature" ? lu["geometry"] as JsonObject : lu;
            return forme?["coordinates"] is not JsonArray points ? null : forme["type"]?.ToString() switch
            {
                "MultiPolygon" => Multiple(points.DeepClone()),
                "Polygon" => Multiple(new JsonArray(points.DeepClone())),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static string Multiple(JsonNode points) => new JsonObject { ["type"] = "MultiPolygon", ["coordinates"] = points }.ToJsonString();
}
