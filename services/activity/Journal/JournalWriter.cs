using System.Text.Json;
using Dinamis.Wire;

namespace Dinamis.Activity.Journal;

/// <summary>Appends to the chain of one producer, in the transaction that moves the follower's cursor.</summary>
sealed class JournalWriter(JournalKey key)
{
    public const string Rewound = "journal.rewound";

    public Task AppendAsync(ActivityDb db, string producer, FeedEvent e, CancellationToken cancellationToken) =>
        AppendAsync(db, producer, Guid.Parse(e.Id), e.Position, e.At.ToDateTimeOffset(), e.Act, cancellationToken);

    public async Task AppendAsync(ActivityDb db, string producer, Guid eventId, long position, DateTimeOffset at, Act act, CancellationToken cancellationToken)
    {
        var chain = await db.Chains.FindAsync([producer], cancellationToken);
        if (chain is null) db.Chains.Add(chain = new() { Producer = producer });
        var entry = new JournalEntry
        {
            Producer = producer,
            Seq = chain.Count + 1,
            EventId = eventId,
            Position = position,
            At = DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()),
            Verb = act.Verb,
            ActorId = act.ActorId,
            OrganisationId = Id(act.OrganisationId),
            RelayId = Id(act.RelayId),
            MandateId = Id(act.MandateId),
            ObjectType = act.ObjectType,
            ObjectId = act.ObjectId,
            ObjectVersion = act.ObjectVersion,
            Facts = JsonSerializer.Serialize(new SortedDictionary<string, string>(act.Facts, StringComparer.Ordinal)),
            Previous = chain.LastHash,
        };
        Chaining.Close(entry, key.Value);
        (chain.Count, chain.LastHash) = (entry.Seq, entry.Hash);
        db.Entries.Add(entry);
    }

    /// <summary>The act as it was told.</summary>
    public static Act Read(JournalEntry entry)
    {
        var act = new Act
        {
            Verb = entry.Verb,
            ActorId = entry.ActorId,
            OrganisationId = entry.OrganisationId?.ToString() ?? "",
            RelayId = entry.RelayId?.ToString() ?? "",
            MandateId = entry.MandateId?.ToString() ?? "",
            ObjectType = entry.ObjectType,
            ObjectId = entry.ObjectId,
            ObjectVersion = entry.ObjectVersion,
        };
        foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, string>>(entry.Facts) ?? []) act.Facts[name] = value;
        return act;
    }

    static Guid? Id(string text) => Guid.TryParse(text, out var id) ? id : null;
}
