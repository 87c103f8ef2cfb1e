using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Partners;

/// <summary>After what an acte needs has changed (<see cref="Partner.Rules"/>), says again which lines are complete, some at a time.</summary>
sealed class RejudgePartners(Store<MembershipDb> store, StoreSignal<MembershipDb> signal, TimeProvider clock, ILogger<RejudgePartners> logger) : BackgroundStep<MembershipDb>(store, signal, clock, logger)
{
    const int AtOnce = 200;

    protected override TimeSpan Interval => TimeSpan.FromHours(1);

    bool done;

    protected override async Task<bool> IsDueAsync(CancellationToken cancellationToken)
    {
        // New lines are judged as they are written: once none is old, none becomes so while this process runs.
        done = done || !await Store.ReadAsync((db, ct) => Old(db).AnyAsync(ct), cancellationToken);
        return !done;
    }

    protected override Task StepAsync(CancellationToken cancellationToken) => Store.RunAsync(async (db, ct) =>
    {
        foreach (var partner in await Old(db).OrderBy(p => p.JudgedBy).Take(AtOnce).ToListAsync(ct)) partner.Judge();
    }, cancellationToken);

    static IQueryable<Partner> Old(MembershipDb db) => db.Partners.Where(p => p.JudgedBy < Partner.Rules);
}
