using Dinamis.Storage;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using Kind = Dinamis.Wire.JournalFault.Types.Kind;

namespace Dinamis.Activity.Journal;

/// <summary>Reads every chain again, against its count and its seals. Lines that come meanwhile are left for the next time: no writer waits.</summary>
sealed class JournalCheck(Store<ActivityDb> store, JournalKey key, TimeStamps stamps, TimeProvider clock)
{
    public async Task<Wire.VerifyJournalReply> RunAsync(CancellationToken cancellationToken)
    {
        await stamps.PrepareAsync(cancellationToken);
        return await store.ReadAsync(ReadAsync, cancellationToken);
    }

    async Task<Wire.VerifyJournalReply> ReadAsync(ActivityDb db, CancellationToken cancellationToken)
    {
        var reply = new Wire.VerifyJournalReply();
        // Seals first: whatever they count is in the chains that are read after them.
        var seals = await db.Seals.AsNoTracking().OrderBy(s => s.Day).ToListAsync(cancellationToken);
        var chains = await db.Chains.AsNoTracking().OrderBy(c => c.Producer).ToListAsync(cancellationToken);
        if (seals.Count > 0) reply.LastSeal = new() { At = seals[^1].At.ToTimestamp(), Content = seals[^1].Content, Token = ByteString.CopyFrom(seals[^1].Token) };
        var sealedEnds = seals.SelectMany(s => s.Ends().Select(e => (Seal: s, End: e))).ToLookup(e => e.End.Producer);
        foreach (var producer in chains.Select(c => c.Producer).Union(sealedEnds.Select(e => e.Key)).Order(StringComparer.Ordinal))
        {
            var chain = chains.Find(c => c.Producer == producer) ?? new() { Producer = producer };
            reply.Fault = await ReadChainAsync(db, chain, sealedEnds[producer], reply, cancellationToken);
            if (reply.Fault is not null) return reply;
        }
        reply.Fault = seals.Where(s => !stamps.Holds(s)).Select(s => Seal("", s, 0, "n’est pas celui qui a été donné")).FirstOrDefault();
        reply.Seals = reply.Fault is null ? seals.Count : 0;
        reply.Sound = reply.Fault is null;
        return reply;
    }

    async Task<Wire.JournalFault?> ReadChainAsync(
        ActivityDb db, JournalChain chain, IEnumerable<(JournalSeal Seal, (string Producer, long Count, string Hash) End)> ends, Wire.VerifyJournalReply reply, CancellationToken cancellationToken)
    {
        var expected = ends.Where(e => e.End.Count > 0).ToLookup(e => e.End.Count);
        var (purged, before) = await PurgedAsync(db, chain, cancellationToken);
        // Only a seal that is old enough vouches for lines that are gone, and for no line of a legal act: of those that it covers and that are still there, each leads to its hash.
        var vouched = purged > 0 && expected.SelectMany(e => e).Any(e => JournalPurge.MayGo(chain.Producer, e.Seal, clock.GetUtcNow())
            && (e.End.Count > purged || (e.End.Count == purged && e.End.Hash == Convert.ToHexStringLower(before))));
        var reader = vouched ? new ChainReader(chain.Producer, key.Value, purged, before) : new ChainReader(chain.Producer, key.Value);
        var entries = db.Entries.AsNoTracking().Where(e => e.Producer == chain.Producer && e.Seq <= chain.Count).OrderBy(e => e.Seq).AsAsyncEnumerable();
        await foreach (var entry in entries.WithCancellation(cancellationToken))
        {
            if (reader.Next(entry) is { } fault) return fault;
            reply.Entries++;
            foreach (var (seal, end) in expected[entry.Seq])
                if (end.Hash != Convert.ToHexStringLower(entry.Hash)) return Seal(chain.Producer, seal, entry.Seq, "ne couvre pas cette chaîne");
        }
        if (reader.End(chain.Count, chain.LastHash) is { } tail) return tail;
        if (await GrewAsideAsync(db, chain, cancellationToken)) return reader.End(chain.Count + 1, chain.LastHash);
        return expected.Where(e => e.Key > reader.Count).SelectMany(e => e)
            .Select(e => Seal(chain.Producer, e.Seal, reader.Count + 1, $"compte {e.End.Count} lignes, la chaîne n’en a que {reader.Count}")).FirstOrDefault();
    }

    /// <summary>How many lines are not there any more before the first that is, and the hash of the last of them.</summary>
    static async Task<(long Count, byte[] Hash)> PurgedAsync(ActivityDb db, JournalChain chain, CancellationToken cancellationToken)
    {
        var first = await db.Entries.AsNoTracking().Where(e => e.Producer == chain.Producer && e.Seq <= chain.Count).OrderBy(e => e.Seq).FirstOrDefaultAsync(cancellationToken);
        return first is null ? (chain.Count, chain.LastHash) : (first.Seq - 1, first.Previous);
    }

    // Lines after the count, and the count has not moved since: somebody wrote beside the followers.
    static async Task<bool> GrewAsideAsync(ActivityDb db, JournalChain chain, CancellationToken cancellationToken) =>
        await db.Entries.AnyAsync(e => e.Producer == chain.Producer && e.Seq > chain.Count, cancellationToken)
        && await db.Chains.AsNoTracking().Where(c => c.Producer == chain.Producer).Select(c => c.Count).FirstOrDefaultAsync(cancellationToken) == chain.Count;

    static Wire.JournalFault Seal(string producer, JournalSeal seal, long seq, string why) =>
        new() { Kind = Kind.Seal, Producer = producer, Seq = seq, Message = $"Le cachet du {seal.At:dd/MM/yyyy} {why}." };
}
