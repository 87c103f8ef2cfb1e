using Dinamis.ServiceDefaults;
using Dinamis.Wire;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Dinamis.Storage;

/// <summary>Serves this database's events in commit order: catch-up, then live, with a heartbeat that carries the tip.</summary>
[Authorize(Policies.Feed)]
sealed class FeedService<TDb>(Store<TDb> store, StoreSignal<TDb> signal, IHostApplicationLifetime lifetime, TimeProvider clock) : Feed.FeedBase where TDb : StoreDb
{
    const int BatchSize = 200;
    static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    // Another replica's commits raise no signal here. The file of SQLite has one process.
    readonly TimeSpan poll = store.IsShared ? TimeSpan.FromMilliseconds(250) : Heartbeat;

    public override async Task Follow(FollowRequest request, IServerStreamWriter<FeedBatch> responseStream, ServerCallContext context)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            if (!await KnowsAsync(request, ending.Token))
            {
                await responseStream.WriteAsync(new() { Rewound = true }, ending.Token);
                return;
            }
            var position = request.Position;
            var lastBeat = DateTimeOffset.MinValue;
            while (true)
            {
                var changed = signal.NextEvent;
                var batch = await ReadAsync(position, ending.Token);
                var now = clock.GetUtcNow();
                if (batch.Events.Count > 0 || now - lastBeat >= Heartbeat)
                {
                    await responseStream.WriteAsync(batch, ending.Token);
                    lastBeat = now;
                    if (batch.Events.Count > 0)
                    {
                        position = batch.Events[^1].Position;
                        continue;
                    }
                }
                var beat = lastBeat + Heartbeat - now;
                await Task.WhenAny(changed, Task.Delay(beat < poll ? beat : poll, clock, ending.Token));
                ending.Token.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The consumer left, or this process stops: the consumer calls again.
        }
    }

    public override async Task Snapshot(SnapshotRequest request, IServerStreamWriter<SnapshotPart> responseStream, ServerCallContext context)
    {
        var parts = await store.ReadAsync(ReadStatesAsync, context.CancellationToken);
        foreach (var part in parts) await responseStream.WriteAsync(part, context.CancellationToken);
    }

    Task<bool> KnowsAsync(FollowRequest request, CancellationToken cancellationToken) => store.ReadAsync(async (db, ct) =>
        request.Position == 0 || await db.Events.AnyAsync(e => e.Position == request.Position && e.Id == Guid.Parse(request.EventId), ct), cancellationToken);

    Task<FeedBatch> ReadAsync(long position, CancellationToken cancellationToken) => store.ReadAsync(async (db, ct) =>
    {
        var rows = await db.Events.AsNoTracking().Where(e => e.Position > position).OrderBy(e => e.Position).Take(BatchSize).ToListAsync(ct);
        var tip = rows.Count < BatchSize
            ? rows.Count > 0 ? rows[^1].Position : position
            : await db.Events.MaxAsync(e => e.Position, ct);
        return new FeedBatch { Tip = tip, Events = { rows.Select(FeedEvents.Read) } };
    }, cancellationToken);

    static async Task<List<SnapshotPart>> ReadStatesAsync(TDb db, CancellationToken cancellationToken)
    {
        // One for the position and the states.
        await using var moment = await db.MomentAsync(cancellationToken);
        var last = await db.Events.AsNoTracking().OrderByDescending(e => e.Position).FirstOrDefaultAsync(cancellationToken);
        List<SnapshotPart> parts = [];
        SnapshotPart Part() => new() { Position = last?.Position ?? 0, EventId = last?.Id.ToString() ?? "" };
        foreach (var type in db.Model.GetEntityTypes().Where(t => typeof(IPublishState).IsAssignableFrom(t.ClrType) && t.BaseType is null))
        {
            var part = Part();
            await foreach (var publisher in StatesOf(db, type.ClrType).AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                if (publisher.State() is not IMessage state) continue;
                part.States.Add(FeedEvents.Wrap(state));
                if (part.States.Count < BatchSize) continue;
                parts.Add(part);
                part = Part();
            }
            if (part.States.Count > 0) parts.Add(part);
        }
        // The position is told even where there is no state.
        if (parts.Count == 0) parts.Add(Part());
        return parts;
    }

    static IQueryable<IPublishState> StatesOf(TDb db, Type type) =>
        ((IQueryable<IPublishState>)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(type).Invoke(db, null)!).AsNoTracking();
}
