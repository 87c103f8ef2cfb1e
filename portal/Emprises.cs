using System.Text.Json.Nodes;
using Dinamis.Wire;

namespace Dinamis.Portal;

/// <summary>Footprints as the map reads them: the feature's property <c>id</c> is that of the list's <c>data-empreinte</c>.</summary>
static class Emprises
{
    public static string De(IEnumerable<ItemSummary> scenes) => Collection(scenes.Where(s => s.Footprint.Length > 0)
        .Select(s => (s.ItemId, s.Footprint, $"/catalogue/{s.CollectionId}/{s.ItemId}")));

    /// <summary>Share of two boxes that they have in common, from 0 to 1 (the same box).</summary>
    public static double Commun(Box? a, Box? b)
    {
        if (a is null || b is null) return 0;
        var common = Math.Max(0, Math.Min(a.East, b.East) - Math.Max(a.West, b.West)) * Math.Max(0, Math.Min(a.North, b.North) - Math.Max(a.South, b.South));
        var all = (a.East - a.West) * (a.North - a.South) + (b.East - b.West) * (b.North - b.South) - common;
        return all > 0 ? common / all : 0;
    }

    /// <param name="formes">Id, GeoJSON geometry, page.</param>
    public static string Collection(IEnumerable<(string Id, string Geometrie, string Lien)> formes) => new JsonObject
    {
        ["type"] = "FeatureCollection",
        ["features"] = new JsonArray([.. formes.Select(f => new JsonObject
        {
            ["type"] = "Feature",
            ["properties"] = new JsonObject { ["id"] = f.Id, ["url"] = f.Lien },
            ["geometry"] = JsonNode.Parse(f.Geometrie),
        })]),
    }.ToJsonString();
}
