using System.Data.Common;
using System.Globalization;
using System.Text.Json.Nodes;
using Dinamis.Cql2;
using Dinamis.ServiceTests.Harness;

namespace Dinamis.ServiceTests.Cql2;

/// <summary>The three collections on which the OGC counts its predicates, each in a table: geometry, and properties as JSON.</summary>
sealed class OgcDataset : IAsyncDisposable
{
    readonly TestStore store;
    readonly DbConnection connection;
    readonly StoreKind kind;
    readonly Dictionary<string, Dictionary<string, QueryableProperty>> queryables = [];

    OgcDataset(TestStore store, DbConnection connection, StoreKind kind) => (this.store, this.connection, this.kind) = (store, connection, kind);

    public static async Task<OgcDataset> LoadAsync(StoreKind kind, string folder, CancellationToken cancellationToken)
    {
        var store = await TestStore.CreateAsync(kind);
        DbConnection connection = kind == StoreKind.Sqlite ? new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(store.Data, "ogc.db")}") : new Npgsql.NpgsqlConnection(store.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        var dataset = new OgcDataset(store, connection, kind);
        if (kind == StoreKind.Postgres) await dataset.ExecuteAsync("CREATE EXTENSION postgis", cancellationToken);
        var package = Path.Combine(store.Data, "ogc.gpkg");
        File.Copy(Path.Combine(folder, "ne110m4cql2.gpkg"), package);
        foreach (var collection in (string[])["ne_110m_admin_0_countries", "ne_110m_populated_places_simple", "ne_110m_rivers_lake_centerlines"])
            await dataset.TableAsync(collection, folder, package, cancellationToken);
        return dataset;
    }

    /// <exception cref="Cql2Exception">The filter cannot be asked of this collection.</exception>
    public async Task<long> CountAsync(string collection, Expression filter, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        string Keep(object value)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("p" + command.Parameters.Count.ToString(CultureInfo.InvariantCulture), value);
            command.Parameters.Add(parameter);
            return "@" + parameter.ParameterName;
        }
        SqlWriter writer = connection is Microsoft.Data.Sqlite.SqliteConnection sqlite ? new SqliteSqlWriter(sqlite, queryables[collection], Keep) : new PostgresSqlWriter(queryables[collection], Keep);
        command.CommandText = $"SELECT count(*) FROM {collection} WHERE {writer.Write(filter)}";
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    async Task TableAsync(string collection, string folder, string package, CancellationToken cancellationToken)
    {
        var schema = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, collection + ".json"), cancellationToken))!["properties"]!.AsObject();
        queryables[collection] = schema.Select(p => Property(p.Key, p.Value!)).ToDictionary(q => q.Name);
        await ExecuteAsync($"CREATE TABLE {collection} (geom {(kind == StoreKind.Sqlite ? "BLOB, p TEXT" : "geometry(Geometry, 4326), p jsonb")})", cancellationToken);
        // The GeoPackage: the GeoJSON beside it is rounded, and what touches there no longer does.
        await using var source = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={package}");
        await source.OpenAsync(cancellationToken);
        await using var all = source.CreateCommand();
        all.CommandText = $"SELECT * FROM {collection}";
        await using var features = await all.ExecuteReaderAsync(cancellationToken);
        while (await features.ReadAsync(cancellationToken))
        {
            var properties = new JsonObject();
            foreach (var (name, queryable) in queryables[collection].Where(q => q.Value.Kind != Kind.Geometry))
                properties[name] = features[name] is DBNull ? null : queryable.Kind switch
                {
                    Kind.Number => features.GetDouble(features.GetOrdinal(name)),
                    Kind.Boolean => features.GetBoolean(features.GetOrdinal(name)),
                    Kind.Date or Kind.Timestamp => (DateTimeOffset.Parse(features.GetString(features.GetOrdinal(name)), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / 10,
                    _ => features.GetString(features.GetOrdinal(name)),
                };
            await using var command = connection.CreateCommand();
            command.CommandText = $"INSERT INTO {collection} VALUES ({(kind == StoreKind.Sqlite ? "@g, @p" : "ST_GeomFromWKB(@g, 4326), @p::text::jsonb")})";
            Add(command, "g", Wkb(features.GetFieldValue<byte[]>(features.GetOrdinal("geom"))));
            Add(command, "p", properties.ToJsonString());
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    QueryableProperty Property(string name, JsonNode schema)
    {
        if (schema["$ref"] is not null) return new(name, Kind.Geometry, "geom");
        var type = (string?)schema["type"];
        var of = (type, (string?)schema["format"]) switch
        {
            ("integer" or "number", _) => Kind.Number,
            ("boolean", _) => Kind.Boolean,
            (_, "date") => Kind.Date,
            (_, "date-time") => Kind.Timestamp,
            _ => Kind.Text,
        };
        if (kind == StoreKind.Sqlite) return new(name, of, $"json_extract(p, '$.\"{name}\"')");
        var cast = of switch { Kind.Number => "::double precision", Kind.Boolean => "::boolean", Kind.Date or Kind.Timestamp => "::bigint", _ => "" };
        return new(name, of, $"(p->>'{name}'){cast}");
    }

    /// <summary>What follows the header of a GeoPackage geometry (OGC 12-128r18 §2.1.3): eight bytes, and an envelope whose size its flags tell.</summary>
    static byte[] Wkb(byte[] blob) => blob[(8 + (((blob[3] >> 1) & 7) switch { 0 => 0, 1 => 32, 4 => 64, _ => 48 }))..];

    async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        await store.DisposeAsync();
    }
}
