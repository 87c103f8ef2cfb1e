using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Organisations;
using Dinamis.Membership.Register;
using Dinamis.Rights;
using Dinamis.ServiceDefaults;
using Microsoft.EntityFrameworkCore;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

/// <summary>Ownership inside the query: what the caller may not see does not exist for him.</summary>
static class Visibility
{
    static readonly Role[] staff = [Role.Instructor, Role.Signatory, Role.Operator];

    /// <summary>All proven files for DINAMIS, those of its mandates for a relay, its own for a référent.</summary>
    public static async Task<IQueryable<Adhesion>> VisibleToAsync(this IQueryable<Adhesion> all, Caller caller, CallerRights rights, CancellationToken cancellationToken)
    {
        var proven = all.Where(a => a.State != AdhesionState.Draft || a.OpenSiren != null);
        if (await rights.IsDinamisAsync(cancellationToken, staff)) return proven;
        var mandates = await MandatesAsync(rights, cancellationToken);
        if (mandates.Count > 0) return proven.Where(a => a.RelayId == caller.OrganisationId && mandates.Contains(a.MandateId!.Value));
        var own = await rights.RequireAsync(cancellationToken, Role.Referent);
        return proven.Where(a => a.OrganisationId == own);
    }

    /// <summary>Any organisation for DINAMIS, those under its mandate for a relay, its own for anybody of it.</summary>
    public static async Task<IQueryable<Organisation>> VisibleToAsync(this IQueryable<Organisation> all, Caller caller, CallerRights rights, CancellationToken cancellationToken)
    {
        if (await rights.IsDinamisAsync(cancellationToken, staff)) return all;
        var own = caller.OrganisationId is { } organisation && (await rights.RolesInAsync(organisation, cancellationToken)).Count > 0 ? organisation : Guid.Empty;
        var under = await rights.EntitiesUnderMandateAsync(MandateRight.View, cancellationToken);
        return all.Where(o => o.Id == own || under.Contains(o.Id));
    }

    /// <summary>Mandates by which the caller's relay sees files: it makes bodies join, or has the global view.</summary>
    public static async Task<List<Guid>> MandatesAsync(CallerRights rights, CancellationToken cancellationToken) =>
        [.. (await rights.MandatesAsync(MandateRight.Join, cancellationToken)).Concat(await rights.MandatesAsync(MandateRight.View, cancellationToken)).Select(m => Guid.Parse(m.MandateId)).Distinct()];

    /// <summary>What waits for an officer of its relay: <see cref="Deed.AwaitsRelay"/> inside a query.</summary>
    public static IQueryable<Deed> AwaitingRelay(this IQueryable<Deed> deeds) =>
        deeds.Where(d => d.RelayId != null && d.Status == DeedStatus.SignedByMember && d.Sealing == SealingState.None);

    public static async Task<Adhesion> FindOrRefuseAsync(this IQueryable<Adhesion> visible, Guid id, CancellationToken cancellationToken) =>
        await visible.FirstOrDefaultAsync(a => a.Id == id, cancellationToken) ?? throw new Refused(Refusals.NotFound);
}
