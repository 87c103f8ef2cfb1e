using System.Collections.Concurrent;
using Dinamis.Catalogue.Items;

namespace Dinamis.Catalogue.Collections;

/// <summary>Extents of collections, kept half a minute: they read a whole collection and move slowly.</summary>
sealed class Extents(TimeProvider clock)
{
    static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);
    readonly ConcurrentDictionary<string, (Extent Extent, DateTimeOffset Until)> kept = new(StringComparer.Ordinal);
    long changes;

    public async Task<Extent> OfAsync(string collection, IItemStore store, CancellationToken cancellationToken)
    {
        if (kept.TryGetValue(collection, out var known) && clock.GetUtcNow() < known.Until) return known.Extent;
        var before = Volatile.Read(ref changes);
        var extent = await store.ExtentAsync(collection, cancellationToken);
        kept[collection] = (extent, clock.GetUtcNow() + Kept);
        // What was read while it changed may be what it was.
        if (Volatile.Read(ref changes) != before) kept.TryRemove(collection, out _);
        return extent;
    }

    /// <summary>The collection changed here, and that is committed.</summary>
    public void Forget(string collection)
    {
        Interlocked.Increment(ref changes);
        kept.TryRemove(collection, out _);
    }
}
