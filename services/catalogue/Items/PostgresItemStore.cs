using System.Data.Common;
using System.Text;
using System.Text.Json;
using Dinamis.Catalogue.Geography;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Npgsql;
using NpgsqlTypes;

namespace Dinamis.Catalogue.Items;

/// <summary>PostgreSQL with PostGIS: a GiST index over footprint and period, the item whole as JSONB.</summary>
sealed class PostgresItemStore(CatalogueDb db) : SqlItemStore(db)
{
    protected override async Task<bool> WriteAsync(Item item, string onConflict, CancellationToken cancellationToken)
    {
        await using var command = await CommandAsync(cancellationToken);
        command.CommandText = Turn(item.Predecessors.Count > 0) +
            $"""
             INSERT INTO item (collection, id, start_at, end_at, cloud, gsd, words, footprint, body)
             VALUES (@collection, @id, @start, @end, @cloud, @gsd, @words, ST_GeomFromWKB(@footprint, 4326), @body)
             {onConflict}
             """;
        Add(command, "collection", item.Collection);
        Add(command, "id", item.Id);
        Add(command, "start", item.Start.Micros());
        Add(command, "end", item.End.Micros());
        Typed(command, "cloud", NpgsqlDbType.Double, item.Cloud);
        Typed(command, "gsd", NpgsqlDbType.Double, item.Gsd);
        Add(command, "words", item.Words);
        Typed(command, "footprint", NpgsqlDbType.Bytea, item.Footprint?.AsBinary());
        Typed(command, "body", NpgsqlDbType.Jsonb, Encoding.UTF8.GetString(item.Body));
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    protected override async Task WriteManyAsync(IReadOnlyList<Item> items, CancellationToken cancellationToken)
    {
        await using var command = await CommandAsync(cancellationToken);
        command.CommandText = Turn(items.Any(i => i.Predecessors.Count > 0)) +
            $"""
             INSERT INTO item (collection, id, start_at, end_at, cloud, gsd, words, footprint, body)
             SELECT collection, id, start_at, end_at, cloud, gsd, words, ST_GeomFromWKB(footprint, 4326), body::jsonb
             FROM unnest(@collections, @ids, @starts, @ends, @clouds, @gsds, @words, @footprints, @bodies)
               AS sent (collection, id, start_at, end_at, cloud, gsd, words, footprint, body)
             {Replace}
             """;
        Many(NpgsqlDbType.Text, "collections", i => i.Collection);
        Many(NpgsqlDbType.Text, "ids", i => i.Id);
        Many(NpgsqlDbType.Bigint, "starts", i => i.Start.Micros());
        Many(NpgsqlDbType.Bigint, "ends", i => i.End.Micros());
        Many(NpgsqlDbType.Double, "clouds", i => i.Cloud);
        Many(NpgsqlDbType.Double, "gsds", i => i.Gsd);
        Many(NpgsqlDbType.Text, "words", i => i.Words);
        Many(NpgsqlDbType.Bytea, "footprints", i => i.Footprint?.AsBinary());
        Many(NpgsqlDbType.Text, "bodies", i => Encoding.UTF8.GetString(i.Body));
        await command.ExecuteNonQueryAsync(cancellationToken);

        void Many<T>(NpgsqlDbType type, string name, Func<Item, T> value) => Typed(command, name, NpgsqlDbType.Array | type, items.Select(value).ToArray());
    }

    public override async Task RemoveAsync(string collection, string id, CancellationToken cancellationToken)
    {
        await using var command = await CommandAsync(cancellationToken);
        command.CommandText = "DELETE FROM item WHERE collection = @collection AND id = @id";
        Add(command, "collection", collection);
        Add(command, "id", id);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // A scene and the one that it names as its predecessor may be written at the same moment: without a turn, neither transaction would see the other's.
    static string Turn(bool namesPredecessor) => $"SELECT pg_advisory_xact_lock{(namesPredecessor ? "" : "_shared")}(hashtext('item_predecessor'));\n";

    protected override string ForUpdate => " FOR UPDATE";

    protected override string Among(DbCommand command, string column, IReadOnlyList<string> values)
    {
        Typed(command, $"{column}s", NpgsqlDbType.Array | NpgsqlDbType.Text, values.ToArray());
        return $"{column} = ANY(@{column}s)";
    }

    protected override string Meets(DbCommand command, Geometry area, ItemQuery query)
    {
        // Part by part: the box of an area cut at the antimeridian would be as wide as the world.
        var parts = Parts(area).Index().Select(p =>
        {
            Typed(command, $"area{p.Index}", NpgsqlDbType.Bytea, p.Item.AsBinary());
            return $"ST_Intersects(footprint, ST_GeomFromWKB(@area{p.Index}, 4326))";
        });
        return $"({string.Join(" OR ", parts)})";
    }

    protected override Cql2.SqlWriter Writer(DbCommand command, Func<object, string> parameter, bool inArea) => ItemQueryables.Postgres(parameter, inArea);

    protected override string Cloud(bool inArea) => inArea ? ItemQueryables.CloudUnindexed : base.Cloud(inArea);

    protected override string Mentions(DbCommand command, ItemQuery query)
    {
        var all = query.Words.Select(word => $"'{word}':*");
        if (query.Phrases.Count > 0) all = all.Append($"({string.Join(" | ", query.Phrases.Select(phrase => string.Join(" <-> ", phrase.Split(' ').Select(word => $"'{word}'"))))})");
        Add(command, "words", string.Join(" & ", all));
        return "to_tsvector('simple', words) @@ to_tsquery('simple', @words)";
    }

    protected override string Group(Grouping by) => by switch
    {
        Grouping.Collection => "collection",
        Grouping.Platform => "(body->'properties'->>'platform') COLLATE \"C\"",
        Grouping.Cloud => "(CASE WHEN cloud >= 90 THEN 9 ELSE floor(cloud / 10) END)::int::text COLLATE \"C\"",
        _ => $"to_char(to_timestamp(floor(start_at / 1000000.0)) AT TIME ZONE 'UTC', '{by switch { Grouping.Year => "YYYY", Grouping.Month => "YYYY-MM", _ => "YYYY-MM-DD" }}') COLLATE \"C\"",
    };

    protected override string Value(ItemQueryables.Named by) => ItemQueryables.PostgresOrder(by);

    protected override string Place => "ctid";

    // The planner's statistics of each column, multiplied.
    protected override string EstimateSql(string condition) => "EXPLAIN (FORMAT JSON) SELECT FROM item i WHERE " + condition;

    protected override long Estimated(object? answer)
    {
        using var plan = JsonDocument.Parse((string)answer!);
        return (long)plan.RootElement[0].GetProperty("Plan").GetProperty("Plan Rows").GetDouble();
    }

    protected override string ExtentSql =>
        """
        SELECT n, a, z, ST_XMin(e), ST_YMin(e), ST_XMax(e), ST_YMax(e)
        FROM (SELECT count(*) AS n, min(start_at) AS a, max(end_at) AS z, ST_Extent(footprint) AS e FROM item WHERE collection = @collection) t
        """;

    static Geometry[] Parts(Geometry area) => area is GeometryCollection { NumGeometries: <= 4 } some ? some.Geometries : [area];

    static void Typed(DbCommand command, string name, NpgsqlDbType type, object? value) =>
        command.Parameters.Add(new NpgsqlParameter(name, type) { Value = value ?? DBNull.Value });
}
