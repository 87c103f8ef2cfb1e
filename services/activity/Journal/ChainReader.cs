using Kind = Dinamis.Wire.JournalFault.Types.Kind;

namespace Dinamis.Activity.Journal;

/// <summary>Reads the chain of one producer again, line by line, and stops at the first that is not as it was written.</summary>
/// <param name="producer">Whose chain.</param>
/// <param name="key">The journal's.</param>
/// <param name="purged">Lines before the first that is kept; a seal vouches for them.</param>
/// <param name="purgedHash">Hash of the last of those.</param>
sealed class ChainReader(string producer, byte[] key, long purged = 0, byte[]? purgedHash = null)
{
    byte[] last = purgedHash ?? Chaining.Genesis;

    public long Count { get; private set; } = purged;

    /// <returns>The fault, or null when this line follows the one before.</returns>
    public Wire.JournalFault? Next(JournalEntry entry)
    {
        var expected = Count + 1;
        if (entry.Seq != expected)
            return Fault(Kind.Missing, expected, $"La ligne {expected} manque.");
        if (!entry.Digest.AsSpan().SequenceEqual(Chaining.Digest(entry, key)))
            return Fault(Kind.Altered, entry.Seq, $"La ligne {entry.Seq} a été modifiée.");
        if (!entry.Previous.AsSpan().SequenceEqual(last) || !entry.Hash.AsSpan().SequenceEqual(Chaining.Hash(entry)))
            return Fault(Kind.ChainBroken, entry.Seq, $"La ligne {entry.Seq} ne suit pas la précédente.");
        (last, Count) = (entry.Hash, entry.Seq);
        return null;
    }

    /// <summary>After the last line: a cut or grown tail differs from the count that stands beside the cursor.</summary>
    public Wire.JournalFault? End(long count, byte[] lastHash) =>
        Count == count && last.AsSpan().SequenceEqual(lastHash) ? null
        : Fault(Kind.Tail, Math.Min(Count, count) + 1, $"La chaîne s’arrête à la ligne {Count} ; elle en comptait {count}.");

    Wire.JournalFault Fault(Kind kind, long seq, string message) => new() { Kind = kind, Producer = producer, Seq = seq, Message = message };
}
