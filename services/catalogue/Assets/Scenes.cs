using System.Collections.Concurrent;
using System.Text.Json;
using Dinamis.Catalogue.Geography;
using Dinamis.Catalogue.Items;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;

namespace Dinamis.Catalogue.Assets;

/// <summary>What the gate, the bytes and the tiles need of a scene.</summary>
sealed record Scene(string Collection, string Item, string Family, bool Reserved, Geometry? Footprint, double AreaM2, IReadOnlyList<Asset> Assets)
{
    public Asset? Asset(string key) => Assets.FirstOrDefault(a => a.Key == key);
}

/// <summary>Scenes read lately: a storm of ranges and tiles asks for the same few.</summary>
sealed class Scenes(TimeProvider clock)
{
    static readonly TimeSpan kept = TimeSpan.FromSeconds(10);
    const int Most = 500;
    readonly ConcurrentDictionary<(string, string), (Scene Scene, DateTimeOffset Until)> known = new();

    public async Task<Scene?> FindAsync(CatalogueDb db, IItemStore items, string collection, string item, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (known.TryGetValue((collection, item), out var hit) && now < hit.Until) return hit.Scene;
        var of = await db.Collections.AsNoTracking().FirstOrDefaultAsync(c => c.Code == collection, cancellationToken);
        if (of is null || await items.FindAsync(collection, item, cancellationToken) is not { } found) return null;
        var assets = await db.Assets.AsNoTracking().Where(a => a.Collection == collection && a.Item == item).ToListAsync(cancellationToken);
        using var json = JsonDocument.Parse(found.Body);
        var footprint = json.RootElement.GetProperty("geometry") is { ValueKind: JsonValueKind.Object } geometry ? GeoJson.Parse(geometry, int.MaxValue) : null;
        var scene = new Scene(collection, item, of.Family, of.Reserved, footprint, footprint is null ? 0 : Areas.SquareMetres(footprint), assets);
        if (known.Count >= Most) known.Clear();
        known[(collection, item)] = (scene, now + kept);
        return scene;
    }

    /// <summary>The scene changed here.</summary>
    public void Forget(string collection, string item) => known.TryRemove((collection, item), out _);
}
