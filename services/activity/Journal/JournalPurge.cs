using Dinamis.ServiceDefaults;
using Dinamis.Storage;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Activity.Journal;

/// <summary>
/// Lines older than twelve months leave, up to where a seal of that time found their chain: the seal stays and vouches for them. Membership's
/// stay: they are the life of legal acts.
/// </summary>
sealed class JournalPurge(Store<ActivityDb> store, StoreSignal<ActivityDb> signal, TimeProvider clock, ILogger<JournalPurge> logger) : BackgroundStep<ActivityDb>(store, signal, clock, logger)
{
    const int Months = 12;

    /// <summary>Lines of one transaction: the write gate is free in between.</summary>
    const int Batch = 500;

    DateTimeOffset nextLook;

    protected override TimeSpan Interval => TimeSpan.FromHours(1);

    /// <summary>Whether the lines of this producer that this seal covers may be gone.</summary>
    public static bool MayGo(string producer, JournalSeal seal, DateTimeOffset now) => Leaves(producer) && seal.Day <= LastDay(now);

    static bool Leaves(string producer) => producer != Resources.Membership;

    static int LastDay(DateTimeOffset now) => JournalSeal.DayOf(now.AddMonths(-Months));

    protected override async Task<bool> IsDueAsync(CancellationToken cancellationToken)
    {
        // Commits wake every step; this one has nothing to learn from them.
        if (Clock.GetUtcNow() < nextLook) return false;
        if (await Store.ReadAsync((db, ct) => NextAsync(db, Clock.GetUtcNow(), ct), cancellationToken) is not null) return true;
        nextLook = Clock.GetUtcNow() + Interval;
        return false;
    }

    protected override Task StepAsync(CancellationToken cancellationToken) => PurgeAsync(Store, Clock, cancellationToken);

    /// <summary>One batch of one chain.</summary>
    /// <returns>Whether there was one.</returns>
    public static Task<bool> PurgeAsync(Store<ActivityDb> store, TimeProvider clock, CancellationToken cancellationToken) => store.RunAsync(async (db, _, ct) =>
    {
        if (await NextAsync(db, clock.GetUtcNow(), ct) is not var (producer, first, last)) return false;
        last = Math.Min(last, first + Batch - 1);
        await db.Entries.Where(e => e.Producer == producer && e.Seq <= last).ExecuteDeleteAsync(ct);
        return true;
    }, cancellationToken);

    static async Task<(string Producer, long First, long Last)?> NextAsync(ActivityDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var day = LastDay(now);
        if (await db.Seals.AsNoTracking().Where(s => s.Day <= day).OrderByDescending(s => s.Day).Select(s => s.Content).FirstOrDefaultAsync(cancellationToken) is not { } content) return null;
        foreach (var (producer, count, _) in JournalSeal.EndsOf(content).Where(e => Leaves(e.Producer)))
        {
            var first = await db.Entries.AsNoTracking().Where(e => e.Producer == producer && e.Seq <= count).OrderBy(e => e.Seq).Select(e => (long?)e.Seq).FirstOrDefaultAsync(cancellationToken);
            if (first is { } seq) return (producer, seq, count);
        }
        return null;
    }
}
