using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Dinamis.Activity.Journal;

/// <summary>How a line is digested and chained: over text, so that whoever holds an extract computes each step again with openssl (<see cref="JournalExtract"/>).</summary>
static class Chaining
{
    public static readonly byte[] Genesis = new byte[32];

    /// <summary>Sets digest and hash of a new line.</summary>
    public static void Close(JournalEntry entry, byte[] key)
    {
        entry.Digest = Digest(entry, key);
        entry.Hash = Hash(entry);
    }

    /// <summary>What the digest covers: one JSON object, its fields in this order and the facts last, as they are stored.</summary>
    public static byte[] Content(JournalEntry entry) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $$"""{"verb":{{Json(entry.Verb)}},"at":"{{entry.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}","actor_id":{{Json(entry.ActorId)}},"organisation_id":"{{entry.OrganisationId}}","relay_id":"{{entry.RelayId}}","mandate_id":"{{entry.MandateId}}","object_type":{{Json(entry.ObjectType)}},"object_id":{{Json(entry.ObjectId)}},"object_version":{{entry.ObjectVersion}},"facts":{{entry.Facts}}}"""));

    /// <summary>Key of this line's digest and of no other's. Whoever has it can try contents against the digest: it is shown only once a seal covers the line.</summary>
    public static byte[] Opening(JournalEntry entry, byte[] key) => HMACSHA256.HashData(key, Encoding.ASCII.GetBytes($"{entry.EventId}"));

    public static byte[] Digest(JournalEntry entry, byte[] key) => HMACSHA256.HashData(Opening(entry, key), Content(entry));

    /// <summary>Place, event and digest, without the content: enough to follow the chain across lines of others.</summary>
    public static string Link(JournalEntry entry) =>
        string.Create(CultureInfo.InvariantCulture, $"{entry.Producer} {entry.Seq} {entry.EventId} {entry.Position} {Convert.ToHexStringLower(entry.Digest)}");

    public static byte[] Hash(JournalEntry entry) => SHA256.HashData(Encoding.UTF8.GetBytes($"{Convert.ToHexStringLower(entry.Previous)} {Link(entry)}\n"));

    static string Json(string text) => JsonSerializer.Serialize(text);
}
