using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dinamis.Storage;

/// <summary>
/// Leased background work: one replica at a time takes what is due, wakes at each local commit and every few seconds, and goes on
/// until nothing is left. Calls to the outside stand between two short transactions, never inside one.
/// </summary>
public abstract partial class BackgroundStep<TDb>(Store<TDb> store, StoreSignal<TDb> signal, TimeProvider clock, ILogger logger) : BackgroundService where TDb : StoreDb
{
    // Commits come in bursts, and each step of a service looks after each: one look is enough for all that came at once.
    static readonly TimeSpan gather = TimeSpan.FromMilliseconds(50);

    static readonly ActivitySource source = new("Dinamis.Steps");

    readonly string me = Guid.CreateVersion7().ToString();

    protected Store<TDb> Store => store;
    protected TimeProvider Clock => clock;
    protected ILogger Logger => logger;

    /// <summary>How often it looks although no commit woke it.</summary>
    protected virtual TimeSpan Interval => TimeSpan.FromSeconds(5);

    /// <summary>Longer than one step takes at worst.</summary>
    protected virtual TimeSpan Lease => TimeSpan.FromSeconds(60);

    /// <summary>Is anything due? A cheap, indexed read: it runs at each commit, before the lease is taken.</summary>
    protected abstract Task<bool> IsDueAsync(CancellationToken cancellationToken);

    /// <summary>Does one piece of work; what fails is noted in its row so that it is tried again later.</summary>
    protected abstract Task StepAsync(CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var changed = signal.Next;
            try
            {
                while (await IsDueAsync(stoppingToken) && await store.TakeLeaseAsync(GetType().Name, me, Lease, clock, stoppingToken))
                {
                    using var activity = source.StartActivity(GetType().Name);
                    await StepAsync(stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                Failed(logger, e, GetType().Name);
                changed = Task.Delay(Interval, clock, stoppingToken);
            }
            await Task.WhenAny(changed, Task.Delay(Interval, clock, stoppingToken));
            await Task.Delay(gather, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Error, "Background step {Step} failed; it is tried again")]
    static partial void Failed(ILogger logger, Exception exception, string step);
}

static class Leases
{
    /// <summary>Takes or renews a lease. Written only when it is free, or ours and half spent.</summary>
    public static async Task<bool> TakeLeaseAsync<TDb>(this Store<TDb> store, string name, string owner, TimeSpan length, TimeProvider clock, CancellationToken cancellationToken) where TDb : StoreDb
    {
        var now = clock.GetUtcNow();
        var held = await store.ReadAsync((db, ct) => db.Leases.AsNoTracking().FirstOrDefaultAsync(l => l.Name == name, ct), cancellationToken);
        if (held is not null && held.Owner == owner && held.Until > now + length / 2) return true;
        if (held is not null && held.Owner != owner && held.Until > now) return false;
        return await store.NoteAsync(async (db, ct) =>
        {
            var until = now + length;
            var taken = await db.Leases.Where(l => l.Name == name && (l.Owner == owner || l.Until <= now))
                .ExecuteUpdateAsync(s => s.SetProperty(l => l.Owner, owner).SetProperty(l => l.Until, until), ct);
            if (taken > 0) return true;
            if (await db.Leases.AnyAsync(l => l.Name == name, ct)) return false;
            // Another replica may make the row in this instant: then this is done again, and finds it.
            db.Leases.Add(new() { Name = name, Owner = owner, Until = until });
            return true;
        }, cancellationToken);
    }
}
