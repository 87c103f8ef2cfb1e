namespace Dinamis.Activity.Journal;

/// <summary>
/// One line of the journal: an act as its producer told it. Ids and facts only. The chain of one producer covers the keyed digest
/// of the content, not the content: the chain can be shown without what its lines say.
/// </summary>
sealed class JournalEntry
{
    /// <summary>The service whose feed told it; each has its own chain, so that two followers never wait for each other.</summary>
    public required string Producer { get; init; }

    /// <summary>From 1, without a gap.</summary>
    public required long Seq { get; init; }

    public required Guid EventId { get; init; }

    /// <summary>Position in the producer's feed; 0 for a line of our own.</summary>
    public required long Position { get; init; }

    /// <summary>UTC, whole milliseconds: both stores give it back as it was digested.</summary>
    public required DateTimeOffset At { get; init; }

    public required string Verb { get; init; }
    public required string ActorId { get; init; }
    public Guid? OrganisationId { get; init; }
    public Guid? RelayId { get; init; }
    public Guid? MandateId { get; init; }
    public required string ObjectType { get; init; }
    public required string ObjectId { get; init; }
    public required long ObjectVersion { get; init; }

    /// <summary>A JSON object of strings, keys in ordinal order.</summary>
    public required string Facts { get; init; }

    /// <summary>HMAC-SHA256 of the content under a key of its own (<see cref="Chaining.Opening"/>).</summary>
    public byte[] Digest { get; set; } = [];

    /// <summary>Hash of the line before; 32 zero bytes for the first.</summary>
    public required byte[] Previous { get; init; }

    /// <summary>SHA-256 of place, event, digest and previous hash.</summary>
    public byte[] Hash { get; set; } = [];
}

/// <summary>Where the chain of one producer ends: moved in the transaction that moves the follower's cursor.</summary>
sealed class JournalChain
{
    public required string Producer { get; init; }
    public long Count { get; set; }
    public byte[] LastHash { get; set; } = new byte[32];
}
