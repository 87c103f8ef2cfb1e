using System.Diagnostics;
using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dinamis.Storage;

/// <summary>Keeps a copy, in this database, of the states that this database itself publishes (rights of its own people or entities).</summary>
public interface IOwnStates
{
    Task ApplyAsync(StoreDb db, IMessage state, CancellationToken cancellationToken);
}

/// <summary>The unit of work: one transaction for the effect, the reply and, as its last statement, the events.</summary>
public sealed class Store<TDb> where TDb : StoreDb
{
    readonly IServiceScopeFactory scopes;
    readonly WriteGate<TDb> gate;
    readonly StoreSignal<TDb> signal;
    readonly TimeProvider clock;
    readonly IOwnStates? ownStates;

    internal Store(IServiceScopeFactory scopes, WriteGate<TDb> gate, StoreSignal<TDb> signal, TimeProvider clock, IOwnStates? ownStates) =>
        (this.scopes, this.gate, this.signal, this.clock, this.ownStates) = (scopes, gate, signal, clock, ownStates);

    /// <summary>Background work in a scope of its own. A refusal or any other exception leaves nothing. Done again after a lost race: it changes nothing but the database.</summary>
    public Task<T> RunAsync<T>(Func<TDb, IServiceProvider, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        LostRace.AgainAsync(() => AttemptAsync(work, wakes: true, cancellationToken));

    /// <summary>The same for a write that gives nobody work, a heartbeat or a lease: it wakes no step and no follower.</summary>
    internal Task<T> NoteAsync<T>(Func<TDb, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        LostRace.AgainAsync(() => AttemptAsync((db, _, ct) => work(db, ct), wakes: false, cancellationToken));

    async Task<T> AttemptAsync<T>(Func<TDb, IServiceProvider, CancellationToken, Task<T>> work, bool wakes, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        return await CommitAsync(db, () => work(db, scope.ServiceProvider, cancellationToken), cancellationToken, wakes);
    }

    public Task RunAsync(Func<TDb, CancellationToken, Task> work, CancellationToken cancellationToken) =>
        RunAsync(async (db, _, ct) =>
        {
            await work(db, ct);
            return true;
        }, cancellationToken);

    /// <summary>Other processes write to this database too.</summary>
    internal bool IsShared => !gate.IsClosed;

    /// <summary>A read in a scope of its own.</summary>
    public async Task<T> ReadAsync<T>(Func<TDb, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<TDb>(), cancellationToken);
    }

    internal async Task<T> CommitAsync<T>(TDb db, Func<Task<T>> work, CancellationToken cancellationToken, bool wakes = true)
    {
        T result;
        bool appended;
        using (await gate.EnterAsync(cancellationToken))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            if (!db.IsSqlite) await db.Database.ExecuteSqlRawAsync("SET LOCAL lock_timeout = '5s'", cancellationToken);
            using (OutsideCalls.Forbid()) result = await work();
            await db.SaveChangesAsync(cancellationToken);
            appended = await AppendEventsAsync(db, cancellationToken);
            // Past this point the caller's patience no longer decides: a half-sent commit must not look refused.
            await transaction.CommitAsync(CancellationToken.None);
        }
        foreach (var action in db.Committed) action();
        db.Committed.Clear();
        if (wakes) signal.Pulse(appended);
        return result;
    }

    /// <returns>Whether there were any.</returns>
    async Task<bool> AppendEventsAsync(TDb db, CancellationToken cancellationToken)
    {
        if (db.Acts.Count == 0 && db.Changed.Count == 0) return false;
        var states = db.Changed.Select(c => c.State()).OfType<IMessage>().ToList();
        if (states.Count > 0)
        {
            if (ownStates is not null)
                foreach (var state in states) await ownStates.ApplyAsync(db, state, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }
        var now = clock.GetUtcNow();
        foreach (var message in states.Concat(db.Acts)) db.Events.Add(Row(message, now));
        db.Acts.Clear();
        db.Changed.Clear();
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    static EventRow Row(IMessage message, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        var trace = Activity.Current?.Id;
        var feed = FeedEvents.Wrap(message);
        (feed.Id, feed.At, feed.Traceparent) = (id.ToString(), now.ToTimestamp(), trace ?? "");
        return new() { Id = id, At = now, TraceParent = trace, Payload = feed.ToByteArray() };
    }
}
