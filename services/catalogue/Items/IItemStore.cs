using NetTopologySuite.Geometries;

namespace Dinamis.Catalogue.Items;

/// <summary>
/// The border behind which scenes are kept and searched: SQLite with an R*Tree, PostgreSQL with PostGIS. Both give the same answers.
/// Writes join the transaction of the unit of work that is open on the store's context.
/// </summary>
interface IItemStore
{
    /// <summary>Adds the scene, or replaces the one of the same collection and id.</summary>
    Task PutAsync(Item item, CancellationToken cancellationToken);

    /// <summary>Adds the scene unless there is one of the same collection and id; says whether it did.</summary>
    Task<bool> AddAsync(Item item, CancellationToken cancellationToken);

    /// <summary>Adds or replaces scenes of different names.</summary>
    Task PutManyAsync(IReadOnlyList<Item> items, CancellationToken cancellationToken);

    Task RemoveAsync(string collection, string id, CancellationToken cancellationToken);

    /// <summary>Scenes that have named one of these as their predecessor, in the order of their names; some may say so no more, or be gone.</summary>
    Task<IReadOnlyList<Succession>> SuccessorsAsync(IReadOnlyCollection<(string Collection, string Id)> predecessors, CancellationToken cancellationToken);

    Task<FoundItem?> FindAsync(string collection, string id, CancellationToken cancellationToken);

    /// <summary>As <see cref="FindAsync"/>; nobody else changes the scene until the transaction ends.</summary>
    Task<FoundItem?> LockAsync(string collection, string id, CancellationToken cancellationToken);

    /// <summary>One page in the order of the query; ties by id then collection, in the direction of its last key. It tells how many match in all.</summary>
    Task<ItemPage> SearchAsync(ItemQuery query, CancellationToken cancellationToken);

    /// <summary>How many scenes match, exactly however many they are, and when the first and the last of them begin.</summary>
    Task<Totals> TotalsAsync(ItemQuery query, CancellationToken cancellationToken);

    /// <summary>How many scenes match by value, those without one apart: the <paramref name="most"/> most frequent values, in the order of the values where they have one.</summary>
    Task<IReadOnlyList<(string Key, long Count)>> GroupAsync(ItemQuery query, Grouping by, int most, CancellationToken cancellationToken);

    /// <summary>What a collection covers. Reads the whole collection: callers keep the answer a while.</summary>
    Task<Extent> ExtentAsync(string collection, CancellationToken cancellationToken);
}

/// <param name="Items">How many scenes.</param>
/// <param name="Bounds">West, south, east, north; null when there is no footprint.</param>
/// <param name="From">Beginning of the oldest.</param>
/// <param name="Until">End of the newest.</param>
/// <param name="Years">Years (UTC) in which a scene begins, ascending.</param>
sealed record Extent(long Items, double[]? Bounds, DateTimeOffset? From, DateTimeOffset? Until, IReadOnlyList<string> Years);

/// <summary>Names of a scene and of the one that came before it.</summary>
readonly record struct Succession((string Collection, string Id) Predecessor, (string Collection, string Id) Successor);

readonly record struct Totals(long Count, DateTimeOffset? First, DateTimeOffset? Last);

/// <summary>What scenes are counted by: the beginning of their period in UTC (<c>2024</c>, <c>2024-06</c>, <c>2024-06-12</c>), or a value; of clouds, the tens of percent from 0 to 9.</summary>
enum Grouping { Year, Month, Day, Cloud, Collection, Platform }

/// <summary>A scene as it is stored: the whole STAC item, and what it is found by.</summary>
sealed record Item
{
    public required string Collection { get; init; }
    public required string Id { get; init; }

    /// <summary>Period in UTC; both ends are the acquisition when the item has a <c>datetime</c>.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <inheritdoc cref="Start"/>
    public required DateTimeOffset End { get; init; }

    /// <summary>Footprint in OGC:CRS84, cut at the antimeridian; null for an item that has none.</summary>
    public Geometry? Footprint { get; init; }

    /// <summary>Percent; null = unknown.</summary>
    public double? Cloud { get; init; }

    /// <summary>Ground sample distance in metres; null = unknown.</summary>
    public double? Gsd { get; init; }

    /// <summary>Folded words (<see cref="Kernel.Folding"/>) that it is found by.</summary>
    public string Words { get; init; } = "";

    /// <summary>UTF-8 JSON of the STAC item; its links and our assets stand on <see cref="PublicOrigin.Placeholder"/>.</summary>
    public required byte[] Body { get; init; }

    /// <summary>Scenes of its collection that it names as its predecessors, there or not.</summary>
    public IReadOnlyList<(string Collection, string Id)> Predecessors { get; init; } = [];

    /// <summary>Queryables that it has a value of, without those of every scene.</summary>
    public IReadOnlyList<string> Queryables { get; init; } = [];
}

/// <param name="Cursor">Where it stands in the order of the page; null when it was not found by a search.</param>
sealed record FoundItem(string Collection, string Id, byte[] Body, ItemCursor? Cursor = null);

/// <summary>The last scene of a page: the next one begins after it.</summary>
/// <param name="Keys">Its value of each sort key: text, double, microseconds since 1970, or null.</param>
/// <param name="Matched">What the first page counted: the pages that follow do not count again. Null = not counted.</param>
/// <param name="Span">Microseconds between the beginnings of the first and the last scene of the page, in an order by them: the next page is looked for near by. Null = in another order.</param>
sealed record ItemCursor(IReadOnlyList<object?> Keys, string Id, string Collection, Matched? Matched = null, long? Span = null);

/// <summary>How many scenes match a query.</summary>
/// <param name="Exact">Counted; otherwise the store estimates them, and they are more than <see cref="MostCounted"/>.</param>
readonly record struct Matched(long Count, bool Exact)
{
    /// <summary>Scenes that are counted one by one; beyond, a search would cost more for its count than for its page.</summary>
    public const int MostCounted = 10_000;
}

/// <param name="By">What is compared; scenes without a value come last, whatever the direction.</param>
sealed record SortKey(ItemQueryables.Named By, bool Descending);

sealed record ItemPage(IReadOnlyList<FoundItem> Items, bool HasMore, Matched Matched, long? Span = null)
{
    public ItemCursor? Next => HasMore ? Items[^1].Cursor! with { Matched = Matched, Span = Span } : null;
}

/// <summary>All conditions hold together. <see cref="Collections"/> is what the caller may see and asked for: never more.</summary>
sealed record ItemQuery
{
    public required IReadOnlyList<string> Collections { get; init; }
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>Area that the footprint meets, boundary included, in OGC:CRS84.</summary>
    public Geometry? Area { get; init; }

    /// <summary>Instants that the item's period meets, both included; null = open.</summary>
    public DateTimeOffset? From { get; init; }

    /// <inheritdoc cref="From"/>
    public DateTimeOffset? Until { get; init; }

    public double? MaxCloud { get; init; }

    /// <summary>Folded beginnings of words that must all stand in the scene's words.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Folded words that follow one another; one of these phrases must stand in the scene's words.</summary>
    public IReadOnlyList<string> Phrases { get; init; } = [];

    /// <summary>A condition that <see cref="ItemQueryables.Check"/> has let pass.</summary>
    public Cql2.Expression? Filter { get; init; }

    public static readonly IReadOnlyList<SortKey> Newest = [new(ItemQueryables.All.Single(q => q.Name == "datetime"), Descending: true)];

    public IReadOnlyList<SortKey> Sort { get; init; } = Newest;
    public int Limit { get; init; } = 10;
    public ItemCursor? After { get; init; }

    /// <summary>Instants between which the scenes begin, both included; null = at any.</summary>
    public (DateTimeOffset Low, DateTimeOffset High)? Begins { get; init; }
}

static class Instants
{
    /// <summary>What both stores keep: microseconds since 1970.</summary>
    public static long Micros(this DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / 10;

    public static DateTimeOffset FromMicros(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * 10);

    /// <summary>It is an instant of ours: a token may name any number.</summary>
    public static bool Exists(long micros) => micros >= DateTimeOffset.MinValue.Micros() && micros <= DateTimeOffset.MaxValue.Micros();

    /// <summary>So much sooner, or the first instant that there is.</summary>
    public static DateTimeOffset Before(DateTimeOffset at, TimeSpan sooner) => at.UtcTicks > sooner.Ticks ? at - sooner : DateTimeOffset.MinValue;

    /// <summary>So much later, or the last instant that there is.</summary>
    public static DateTimeOffset After(DateTimeOffset at, TimeSpan later) => DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks > later.Ticks ? at + later : DateTimeOffset.MaxValue;
}
