using Dinamis.Rights;
using Microsoft.EntityFrameworkCore;
using RoleName = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Activity.Use;

/// <summary>Sums of a period, by month and by organisation: the database groups, at most one row an organisation and month comes out.</summary>
sealed class UseReader(ActivityDb db)
{
    public async Task<IReadOnlyList<Wire.UseOfMonth>> MonthsAsync(IQueryable<Guid> organisations, (int From, int Until) span, CancellationToken cancellationToken)
    {
        var rows = await db.Days.AsNoTracking().Where(d => organisations.Contains(d.OrganisationId) && d.Month >= span.From && d.Month <= span.Until)
            .GroupBy(d => d.Month)
            .Select(g => new { Month = g.Key, Downloads = g.Sum(d => d.Downloads), AreaM2 = g.Sum(d => d.AreaM2), Bytes = g.Sum(d => d.Bytes) })
            .OrderBy(r => r.Month).ToListAsync(cancellationToken);
        return [.. rows.Select(r => new Wire.UseOfMonth { Month = Months.Text(r.Month), Downloads = r.Downloads, AreaM2 = r.AreaM2, Bytes = r.Bytes })];
    }

    /// <summary>Totals by organisation; one that did nothing has its users alone.</summary>
    public async Task<Dictionary<Guid, Wire.UseTotals>> ByOrganisationAsync(IQueryable<Guid> organisations, (int From, int Until) span, CancellationToken cancellationToken)
    {
        var use = await db.Days.AsNoTracking().Where(d => organisations.Contains(d.OrganisationId) && d.Month >= span.From && d.Month <= span.Until)
            .GroupBy(d => d.OrganisationId)
            .Select(g => new { Id = g.Key, Downloads = g.Sum(d => d.Downloads), AreaM2 = g.Sum(d => d.AreaM2), Bytes = g.Sum(d => d.Bytes) })
            .ToListAsync(cancellationToken);
        var users = await Users(organisations).GroupBy(r => r.OrganisationId).Select(g => new { Id = g.Key, Count = g.Select(r => r.PersonId).Distinct().Count() }).ToListAsync(cancellationToken);
        var active = await Active(organisations, span).GroupBy(p => p.OrganisationId).Select(g => new { Id = g.Key, Count = g.Select(p => p.PersonId).Distinct().Count() }).ToListAsync(cancellationToken);

        var totals = await organisations.ToDictionaryAsync(id => id, _ => new Wire.UseTotals(), cancellationToken);
        // A mandate may begin or end between two of these reads: its entity is then shown the next time.
        foreach (var row in use)
            if (totals.TryGetValue(row.Id, out var total)) (total.Downloads, total.AreaM2, total.Bytes) = (row.Downloads, row.AreaM2, row.Bytes);
        foreach (var row in users)
            if (totals.TryGetValue(row.Id, out var total)) total.Users = row.Count;
        foreach (var row in active)
            if (totals.TryGetValue(row.Id, out var total)) total.ActiveUsers = row.Count;
        return totals;
    }

    /// <summary>Sums of all; a person of two organisations counts once.</summary>
    public async Task<Wire.UseTotals> TotalAsync(IQueryable<Guid> organisations, (int From, int Until) span, IReadOnlyCollection<Wire.UseOfMonth> months, CancellationToken cancellationToken) => new()
    {
        Downloads = months.Sum(m => m.Downloads),
        AreaM2 = months.Sum(m => m.AreaM2),
        Bytes = months.Sum(m => m.Bytes),
        Users = await Users(organisations).Select(r => r.PersonId).Distinct().LongCountAsync(cancellationToken),
        ActiveUsers = await Active(organisations, span).Select(p => p.PersonId).Distinct().LongCountAsync(cancellationToken),
    };

    IQueryable<RoleRow> Users(IQueryable<Guid> organisations) =>
        db.Set<RoleRow>().AsNoTracking().Where(r => organisations.Contains(r.OrganisationId) && (r.Role == RoleName.User || r.Role == RoleName.Referent));

    IQueryable<ActivePerson> Active(IQueryable<Guid> organisations, (int From, int Until) span) =>
        db.ActivePersons.AsNoTracking().Where(p => organisations.Contains(p.OrganisationId) && p.Month >= span.From && p.Month <= span.Until);
}
