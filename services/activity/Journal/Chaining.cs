using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Dinamis.Activity.Journal;

/// <summary>How a line is digested and chained. Each field is preceded by its length, so that no two contents give the same bytes.</summary>
static class Chaining
{
    public static readonly byte[] Genesis = new byte[32];

    /// <summary>Sets digest and hash of a new line.</summary>
    public static void Close(JournalEntry entry, byte[] key)
    {
        entry.Digest = Digest(entry, key);
        entry.Hash = Hash(entry);
    }

    public static byte[] Digest(JournalEntry entry, byte[] key)
    {
        using var digest = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        Text(digest, entry.Verb);
        Number(digest, entry.At.ToUnixTimeMilliseconds());
        Text(digest, entry.ActorId);
        Text(digest, entry.OrganisationId?.ToString() ?? "");
        Text(digest, entry.RelayId?.ToString() ?? "");
        Text(digest, entry.MandateId?.ToString() ?? "");
        Text(digest, entry.ObjectType);
        Text(digest, entry.ObjectId);
        Number(digest, entry.ObjectVersion);
        Text(digest, entry.Facts);
        return digest.GetHashAndReset();
    }

    public static byte[] Hash(JournalEntry entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(entry.Previous);
        Text(hash, entry.Producer);
        Number(hash, entry.Seq);
        Text(hash, entry.EventId.ToString());
        Number(hash, entry.Position);
        hash.AppendData(entry.Digest);
        return hash.GetHashAndReset();
    }

    static void Text(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Number(hash, bytes.Length);
        hash.AppendData(bytes);
    }

    static void Number(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
