namespace Dinamis.Storage;

/// <summary>One event of the feed, in commit order.</summary>
public sealed class EventRow
{
    public long Position { get; init; }
    public required Guid Id { get; init; }
    public required DateTimeOffset At { get; init; }
    public string? TraceParent { get; init; }

    /// <summary>Serialized <see cref="Wire.FeedEvent"/> without its position.</summary>
    public required byte[] Payload { get; init; }
}

/// <summary>The stored reply of a write, by caller, rpc and key.</summary>
public sealed class OnceRow
{
    public required string Caller { get; init; }
    public required string Rpc { get; init; }
    public required string Key { get; init; }
    public required byte[] BodyHash { get; init; }
    public required byte[] Reply { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>How far a consumer has applied a producer's feed; moved in the transaction of the effects.</summary>
public sealed class CursorRow
{
    public required string Consumer { get; init; }
    public required string Producer { get; init; }
    public long Position { get; set; }
    public string EventId { get; set; } = "";

    /// <summary>Newest position that the producer has told.</summary>
    public long Tip { get; set; }

    /// <summary>When the producer was heard last.</summary>
    public DateTimeOffset HeardAt { get; set; }

    /// <summary>Raised by code that needs what it once skipped: the consumer then resynchronises.</summary>
    public int Shape { get; set; }

    /// <summary>At the producer's tip, and heard no more than 30 s ago. A backlog is not fresh.</summary>
    public bool IsFresh(DateTimeOffset now) => Position >= Tip && HeardAt >= now.AddSeconds(-30);
}

/// <summary>Background work that one replica does at a time.</summary>
public sealed class LeaseRow
{
    public required string Name { get; init; }
    public required string Owner { get; set; }
    public DateTimeOffset Until { get; set; }
}
