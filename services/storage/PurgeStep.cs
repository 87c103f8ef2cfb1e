using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Dinamis.Storage;

/// <summary>Forgets the replies of writes that nobody repeats any more: after <see cref="Kept"/>, a bounded batch at a time.</summary>
sealed class PurgeStep<TDb>(Store<TDb> store, StoreSignal<TDb> signal, TimeProvider clock, ILogger<PurgeStep<TDb>> logger) : BackgroundStep<TDb>(store, signal, clock, logger) where TDb : StoreDb
{
    /// <summary>How long a key is known: the same key afterwards is a new write.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Rows of one transaction: the write gate is free in between.</summary>
    public const int Batch = 500;

    static readonly TimeSpan pause = TimeSpan.FromHours(1);

    DateTimeOffset nextLook;

    protected override TimeSpan Interval => pause;

    protected override async Task<bool> IsDueAsync(CancellationToken cancellationToken)
    {
        // Commits wake every step; this one has nothing to learn from them.
        if (Clock.GetUtcNow() < nextLook) return false;
        var before = Clock.GetUtcNow() - Kept;
        if (await Store.ReadAsync((db, ct) => db.OnceRows.AnyAsync(r => r.At < before, ct), cancellationToken)) return true;
        nextLook = Clock.GetUtcNow() + pause;
        return false;
    }

    protected override Task StepAsync(CancellationToken cancellationToken)
    {
        var before = Clock.GetUtcNow() - Kept;
        return Store.RunAsync(async (db, ct) =>
        {
            var due = db.OnceRows.Where(r => r.At < before);
            var last = await due.OrderBy(r => r.At).Skip(Batch - 1).Select(r => (DateTimeOffset?)r.At).FirstOrDefaultAsync(ct) ?? before;
            await due.Where(r => r.At <= last).ExecuteDeleteAsync(ct);
        }, cancellationToken);
    }
}
