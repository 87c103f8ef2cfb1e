using System.Diagnostics;
using Dinamis.Wire;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Activity = System.Diagnostics.Activity;

namespace Dinamis.Storage;

/// <summary>What a consumer does with a producer's events. Runs in the transaction that moves the cursor; calls nobody.</summary>
public interface IFeedHandler<TDb> where TDb : StoreDb
{
    /// <summary>Name of the cursor, with the producer's: one per handler.</summary>
    static abstract string Consumer { get; }

    /// <summary>Raise it when the handler needs what it once skipped: it then starts from a snapshot.</summary>
    static virtual int Shape => 0;

    Task ApplyAsync(TDb db, string producer, FeedEvent e, CancellationToken cancellationToken);

    /// <summary>The producer was restored, or the shape was raised: replace all that came from it by these states.</summary>
    /// <param name="db">The database, in the transaction that moves the cursor.</param>
    /// <param name="producer">Whose states they are.</param>
    /// <param name="states">The whole present state.</param>
    /// <param name="lost">Where this consumer stood: events after the producer's new tip are lost.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    Task ReplaceAsync(TDb db, string producer, IReadOnlyList<FeedEvent> states, CursorRow lost, CancellationToken cancellationToken);
}

/// <summary>Follows one producer. The cursor moves with the effects and only from where it was: that fence makes two followers safe, the lease only saves work.</summary>
sealed partial class Follower<TDb, THandler>(string producer, Feed.FeedClient feed, Store<TDb> store, TimeProvider clock, ILogger<Follower<TDb, THandler>> logger)
    : BackgroundService where TDb : StoreDb where THandler : class, IFeedHandler<TDb>
{
    static readonly ActivitySource source = new("Dinamis.Feed");
    static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    readonly string consumer = $"{THandler.Consumer}<{producer}";
    readonly string me = Guid.CreateVersion7().ToString();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = TimeSpan.FromMilliseconds(200);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await TakeLeaseAsync(stoppingToken))
                {
                    await FollowAsync(stoppingToken);
                    pause = TimeSpan.FromMilliseconds(200);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (RpcException e) when (e.StatusCode is StatusCode.Unavailable or StatusCode.Cancelled)
            {
                Away(logger, producer, e.StatusCode);
            }
            catch (FencedException)
            {
                Fenced(logger, consumer);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // One bad moment must not end the following for ever: it is told, and tried again from the same cursor.
                Failed(logger, e, consumer);
            }
            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < TimeSpan.FromSeconds(5) ? pause * 2 : TimeSpan.FromSeconds(5);
        }
    }

    async Task FollowAsync(CancellationToken cancellationToken)
    {
        var cursor = await store.ReadAsync((db, ct) => db.Cursors.AsNoTracking().FirstOrDefaultAsync(c => c.Consumer == consumer, ct), cancellationToken);
        if (cursor is null)
        {
            cursor = new() { Consumer = consumer, Producer = producer, Shape = THandler.Shape };
            await store.RunAsync((db, _) =>
            {
                db.Cursors.Add(cursor);
                return Task.CompletedTask;
            }, cancellationToken);
        }
        if (cursor.Shape != THandler.Shape)
        {
            await ResynchroniseAsync(cursor, cancellationToken);
            return;
        }
        using var call = feed.Follow(new() { Position = cursor.Position, EventId = cursor.EventId }, cancellationToken: cancellationToken);
        await foreach (var batch in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            if (batch.Rewound)
            {
                Rewound(logger, consumer, cursor.Position);
                await ResynchroniseAsync(cursor, cancellationToken);
                return;
            }
            if (!await TakeLeaseAsync(cancellationToken)) return;
            await ApplyAsync(cursor, batch, cancellationToken);
        }
    }

    async Task ApplyAsync(CursorRow cursor, FeedBatch batch, CancellationToken cancellationToken)
    {
        if (batch.Events.Count == 0)
        {
            await store.NoteAsync(async (db, ct) =>
            {
                await MoveAsync(db, cursor.Position, cursor.Position, cursor.EventId, Math.Max(batch.Tip, cursor.Position), ct);
                return true;
            }, cancellationToken);
            return;
        }
        using var activity = Begin(batch);
        var (position, eventId) = (batch.Events[^1].Position, batch.Events[^1].Id);
        await store.RunAsync(async (db, services, ct) =>
        {
            var handler = services.GetRequiredService<THandler>();
            foreach (var e in batch.Events) await handler.ApplyAsync(db, producer, e, ct);
            await db.SaveChangesAsync(ct);
            await MoveAsync(db, cursor.Position, position, eventId, Math.Max(batch.Tip, position), ct);
            return true;
        }, cancellationToken);
        (cursor.Position, cursor.EventId) = (position, eventId);
    }

    async Task ResynchroniseAsync(CursorRow cursor, CancellationToken cancellationToken)
    {
        List<FeedEvent> states = [];
        var (position, eventId) = (0L, "");
        using var call = feed.Snapshot(new(), cancellationToken: cancellationToken);
        await foreach (var part in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            states.AddRange(part.States);
            (position, eventId) = (part.Position, part.EventId);
        }
        await store.RunAsync(async (db, services, ct) =>
        {
            await services.GetRequiredService<THandler>().ReplaceAsync(db, producer, states, cursor, ct);
            await db.SaveChangesAsync(ct);
            await MoveAsync(db, cursor.Position, position, eventId, position, ct);
            return true;
        }, cancellationToken);
    }

    async Task MoveAsync(TDb db, long from, long to, string eventId, long tip, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var moved = await db.Cursors.Where(c => c.Consumer == consumer && c.Position == from).ExecuteUpdateAsync(s => s
            .SetProperty(c => c.Position, to)
            .SetProperty(c => c.EventId, eventId)
            .SetProperty(c => c.Tip, tip)
            .SetProperty(c => c.HeardAt, now)
            .SetProperty(c => c.Shape, THandler.Shape), cancellationToken);
        if (moved == 0) throw new FencedException();
    }

    Task<bool> TakeLeaseAsync(CancellationToken cancellationToken) => store.TakeLeaseAsync(consumer, me, Lease, clock, cancellationToken);

    static Activity? Begin(FeedBatch batch)
    {
        var causes = batch.Events.Select(e => ActivityContext.TryParse(e.Traceparent, null, isRemote: true, out var c) ? c : default).Where(c => c != default).ToList();
        var one = causes.Count > 0 && causes.TrueForAll(c => c.TraceId == causes[0].TraceId);
        var activity = one
            ? source.StartActivity("feed apply", ActivityKind.Consumer, causes[0])
            : source.StartActivity("feed apply", ActivityKind.Consumer, default(ActivityContext), links: causes.Distinct().Select(c => new ActivityLink(c)));
        activity?.SetTag("feed.events", batch.Events.Count);
        return activity;
    }

    /// <summary>Another follower moved the cursor: everything of this batch is rolled back.</summary>
    sealed class FencedException : Exception;

    [LoggerMessage(LogLevel.Information, "Feed of {Producer} is away ({Status})")]
    static partial void Away(ILogger logger, string producer, StatusCode status);

    [LoggerMessage(LogLevel.Information, "Another follower moved {Consumer}")]
    static partial void Fenced(ILogger logger, string consumer);

    [LoggerMessage(LogLevel.Warning, "{Consumer} stood at {Position}, which its producer does not know: resynchronising")]
    static partial void Rewound(ILogger logger, string consumer, long position);

    [LoggerMessage(LogLevel.Error, "Following {Consumer} failed")]
    static partial void Failed(ILogger logger, Exception exception, string consumer);
}
