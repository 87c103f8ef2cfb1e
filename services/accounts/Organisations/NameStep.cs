using Dinamis.Rights;
using Dinamis.Storage;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Accounts.Organisations;

/// <summary>Asks membership for the names of organisations whose standing is new here.</summary>
sealed class NameStep(Store<AccountsDb> store, StoreSignal<AccountsDb> signal, Wire.Membership.MembershipClient membership, TimeProvider clock, ILogger<NameStep> logger)
    : BackgroundStep<AccountsDb>(store, signal, clock, logger)
{
    const int Most = 200;

    protected override Task<bool> IsDueAsync(CancellationToken cancellationToken) => Store.ReadAsync((db, ct) => Unnamed(db).AnyAsync(ct), cancellationToken);

    protected override async Task StepAsync(CancellationToken cancellationToken)
    {
        var unnamed = await Store.ReadAsync((db, ct) => Unnamed(db).Take(Most).Select(s => new { s.Key, s.Version }).ToListAsync(ct), cancellationToken);
        var reply = await membership.NameOrganisationsAsync(new() { OrganisationIds = { unnamed.Select(u => u.Key) } }, cancellationToken: cancellationToken);
        var names = reply.Organisations.ToDictionary(o => o.OrganisationId, o => o.Name);
        await Store.RunAsync(async (db, ct) =>
        {
            foreach (var standing in unnamed)
            {
                var row = await db.OrganisationNames.FindAsync([standing.Key], ct);
                if (row is null) db.OrganisationNames.Add(row = new() { Key = standing.Key, Name = "", StandingVersion = 0 });
                // What membership does not name keeps an empty name, and is not asked at each commit.
                (row.Name, row.StandingVersion) = (names.GetValueOrDefault(standing.Key, row.Name), standing.Version);
            }
        }, cancellationToken);
    }

    static IQueryable<StandingRow> Unnamed(AccountsDb db) => db.Set<StandingRow>().AsNoTracking()
        .Where(s => !db.OrganisationNames.Any(n => n.Key == s.Key && n.StandingVersion >= s.Version));
}
