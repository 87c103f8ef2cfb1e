using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;

namespace Dinamis.Benchmarks;

/// <summary>Something that answers a question with the ids that it found, in order.</summary>
interface IContender
{
    /// <param name="question">What is asked.</param>
    /// <param name="read">Is the answer looked into? Where time is taken it ends with the last byte, and nobody returns an id.</param>
    Task<string[]> AskAsync(Question question, bool read);
}

/// <summary>Our API, through the gateway, as anybody.</summary>
sealed class Ours(HttpClient client) : IContender
{
    public async Task<string[]> AskAsync(Question q, bool read)
    {
        using var response = q.Polygon
            ? await client.PostAsJsonAsync("/stac/search", new
            {
                collections = Dataset.Collections,
                limit = q.Limit,
                intersects = new { type = "Polygon", coordinates = new[] { new double[][] { [q.Lon, q.Lat], [q.Lon + 0.25, q.Lat], [q.Lon + 0.25, q.Lat + 0.25], [q.Lon, q.Lat] } } },
                filter = new { op = "<=", args = new object[] { new { property = "eo:cloud_cover" }, 20 } },
            })
            : await client.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/stac/search?collections={string.Join(',', Dataset.Collections)}&bbox={q.Lon},{q.Lat},{q.Lon + 0.25},{q.Lat + 0.25}&datetime={q.Year}-01-01T00:00:00Z/{q.Year + 1}-01-01T00:00:00Z&limit={q.Limit}"));
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync();
        if (!read)
        {
            await body.CopyToAsync(Stream.Null);
            return [];
        }
        using var page = await JsonDocument.ParseAsync(body);
        return q.Count ? [page.RootElement.GetProperty("numberMatched").GetRawText()] : [.. page.RootElement.GetProperty("features").EnumerateArray().Select(f => f.GetProperty("id").GetString()!)];
    }
}

/// <summary>SQL written by hand on one table with the best indexes that we know (« raw+ » of the research), in the database, no HTTP.</summary>
sealed class RawSql(NpgsqlDataSource source) : IContender
{
    public const string Table = "bench_raw";

    public async Task<string[]> AskAsync(Question q, bool read)
    {
        var place = q.Polygon
            ? "ST_Intersects(geom, ST_SetSRID(ST_MakePolygon(ST_MakeLine(ARRAY[ST_MakePoint($1,$2),ST_MakePoint($3,$2),ST_MakePoint($3,$4),ST_MakePoint($1,$2)])),4326)) AND cloud <= 20"
            : "ST_Intersects(geom, ST_MakeEnvelope($1,$2,$3,$4,4326)) AND at >= $5 AND at <= $6";
        await using var command = source.CreateCommand(q.Count
            ? $"SELECT count(*)::text, NULL FROM {Table} WHERE {place}"
            : $"SELECT id, content FROM {Table} WHERE {place} ORDER BY at DESC, id DESC LIMIT {q.Limit}");
        foreach (var value in (double[])[q.Lon, q.Lat, q.Lon + 0.25, q.Lat + 0.25]) command.Parameters.Add(new() { Value = value });
        if (!q.Polygon) foreach (var year in (int[])[q.Year, q.Year + 1]) command.Parameters.Add(new() { Value = new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1_000 });
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new List<string>();
        while (await reader.ReadAsync())
        {
            if (read) ids.Add(reader.GetString(0));
            // The document is fetched as ours is.
            if (!q.Count) _ = reader.GetFieldValue<byte[]>(1);
        }
        return [.. ids];
    }

    /// <summary>Copies the scenes into the one table; returns how many a second, with the indexes in place.</summary>
    public async Task<double> LoadAsync(IReadOnlyList<string> lines, bool create)
    {
        await using var connection = await source.OpenConnectionAsync();
        if (create)
        {
            await using var make = new NpgsqlCommand(
                $"""
                 DROP TABLE IF EXISTS {Table};
                 CREATE TABLE {Table} (id text COLLATE "C" PRIMARY KEY, at bigint NOT NULL, cloud double precision, geom geometry(Geometry, 4326), content jsonb NOT NULL);
                 CREATE INDEX ON {Table} USING gist (geom, at);
                 CREATE INDEX ON {Table} (at DESC, id DESC);
                 """, connection);
            await make.ExecuteNonQueryAsync();
        }
        var begun = System.Diagnostics.Stopwatch.GetTimestamp();
        await using (var copy = await connection.BeginTextImportAsync($"COPY {Table} (id, at, cloud, geom, content) FROM STDIN"))
        {
            foreach (var line in lines)
            {
                using var item = JsonDocument.Parse(line);
                var properties = item.RootElement.GetProperty("properties");
                object[] fields =
                [
                    item.RootElement.GetProperty("id").GetString()!, properties.GetProperty("datetime").GetDateTimeOffset().ToUnixTimeMilliseconds() * 1_000, properties.GetProperty("eo:cloud_cover").GetDouble(),
                    Convert.ToHexString(Wkb.Polygon(item.RootElement.GetProperty("geometry").GetProperty("coordinates")[0])), line.Replace("\\", "\\\\", StringComparison.Ordinal),
                ];
                await copy.WriteAsync(string.Join('\t', fields.Select(f => Convert.ToString(f, CultureInfo.InvariantCulture))) + "\n");
            }
        }
        var rate = lines.Count / System.Diagnostics.Stopwatch.GetElapsedTime(begun).TotalSeconds;
        return rate;
    }

    /// <summary>Copies what our import has not had, from this number on, into our table: each scene as the first one of its collection was left there.</summary>
    public async Task CopyToOursAsync(int from)
    {
        await using var command = source.CreateCommand(
            $"""
             INSERT INTO item (collection, id, start_at, end_at, cloud, gsd, words, footprint, body)
             SELECT t.collection, r.id, r.at, r.at, r.cloud, t.gsd, replace(replace(t.words, replace(t.id, '-', ' '), replace(r.id, '-', ' ')), ' scene ' || right(t.id, 7)::int || ' ', ' scene ' || right(r.id, 7)::int || ' '), r.geom,
               t.body || jsonb_build_object('id', r.id, 'geometry', r.content->'geometry', 'properties', r.content->'properties', 'assets', r.content->'assets',
                 'bbox', jsonb_build_array(ST_XMin(r.geom), ST_YMin(r.geom), ST_XMax(r.geom), ST_YMax(r.geom)), 'links', replace((t.body->'links')::text, t.id, r.id)::jsonb)
             FROM {Table} r JOIN (SELECT DISTINCT ON (collection) * FROM item ORDER BY collection, id) t ON t.collection = r.content->>'collection'
             WHERE r.id >= 'scene-' || lpad($1::text, 7, '0')
             """);
        command.Parameters.Add(new() { Value = from });
        command.CommandTimeout = 3_600;
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>A database where pgSTAC is installed: the same scenes are copied into its partitions as its own loader does, and its search is called in the database.</summary>
sealed class PgStac : IContender, IAsyncDisposable
{
    const string Settings = "-c search_path=pgstac,public -c client_min_messages=warning -c jit=off";
    readonly NpgsqlDataSource source;

    // It tells how many match when it is set to, and only then pays for it.
    readonly NpgsqlDataSource counting;

    public PgStac(string connection)
    {
        source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { Options = Settings });
        counting = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { Options = Settings + " -c pgstac.context=on" });
    }

    public async Task<string[]> AskAsync(Question q, bool read)
    {
        var search = new Dictionary<string, object> { ["limit"] = q.Limit, ["collections"] = Dataset.Collections };
        if (q.Polygon)
        {
            search["intersects"] = new { type = "Polygon", coordinates = new[] { new double[][] { [q.Lon, q.Lat], [q.Lon + 0.25, q.Lat], [q.Lon + 0.25, q.Lat + 0.25], [q.Lon, q.Lat] } } };
            search["filter"] = new { op = "<=", args = new object[] { new { property = "eo:cloud_cover" }, 20 } };
            search["filter-lang"] = "cql2-json";
        }
        else
        {
            search["bbox"] = new[] { q.Lon, q.Lat, q.Lon + 0.25, q.Lat + 0.25 };
            search["datetime"] = $"{q.Year}-01-01T00:00:00Z/{q.Year + 1}-01-01T00:00:00Z";
        }
        await using var command = (q.Count ? counting : source).CreateCommand("SELECT search($1::jsonb)");
        command.Parameters.Add(new() { Value = JsonSerializer.Serialize(search) });
        var answer = (string)(await command.ExecuteScalarAsync())!;
        if (!read) return [];
        using var page = JsonDocument.Parse(answer);
        return q.Count ? [page.RootElement.GetProperty("numberMatched").GetRawText()] : [.. page.RootElement.GetProperty("features").EnumerateArray().Select(f => f.GetProperty("id").GetString()!)];
    }

    /// <summary>Makes the collections, each with its partition.</summary>
    public async Task CreateAsync()
    {
        await ExecuteAsync("INSERT INTO queryables (name, property_wrapper, property_index_type) SELECT 'eo:cloud_cover', 'to_float', 'BTREE' WHERE NOT EXISTS (SELECT FROM queryables WHERE name = 'eo:cloud_cover')");
        foreach (var collection in Dataset.Collections)
        {
            var document = JsonSerializer.Serialize(new { type = "Collection", id = collection, stac_version = "1.1.0", description = collection, license = "other", links = Array.Empty<object>(), extent = new { spatial = new { bbox = new[] { new[] { -6, 42, 9, 52 } } }, temporal = new { interval = new[] { new string?[] { "2005-01-01T00:00:00Z", null } } } } });
            await ExecuteAsync("SELECT upsert_collection($1::jsonb)", document);
            await ExecuteAsync("SELECT check_partition($1, tstzrange('2005-01-01', '2027-01-01', '[]'), tstzrange('2005-01-01', '2027-01-01', '[]'))", collection);
            await ExecuteAsync("DELETE FROM items WHERE collection = $1", collection);
        }
    }

    public async Task LoadAsync(IReadOnlyList<string> lines)
    {
        await using var connection = await source.OpenConnectionAsync();
        // Its triggers read whole partitions after each piece; their work is done once, by EndAsync.
        await using (var quiet = new NpgsqlCommand("SET session_replication_role = replica", connection)) await quiet.ExecuteNonQueryAsync();
        await using (var copy = await connection.BeginTextImportAsync("COPY items (id, geometry, collection, datetime, end_datetime, content) FROM STDIN"))
        {
            foreach (var line in lines)
            {
                var item = JsonNode.Parse(line)!.AsObject();
                var (id, collection, at) = ((string)item["id"]!, (string)item["collection"]!, (string)item["properties"]!["datetime"]!);
                var place = Convert.ToHexString(Wkb.Polygon(JsonDocument.Parse(item["geometry"]!["coordinates"]![0]!.ToJsonString()).RootElement));
                foreach (var kept in (string[])["id", "collection", "geometry", "type", "stac_version"]) item.Remove(kept);
                await copy.WriteAsync(string.Join('\t', id, place, collection, at, at, item.ToJsonString().Replace("\\", "\\\\", StringComparison.Ordinal)) + "\n");
            }
        }
        await using var loud = new NpgsqlCommand("SET session_replication_role = origin", connection);
        await loud.ExecuteNonQueryAsync();
    }

    public Task EndAsync() => ExecuteAsync("SELECT update_partition_stats(partition, true) FROM partitions_view");

    async Task ExecuteAsync(string sql, string? parameter = null)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 600;
        if (parameter is not null) command.Parameters.Add(new() { Value = parameter });
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await counting.DisposeAsync();
    }
}

static class Wkb
{
    /// <summary>One polygon of one ring, with its reference system, as PostGIS receives it.</summary>
    public static byte[] Polygon(JsonElement ring)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write((byte)1);
        writer.Write(0x20000003u);
        writer.Write(4326u);
        writer.Write(1u);
        writer.Write((uint)ring.GetArrayLength());
        foreach (var vertex in ring.EnumerateArray())
        {
            writer.Write(vertex[0].GetDouble());
            writer.Write(vertex[1].GetDouble());
        }
        return bytes.ToArray();
    }
}
