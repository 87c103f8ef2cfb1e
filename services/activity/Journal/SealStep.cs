using Dinamis.Storage;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Activity.Journal;

/// <summary>Once a day, at the first occasion, the ends of all chains are time-stamped.</summary>
sealed class SealStep(Store<ActivityDb> store, StoreSignal<ActivityDb> signal, TimeStamps stamps, TimeProvider clock, ILogger<SealStep> logger)
    : BackgroundStep<ActivityDb>(store, signal, clock, logger)
{
    protected override TimeSpan Interval => TimeSpan.FromMinutes(1);

    int Today => JournalSeal.DayOf(Clock.GetUtcNow());

    protected override async Task<bool> IsDueAsync(CancellationToken cancellationToken)
    {
        if (!stamps.Configured) return false;
        var today = Today;
        return await Store.ReadAsync(async (db, ct) => !await db.Seals.AnyAsync(s => s.Day == today, ct) && await db.Chains.AnyAsync(ct), cancellationToken);
    }

    protected override Task StepAsync(CancellationToken cancellationToken) => SealAsync(Store, stamps, Clock, cancellationToken);

    /// <summary>Stamps what is committed now; the call stands outside any transaction.</summary>
    public static async Task SealAsync(Store<ActivityDb> store, TimeStamps stamps, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var content = JournalSeal.ContentOf(await store.ReadAsync((db, ct) => db.Chains.AsNoTracking().ToListAsync(ct), cancellationToken));
        var seal = new JournalSeal { Day = JournalSeal.DayOf(now), Content = content, Token = await stamps.StampAsync(content, cancellationToken), At = now };
        await store.RunAsync(async (db, ct) =>
        {
            if (!await db.Seals.AnyAsync(s => s.Day == seal.Day, ct)) db.Seals.Add(seal);
        }, cancellationToken);
    }
}
