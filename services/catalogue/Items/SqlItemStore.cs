using System.Data.Common;
using System.Text;
using NetTopologySuite.Geometries;

namespace Dinamis.Catalogue.Items;

/// <summary>What the two stores share: the conditions in SQL. Values are parameters, always.</summary>
abstract class SqlItemStore(CatalogueDb db) : IItemStore
{
    public async Task PutAsync(Item item, CancellationToken cancellationToken)
    {
        await WriteAsync(item, Replace, cancellationToken);
        await NoteAsync([item], cancellationToken);
    }

    public async Task<bool> AddAsync(Item item, CancellationToken cancellationToken)
    {
        var added = await WriteAsync(item, "ON CONFLICT (collection, id) DO NOTHING", cancellationToken);
        if (added) await NoteAsync([item], cancellationToken);
        return added;
    }

    public async Task PutManyAsync(IReadOnlyList<Item> items, CancellationToken cancellationToken)
    {
        if (items.Count == 0) return;
        await WriteManyAsync(items, cancellationToken);
        await NoteAsync(items, cancellationToken);
    }

    /// <summary>Inserts the scene; false when it was there and nothing was done.</summary>
    protected abstract Task<bool> WriteAsync(Item item, string onConflict, CancellationToken cancellationToken);

    protected abstract Task WriteManyAsync(IReadOnlyList<Item> items, CancellationToken cancellationToken);

    async Task NoteAsync(IReadOnlyList<Item> items, CancellationToken cancellationToken)
    {
        // In one order, so that two writers wait for each other in one direction alone.
        await NoteAsync("item_queryable (collection, name)", [.. items.SelectMany(i => i.Queryables.Select(name => (string[])[i.Collection, name])).DistinctBy(r => (r[0], r[1])).OrderBy(r => r[0], StringComparer.Ordinal).ThenBy(r => r[1], StringComparer.Ordinal)], cancellationToken);
        await NoteAsync("item_predecessor (before_collection, before_id, collection, id)", [.. items.SelectMany(i => i.Predecessors.Select(p => (string[])[p.Collection, p.Id, i.Collection, i.Id])).OrderBy(r => r[1], StringComparer.Ordinal).ThenBy(r => r[3], StringComparer.Ordinal)], cancellationToken);
    }

    async Task NoteAsync(string table, List<string[]> rows, CancellationToken cancellationToken)
    {
        // Pieces of what a database takes as parameters.
        foreach (var piece in rows.Chunk(1_000))
        {
            await using var command = await CommandAsync(cancellationToken);
            command.CommandText = $"INSERT INTO {table} VALUES {string.Join(',', piece.Select((row, r) => $"({string.Join(',', row.Select((_, c) => $"@n{r}_{c}"))})"))} ON CONFLICT DO NOTHING";
            foreach (var (r, row) in piece.Index())
                foreach (var (c, value) in row.Index()) Add(command, $"n{r}_{c}", value);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    public async Task<IReadOnlyList<Succession>> SuccessorsAsync(IReadOnlyCollection<(string Collection, string Id)> predecessors, CancellationToken cancellationToken)
    {
        if (predecessors.Count == 0) return [];
        var asked = predecessors.ToHashSet();
        await using var command = await CommandAsync(cancellationToken);
        command.CommandText = $"SELECT before_collection, before_id, collection, id FROM item_predecessor WHERE {Among(command, "before_id", [.. asked.Select(p => p.Id).Distinct()])} ORDER BY collection, id";
        var found = new List<Succession>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            if (asked.Contains((reader.GetString(0), reader.GetString(1)))) found.Add(new((reader.GetString(0), reader.GetString(1)), (reader.GetString(2), reader.GetString(3))));
        return found;
    }

    public abstract Task RemoveAsync(string collection, string id, CancellationToken cancellationToken);

    /// <summary>End of a SELECT that keeps its rows from others; SQLite has one writer.</summary>
    protected abstract string ForUpdate { get; }

    protected const string Replace =
        """
        ON CONFLICT (collection, id) DO UPDATE SET start_at = excluded.start_at, end_at = excluded.end_at, cloud = excluded.cloud,
          gsd = excluded.gsd, words = excluded.words, footprint = excluded.footprint, body = excluded.body
        """;

    /// <summary>Condition that <paramref name="column"/> is one of <paramref name="values"/>.</summary>
    protected abstract string Among(DbCommand command, string column, IReadOnlyList<string> values);

    /// <summary>Condition that the footprint meets the area, exactly.</summary>
    protected abstract string Meets(DbCommand command, Geometry area, ItemQuery query);

    /// <summary>Condition on the scene's words; folded text has no other character than letters, digits and single spaces.</summary>
    protected abstract string Mentions(DbCommand command, ItemQuery query);

    /// <summary>Text of a group in SQL.</summary>
    protected abstract string Group(Grouping by);

    /// <summary>The value of a sort key in SQL.</summary>
    protected abstract string Value(ItemQueryables.Named by);

    /// <summary>Column that says where a row lies, the shortest way back to it within a statement.</summary>
    protected abstract string Place { get; }

    /// <summary>What estimates how many scenes fulfil a condition, without reading them all.</summary>
    protected abstract string EstimateSql(string condition);

    /// <summary>Reads the answer of <see cref="EstimateSql"/>.</summary>
    protected abstract long Estimated(object? answer);

    /// <summary>Writes the filter of a query, beside an area or not; values become parameters of the command.</summary>
    protected abstract Cql2.SqlWriter Writer(DbCommand command, Func<object, string> parameter, bool inArea);

    /// <summary>Column of the cloud cover for a query with an area or without one.</summary>
    protected virtual string Cloud(bool inArea) => "cloud";

    public Task<FoundItem?> FindAsync(string collection, string id, CancellationToken cancellationToken) => ReadAsync(collection, id, "", cancellationToken);

    public Task<FoundItem?> LockAsync(string collection, string id, CancellationToken cancellationToken) => ReadAsync(collection, id, ForUpdate, cancellationToken);

    async Task<FoundItem?> ReadAsync(string collection, string id, string end, CancellationToken cancellationToken)
    {
        await using var command = await CommandAsync(cancellationToken);
        command.CommandText = "SELECT collection, id, body FROM item i WHERE collection = @collection AND id = @id" + end;
        Add(command, "collection", collection);
        Add(command, "id", id);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new(reader.GetString(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2)) : null;
    }

    public async Task<ItemPage> SearchAsync(ItemQuery query, CancellationToken cancellationToken)
    {
        if (query.Collections.Count == 0) return new([], false, new(0, Exact: true));
        var order = new Order(query.Sort, Value);
        if (query.After?.Matched is { } counted) return await NearAsync(query, order, counted, cancellationToken);
        if (query.After is null && await CountedPageAsync(query, order, cancellationToken) is { } page) return page;
        return await WalkAsync(query, order, await EstimateAsync(query, cancellationToken), cancellationToken);
    }

    /// <summary>Finds what matches once, counts it and cuts the page out of it; null when it is too much to be counted.</summary>
    async Task<ItemPage?> CountedPageAsync(ItemQuery query, Order order, CancellationToken cancellationToken)
    {
        await using var command = await CommandAsync(cancellationToken);
        // Bodies are fetched for the page alone.
        command.CommandText =
            $"""
             WITH hit AS MATERIALIZED (SELECT {Place} AS place, id, collection{order.Columns} FROM item i WHERE {Where(command, query)} LIMIT @most)
             SELECT i.collection, i.id, i.body{order.Names}, (SELECT count(*) FROM hit)
             FROM (SELECT * FROM hit page ORDER BY {order.ByName} LIMIT @limit) page JOIN item i ON i.{Place} = page.place
             ORDER BY {order.ByName}
             """;
        Add(command, "most", (long)Matched.MostCounted + 1);
        Add(command, "limit", (long)query.Limit);
        var (found, matched) = (new List<FoundItem>(), 0L);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (found.Count == 0 && (matched = reader.GetInt64(3 + query.Sort.Count)) > Matched.MostCounted) return null;
            found.Add(Found(reader, query.Sort));
        }
        return new(found, matched > found.Count, new(matched, Exact: true), Span(query, found));
    }

    /// <summary>
    /// The page after another by time: what follows begins as near as that one was long, mostly. It is looked for there and then further, so that the
    /// index of places and periods is read for a page and not for all that matches.
    /// </summary>
    async Task<ItemPage> NearAsync(ItemQuery query, Order order, Matched matched, CancellationToken cancellationToken)
    {
        if (query.After is { Span: { } span and > 0 and < Year, Keys: [long last, ..] } && query.Sort[0] is { By.Column: "start_at" } sort && Instants.Exists(last))
        {
            var at = Instants.FromMicros(last);
            for (var (tries, near) = (0, TimeSpan.FromMicroseconds(4 * span)); tries < 3; tries++, near *= 16)
            {
                var (low, high) = sort.Descending ? (Instants.Before(at, near), at) : (at, Instants.After(at, near));
                var page = await WalkAsync(query with { Begins = (low, high), From = query.From > low ? query.From : low, Until = query.Until < high ? query.Until : high }, order, matched, cancellationToken);
                // All that begins there comes before all that does not.
                if (page.HasMore) return page;
            }
        }
        return await WalkAsync(query, order, matched, cancellationToken);
    }

    // Of a page that is longer than that, nothing is near by.
    const long Year = 366L * 86_400_000_000;

    static long? Span(ItemQuery query, List<FoundItem> found) =>
        found.Count > 0 && query.Sort[0].By.Column == "start_at" ? Math.Abs((long)found[0].Cursor!.Keys[0]! - (long)found[^1].Cursor!.Keys[0]!) : null;

    /// <summary>The page alone, along an index of its order where there is one.</summary>
    async Task<ItemPage> WalkAsync(ItemQuery query, Order order, Matched matched, CancellationToken cancellationToken)
    {
        await using var command = await CommandAsync(cancellationToken);
        var sql = new StringBuilder("SELECT collection, id, body").Append(order.Columns).Append(" FROM item i WHERE ").Append(Where(command, query));
        if (query.After is { } after) sql.Append(" AND ").Append(order.After(after, (name, value) => Add(command, name, value)));
        // One row more than asked tells whether a next page exists.
        sql.Append(" ORDER BY ").Append(order.By).Append(" LIMIT @limit");
        Add(command, "limit", (long)query.Limit + 1);
        command.CommandText = sql.ToString();
        var found = new List<FoundItem>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (found.Count < query.Limit && await reader.ReadAsync(cancellationToken)) found.Add(Found(reader, query.Sort));
        return new(found, found.Count == query.Limit && found.Count > 0 && await reader.ReadAsync(cancellationToken), matched, Span(query, found));
    }

    /// <summary>How many match where they are too many to be counted; of fewer, that they are some more than that.</summary>
    async Task<Matched> EstimateAsync(ItemQuery query, CancellationToken cancellationToken)
    {
        await using var command = await CommandAsync(cancellationToken);
        command.CommandText = EstimateSql(Where(command, query));
        return new(Math.Max(Matched.MostCounted + 1, Estimated(await command.ExecuteScalarAsync(cancellationToken))), Exact: false);
    }

    public async Task<Totals> TotalsAsync(ItemQuery query, CancellationToken cancellationToken)
    {
        if (query.Collections.Count == 0) return default;
        await using var command = await CommandAsync(cancellationToken);
        command.CommandText = "SELECT count(*), min(start_at), max(start_at) FROM item i WHERE " + Where(command, query);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return reader.GetInt64(0) is > 0 and var count ? new(count, Instants.FromMicros(reader.GetInt64(1)), Instants.FromMicros(reader.GetInt64(2))) : default;
    }

    public async Task<IReadOnlyList<(string Key, long Count)>> GroupAsync(ItemQuery query, Grouping by, int most, CancellationToken cancellationToken)
    {
        if (query.Collections.Count == 0) return [];
        await using var command = await CommandAsync(cancellationToken);
        command.CommandText = $"SELECT {Group(by)} AS value, count(*) FROM item i WHERE {Where(command, query)} AND {Group(by)} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT @most";
        Add(command, "most", (long)most);
        var groups = new List<(string Key, long Count)>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) groups.Add((reader.GetString(0), reader.GetInt64(1)));
        if (by <= Grouping.Cloud) groups.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
        return groups;
    }

    /// <summary>One row for a collection: count, first start, last end (microseconds), west, south, east, north.</summary>
    protected abstract string ExtentSql { get; }

    public async Task<Extent> ExtentAsync(string collection, CancellationToken cancellationToken)
    {
        await using var command = await CommandAsync(cancellationToken);
        command.CommandText = ExtentSql;
        Add(command, "collection", collection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        if (reader.GetInt64(0) == 0) return new(0, null, null, null, []);
        double[]? bounds = reader.IsDBNull(3) ? null : [.. Enumerable.Range(3, 4).Select(reader.GetDouble)];
        var extent = new Extent(reader.GetInt64(0), bounds, Instants.FromMicros(reader.GetInt64(1)), Instants.FromMicros(reader.GetInt64(2)), []);
        await reader.DisposeAsync();
        return extent with { Years = [.. (await GroupAsync(new() { Collections = [collection] }, Grouping.Year, 10_000, cancellationToken)).Select(g => g.Key)] };
    }

    string Where(DbCommand command, ItemQuery query)
    {
        var all = new List<string> { Among(command, "collection", query.Collections) };
        if (query.Ids is { } ids) all.Add(Among(command, "id", ids));
        if (query.From is { } from)
        {
            all.Add("end_at >= @from");
            Add(command, "from", from.Micros());
        }
        if (query.Until is { } until)
        {
            all.Add("start_at <= @until");
            Add(command, "until", until.Micros());
        }
        if (query.Begins is { } begins)
        {
            all.Add("start_at BETWEEN @low AND @high");
            Add(command, "low", begins.Low.Micros());
            Add(command, "high", begins.High.Micros());
        }
        var area = query.Area ?? ItemQueryables.AreaOf(query.Filter);
        if (query.MaxCloud is { } cloud)
        {
            all.Add(Cloud(area is not null) + " <= @cloud");
            Add(command, "cloud", cloud);
        }
        if (query.Words.Count + query.Phrases.Count > 0) all.Add(Mentions(command, query));
        if (area is not null) all.Add(Meets(command, area, query));
        if (query.Filter is { } filter)
        {
            var values = 0;
            all.Add(Writer(command, value =>
            {
                Add(command, $"filter{values}", value);
                return $"@filter{values++}";
            }, area is not null).Write(filter));
        }
        return string.Join(" AND ", all);
    }

    protected Task<DbCommand> CommandAsync(CancellationToken cancellationToken) => db.CommandAsync(cancellationToken);

    protected static void Add(DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
    }

    static FoundItem Found(DbDataReader reader, IReadOnlyList<SortKey> sort)
    {
        var (collection, id) = (reader.GetString(0), reader.GetString(1));
        var keys = sort.Select(object? (k, i) => reader.IsDBNull(3 + i) ? null : k.By.Kind switch
        {
            Cql2.Kind.Number => reader.GetDouble(3 + i),
            Cql2.Kind.Timestamp => reader.GetInt64(3 + i),
            _ => reader.GetString(3 + i),
        });
        return new(collection, id, reader.GetFieldValue<byte[]>(2), new([.. keys], id, collection));
    }
}
