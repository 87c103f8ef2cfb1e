using Dinamis.Kernel;
using Dinamis.Rights;
using Dinamis.ServiceDefaults;
using Dinamis.Wire;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Catalogue.Collections;

/// <summary>The collections that the caller may know of. Every search, count and link starts from this list.</summary>
sealed class VisibleCollections(CatalogueDb db, CallerRights rights, Caller caller, TimeProvider clock)
{
    /// <summary>By code. Where rights are not known now, the reserved ones are left out: what is public goes on.</summary>
    public async Task<List<Collection>> AllAsync(CancellationToken cancellationToken)
    {
        var all = await db.Collections.AsNoTracking().OrderBy(c => c.Code).ToListAsync(cancellationToken);
        if (!all.Exists(c => c.Reserved)) return all;
        try
        {
            var families = await ReservedFamiliesAsync(cancellationToken);
            return all.FindAll(c => !c.Reserved || families is null || families.Contains(c.Family));
        }
        catch (Refused)
        {
            return all.FindAll(c => !c.Reserved);
        }
    }

    /// <exception cref="Refused">404 for what is not there or not visible; 503 when that cannot be told now.</exception>
    public async Task<Collection> OneAsync(string code, CancellationToken cancellationToken)
    {
        var one = await db.Collections.AsNoTracking().FirstOrDefaultAsync(c => c.Code == code, cancellationToken) ?? throw new Refused(Refusals.NotFound);
        if (!one.Reserved) return one;
        if (caller.PersonId is null && !caller.IsService) throw new Refused(Refusals.NotFound);
        var families = await ReservedFamiliesAsync(cancellationToken);
        return families is null || families.Contains(one.Family) ? one : throw new Refused(Refusals.NotFound);
    }

    // Null = all of them: our services and DINAMIS's people.
    async Task<HashSet<string>?> ReservedFamiliesAsync(CancellationToken cancellationToken)
    {
        if (caller.IsService && caller.Has(Scopes.Internal)) return null;
        if (caller.PersonId is null || caller.OrganisationId is not { } organisation) return [];
        if ((await rights.RolesInAsync(organisation, cancellationToken)).Count == 0) return [];
        if (organisation == WellKnown.Dinamis) return null;
        var standing = await rights.StandingAsync(organisation, cancellationToken);
        return standing is { ActInForce: true }
            ? [.. standing.Licences.Where(l => l.AcceptedAt.ToDateTimeOffset() <= clock.GetUtcNow()).Select(l => l.Family)]
            : [];
    }
}
