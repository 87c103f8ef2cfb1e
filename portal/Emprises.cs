using System.Text.Json.Nodes;
using Dinamis.Wire;

namespace Dinamis.Portal;

/// <summary>Footprints as the map reads them: the feature's property <c>id</c> is that of the list's <c>data-empreinte</c>.</summary>
static class Emprises
{
    public static string De(IEnumerable<ItemSummary> scenes) => Collection(scenes.Where(s => s.Footprint.Length > 0)
        .Select(s => (s.ItemId, s.Footprint, $"/catalogue/{s.CollectionId}/{s.ItemId}")));

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
