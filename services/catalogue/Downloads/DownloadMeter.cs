using System.Collections.Concurrent;
using Dinamis.Catalogue.Assets;
using Dinamis.Catalogue.Licence;
using Dinamis.Kernel;
using Dinamis.Storage;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Catalogue.Downloads;

/// <summary>
/// Counts logical downloads. A request that brings the sum to 64 KiB opens one in a short transaction, with its quota and its act; what is
/// sent is summed here and written in batches, so that a storm of ranges writes once every few seconds. Probes write nothing.
/// </summary>
sealed class DownloadMeter(Store<CatalogueDb> store, TimeProvider clock)
{
    static readonly TimeSpan idle = TimeSpan.FromSeconds(30);
    const int Batch = 200;

    readonly ConcurrentDictionary<(Guid Person, Guid Organisation, string Sha256), Counting> counting = new();

    /// <summary>One logical download in this process.</summary>
    public sealed class Counting
    {
        internal readonly Lock Gate = new();

        /// <summary>The record, being opened or open; null while only probes came.</summary>
        internal Task<Guid>? Opening;
        internal DateTimeOffset Until;
        internal long Unwritten;
        internal long LastTicks;

        internal void Sent(long bytes, DateTimeOffset at)
        {
            Interlocked.Add(ref Unwritten, bytes);
            Volatile.Write(ref LastTicks, at.UtcTicks);
        }
    }

    /// <summary>Called before the first byte of a body.</summary>
    /// <param name="requester">Person and organisation.</param>
    /// <param name="scene">The scene.</param>
    /// <param name="asset">The asset.</param>
    /// <param name="gate">What the gate was asked: it allowed.</param>
    /// <param name="version">Licence version in force.</param>
    /// <param name="planned">Length of the body.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="Refused">QUOTA_EXHAUSTED, when another download took the rest in the meantime.</exception>
    public async Task<Counting> BeginAsync(Requester requester, Scene scene, Asset asset, GateQuestion gate, int version, long planned, CancellationToken cancellationToken)
    {
        var organisation = requester.Organisation!.Value;
        var one = counting.GetOrAdd((requester.Person, organisation, asset.Sha256), _ => new());
        Task<Guid> opening;
        lock (one.Gate)
        {
            var now = clock.GetUtcNow();
            if (now >= one.Until) (one.Opening, one.Until) = (null, now + DownloadRecord.Window);
            if (one.Opening is null or { IsFaulted: true })
            {
                if (Volatile.Read(ref one.Unwritten) + planned < DownloadRecord.ProbeBytes) return one;
                // Not the first caller's to cancel: others wait for it too.
                one.Opening = store.RunAsync((db, _, ct) => OpenAsync(db, requester.Person, organisation, scene, asset, gate, version, now, ct), CancellationToken.None);
            }
            opening = one.Opening;
        }
        await opening.WaitAsync(cancellationToken);
        return one;
    }

    public void Sent(Counting one, long bytes) => one.Sent(bytes, clock.GetUtcNow());

    static async Task<Guid> OpenAsync(CatalogueDb db, Guid person, Guid organisation, Scene scene, Asset asset, GateQuestion gate, int version, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // On PostgreSQL replicas meet at the organisation: what one has reserved the next one sees.
        if (!db.IsSqlite) await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({organisation.ToString()}, 0))", cancellationToken);
        var since = now - DownloadRecord.Window;
        var open = await db.Downloads.FirstOrDefaultAsync(d => d.PersonId == person && d.OrganisationId == organisation && d.Sha256 == asset.Sha256 && d.OpenedAt > since, cancellationToken);
        if (open is not null) return open.Id;
        if (await db.Quotas.FirstOrDefaultAsync(q => q.OrganisationId == organisation, cancellationToken) is { } quota) quota.Reserve(scene.AreaM2, now);
        var record = new DownloadRecord
        {
            PersonId = person,
            OrganisationId = organisation,
            Collection = scene.Collection,
            Item = scene.Item,
            Key = asset.Key,
            Sha256 = asset.Sha256,
            OpenedAt = now,
            AreaM2 = scene.AreaM2,
            Purpose = gate.Purpose?.Purpose ?? "",
            Family = gate.Family,
            LicenceVersion = version,
        };
        record.Open(now);
        db.Downloads.Add(record);
        return record.Id;
    }

    /// <summary>Writes what was sent since the last time, tells the sums of downloads that rest, and forgets what is over.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        foreach (var batch in counting.Values.Where(c => c.Opening is { IsCompletedSuccessfully: true } && Volatile.Read(ref c.Unwritten) > 0).Chunk(Batch))
        {
            var taken = batch.Select(c => (Counting: c, Open: c.Opening!, Bytes: Interlocked.Exchange(ref c.Unwritten, 0), At: new DateTimeOffset(Volatile.Read(ref c.LastTicks), TimeSpan.Zero))).ToList();
            try
            {
                var ids = await Task.WhenAll(taken.Select(t => t.Open));
                await store.RunAsync(async (db, ct) =>
                {
                    var records = await db.Downloads.Where(d => ids.Contains(d.Id)).ToDictionaryAsync(d => d.Id, ct);
                    foreach (var (i, t) in taken.Index()) records.GetValueOrDefault(ids[i])?.Send(t.Bytes, t.At);
                }, cancellationToken);
            }
            catch
            {
                // Another replica wrote the same record, or the store is away: the bytes are counted again next time.
                foreach (var t in taken) Interlocked.Add(ref t.Counting.Unwritten, t.Bytes);
                throw;
            }
        }
        await CloseAsync(cancellationToken);
        var now = clock.GetUtcNow();
        foreach (var (key, one) in counting)
            if (now >= one.Until && (one.Opening is null || Volatile.Read(ref one.Unwritten) == 0)) counting.TryRemove(new(key, one));
    }

    async Task CloseAsync(CancellationToken cancellationToken)
    {
        var quiet = clock.GetUtcNow() - idle;
        // Nothing to tell is the rule: no transaction for it.
        if (!await store.ReadAsync((db, ct) => db.Downloads.AnyAsync(d => d.LastByteAt <= quiet && d.Bytes != d.ToldBytes, ct), cancellationToken)) return;
        await store.RunAsync(async (db, ct) =>
        {
            var rested = await db.Downloads.Where(d => d.LastByteAt <= quiet && d.Bytes != d.ToldBytes).OrderBy(d => d.LastByteAt).Take(Batch).ToListAsync(ct);
            foreach (var record in rested) record.Close();
        }, cancellationToken);
    }
}

/// <summary>Writes the sums every few seconds, and once more at the end.</summary>
sealed partial class DownloadFlusher(DownloadMeter meter, TimeProvider clock, ILogger<DownloadFlusher> logger) : BackgroundService
{
    static readonly TimeSpan interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(interval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await meter.FlushAsync(CancellationToken.None);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                Failed(logger, e);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Sums of downloads could not be written; tried again")]
    static partial void Failed(ILogger logger, Exception exception);
}
