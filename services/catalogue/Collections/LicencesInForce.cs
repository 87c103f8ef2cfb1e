using System.Collections.Concurrent;
using Dinamis.Catalogue.Licence;
using Dinamis.Rights;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Catalogue.Collections;

/// <summary>Which version of a licence is in force now. Nobody's right hangs on it: links name it.</summary>
sealed class LicencesInForce(CatalogueDb db, PublishedVersions published, TimeProvider clock)
{
    /// <returns>Number of the version by family; a family without one is absent.</returns>
    public async Task<Dictionary<string, int>> OfAsync(IReadOnlyCollection<string> families, CancellationToken cancellationToken) => families.Count == 0 ? [] :
        await OfAsync(await db.Set<LicenceRow>().AsNoTracking().Where(r => families.Contains(r.Key)).Select(r => new KeyValuePair<string, long>(r.Key, r.Version)).ToListAsync(cancellationToken), cancellationToken);

    /// <param name="told">Families, each with the version of the state that the feed told.</param>
    /// <param name="cancellationToken">Ends the read of those that changed since.</param>
    /// <inheritdoc cref="OfAsync(IReadOnlyCollection{string}, CancellationToken)"/>
    public async Task<Dictionary<string, int>> OfAsync(IEnumerable<KeyValuePair<string, long>> told, CancellationToken cancellationToken)
    {
        var (now, inForce) = (clock.GetUtcNow(), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var (family, state) in told)
        {
            if (LicenceGate.InForce(await published.OfAsync(db, family, state, cancellationToken), now) is > 0 and var version) inForce[family] = version;
        }
        return inForce;
    }
}

/// <summary>The published versions of each licence, parsed once for each state that the feed told.</summary>
sealed class PublishedVersions
{
    readonly ConcurrentDictionary<string, (long State, IReadOnlyList<Wire.LicenceVersion> Versions)> kept = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<Wire.LicenceVersion>> OfAsync(CatalogueDb db, string family, long state, CancellationToken cancellationToken)
    {
        if (kept.TryGetValue(family, out var known) && known.State == state) return known.Versions;
        if (await db.Set<LicenceRow>().AsNoTracking().FirstOrDefaultAsync(r => r.Key == family, cancellationToken) is not { } row) return [];
        kept[family] = (row.Version, Wire.Licence.Parser.ParseFrom(row.Payload).Versions);
        return kept[family].Versions;
    }
}
