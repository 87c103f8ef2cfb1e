using System.Data.Common;
using System.Text;
using System.Text.Json;
using Dinamis.Catalogue.Geography;
using Microsoft.Data.Sqlite;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.IO;

namespace Dinamis.Catalogue.Items;

/// <summary>SQLite: an R*Tree of boxes in space and time chooses the candidates, NetTopologySuite decides on each footprint.</summary>
sealed class SqliteItemStore(CatalogueDb db) : SqlItemStore(db)
{
    const string WithoutBoxes = "DELETE FROM item_box WHERE id IN (SELECT box FROM item_part WHERE item = @key); DELETE FROM item_part WHERE item = @key;";

    protected override async Task<bool> WriteAsync(Item item, string onConflict, CancellationToken cancellationToken)
    {
        await using var command = await CommandAsync(cancellationToken);
        command.CommandText =
            $"""
             INSERT INTO item (collection, id, start_at, end_at, cloud, gsd, words, footprint, body)
             VALUES (@collection, @id, @start, @end, @cloud, @gsd, @words, @footprint, @body)
             {onConflict}
             RETURNING key
             """;
        Add(command, "collection", item.Collection);
        Add(command, "id", item.Id);
        Add(command, "start", item.Start.Micros());
        Add(command, "end", item.End.Micros());
        Add(command, "cloud", item.Cloud);
        Add(command, "gsd", item.Gsd);
        Add(command, "words", item.Words);
        Add(command, "footprint", item.Footprint?.AsBinary());
        Add(command, "body", Encoding.UTF8.GetString(item.Body));
        if (await command.ExecuteScalarAsync(cancellationToken) is not long key) return false;

        await using var boxes = await CommandAsync(cancellationToken);
        boxes.CommandText = WithoutBoxes;
        Add(boxes, "key", key);
        foreach (var (i, box) in (item.Footprint is { } footprint ? Antimeridian.Boxes(footprint) : []).Index())
        {
            boxes.CommandText +=
                $"""
                 INSERT INTO item_part (item) VALUES (@key);
                 INSERT INTO item_box VALUES (last_insert_rowid(), @w{i}, @e{i}, @s{i}, @n{i}, @from, @until);
                 """;
            Add(boxes, $"w{i}", box.MinX);
            Add(boxes, $"e{i}", box.MaxX);
            Add(boxes, $"s{i}", box.MinY);
            Add(boxes, $"n{i}", box.MaxY);
        }
        Add(boxes, "from", Hours(item.Start));
        Add(boxes, "until", Hours(item.End));
        await boxes.ExecuteNonQueryAsync(cancellationToken);
        return true;
    }

    protected override async Task WriteManyAsync(IReadOnlyList<Item> items, CancellationToken cancellationToken)
    {
        foreach (var item in items) await WriteAsync(item, Replace, cancellationToken);
    }

    public override async Task RemoveAsync(string collection, string id, CancellationToken cancellationToken)
    {
        await using var command = await CommandAsync(cancellationToken);
        command.CommandText = "SELECT key FROM item WHERE collection = @collection AND id = @id";
        Add(command, "collection", collection);
        Add(command, "id", id);
        if (await command.ExecuteScalarAsync(cancellationToken) is not long key) return;
        command.CommandText = WithoutBoxes + "DELETE FROM item WHERE key = @key";
        Add(command, "key", key);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    protected override string ForUpdate => "";

    protected override string Among(DbCommand command, string column, IReadOnlyList<string> values)
    {
        Add(command, $"{column}s", JsonSerializer.Serialize(values));
        return $"{column} IN (SELECT value FROM json_each(@{column}s))";
    }

    protected override string Meets(DbCommand command, Geometry area, ItemQuery query)
    {
        var prepared = PreparedGeometryFactory.Prepare(area);
        var reader = new WKBReader();
        ((SqliteConnection)command.Connection!).CreateFunction("meets", (byte[]? wkb) => wkb is not null && prepared.Intersects(reader.Read(wkb)), isDeterministic: true);
        // The tree keeps 32-bit floats rounded outwards: it never loses a candidate.
        var boxes = Antimeridian.Boxes(area).Index().Select(b =>
        {
            Add(command, $"w{b.Index}", b.Item.MinX);
            Add(command, $"e{b.Index}", b.Item.MaxX);
            Add(command, $"s{b.Index}", b.Item.MinY);
            Add(command, $"n{b.Index}", b.Item.MaxY);
            return $"SELECT id FROM item_box WHERE west <= @e{b.Index} AND east >= @w{b.Index} AND south <= @n{b.Index} AND north >= @s{b.Index} AND until >= @since AND since <= @till";
        }).ToList();
        Add(command, "since", query.From is { } from ? Hours(from) : double.MinValue);
        Add(command, "till", query.Until is { } until ? Hours(until) : double.MaxValue);
        return $"key IN (SELECT item FROM item_part WHERE box IN ({string.Join(" UNION ", boxes)})) AND meets(footprint)";
    }

    protected override Cql2.SqlWriter Writer(DbCommand command, Func<object, string> parameter, bool inArea) => ItemQueryables.Sqlite((SqliteConnection)command.Connection!, parameter);

    protected override string Mentions(DbCommand command, ItemQuery query)
    {
        var all = query.Words.Select(word => $"\"{word}\" *");
        if (query.Phrases.Count > 0) all = all.Append($"({string.Join(" OR ", query.Phrases.Select(phrase => $"\"{phrase}\""))})");
        Add(command, "words", string.Join(" AND ", all));
        return "key IN (SELECT rowid FROM item_text WHERE item_text MATCH @words)";
    }

    protected override string Group(Grouping by) => by switch
    {
        Grouping.Collection => "collection",
        Grouping.Platform => "json_extract(body, '$.properties.platform')",
        Grouping.Cloud => "CAST(min(CAST(cloud / 10 AS INTEGER), 9) AS TEXT)",
        // Seconds rounded down, before 1970 too.
        _ => $"strftime('{by switch { Grouping.Year => "%Y", Grouping.Month => "%Y-%m", _ => "%Y-%m-%d" }}', (start_at - (start_at % 1000000 + 1000000) % 1000000) / 1000000, 'unixepoch')",
    };

    protected override string Value(ItemQueryables.Named by) => ItemQueryables.SqliteOrder(by);

    protected override string Place => "key";

    const int Sampled = 4_096;

    // Some scenes at even distances of their keys: the same ones each time. What was removed leaves holes, which match nothing.
    protected override string EstimateSql(string condition) =>
        $"""
         WITH RECURSIVE step (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM step WHERE n < {Sampled - 1}),
           span (low, high) AS (SELECT min(key), max(key) FROM item)
         SELECT count(*) * (SELECT high - low + 1 FROM span) / {Sampled}
         FROM item i WHERE key IN (SELECT low + n * (high - low) / {Sampled - 1} FROM step, span) AND {condition}
         """;

    protected override long Estimated(object? answer) => (long)answer!;

    // The tree keeps 32-bit floats: seven digits, which an extent does not need.
    protected override string ExtentSql =>
        """
        SELECT i.*, round(b.west, 5), round(b.south, 5), round(b.east, 5), round(b.north, 5)
        FROM (SELECT count(*), min(start_at), max(end_at) FROM item WHERE collection = @collection) i,
          (SELECT min(west) AS west, min(south) AS south, max(east) AS east, max(north) AS north
           FROM item_box JOIN item_part ON box = item_box.id JOIN item ON key = item_part.item WHERE collection = @collection) b
        """;

    static double Hours(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).TotalHours;
}
