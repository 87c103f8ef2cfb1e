using System.Text.Json;

namespace Dinamis.Membership.Texts;

/// <summary>Areas that a licence is limited to, checked where they enter: the catalogue's gate reads them at each download.</summary>
static class LicenceAreas
{
    /// <summary>A GeoJSON MultiPolygon (RFC 7946) of closed rings, in longitude and latitude.</summary>
    public static bool IsMultiPolygon(string geojson)
    {
        try
        {
            using var document = JsonDocument.Parse(geojson);
            return document.RootElement is { ValueKind: JsonValueKind.Object } geometry
                && geometry.TryGetProperty("type", out var type) && type.ValueEquals("MultiPolygon")
                && geometry.TryGetProperty("coordinates", out var polygons) && All(polygons, polygon => All(polygon, IsRing));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    static bool IsRing(JsonElement ring) => All(ring, IsPosition) && ring.GetArrayLength() >= 4 && JsonElement.DeepEquals(ring[0], ring[ring.GetArrayLength() - 1]);

    static bool IsPosition(JsonElement position) =>
        All(position, n => n.ValueKind is JsonValueKind.Number) && position.GetArrayLength() >= 2
        && Math.Abs(position[0].GetDouble()) <= 180 && Math.Abs(position[1].GetDouble()) <= 90;

    static bool All(JsonElement array, Func<JsonElement, bool> holds) => array.ValueKind is JsonValueKind.Array && array.GetArrayLength() > 0 && array.EnumerateArray().All(holds);
}
