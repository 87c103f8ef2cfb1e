using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Dinamis.ServiceTests.Harness;

public enum StoreKind
{
    Sqlite,
    Postgres,
}

/// <summary>Runs a theory on SQLite, and on PostgreSQL when the test script gives one; otherwise it is skipped visibly.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StoresAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([
            new TheoryDataRow<StoreKind>(StoreKind.Sqlite),
            new TheoryDataRow<StoreKind>(StoreKind.Postgres) { Skip = TestStore.Postgres is null ? "DINAMIS_TEST_POSTGRES is not set: run ./test" : null },
        ]);

    public override bool SupportsDiscoveryEnumeration() => true;
}

/// <summary>A database of its own for one test: a file in a temporary folder, or a new database of the test script's PostgreSQL.</summary>
public sealed class TestStore : IAsyncDisposable
{
    internal static string? Postgres => Environment.GetEnvironmentVariable("DINAMIS_TEST_POSTGRES") is { Length: > 0 } connection ? connection : null;

    readonly string? database;

    TestStore(string? database)
    {
        this.database = database;
        Data = Directory.CreateTempSubdirectory("dinamis-service-").FullName;
    }

    public string Data { get; }

    /// <summary>Null for SQLite.</summary>
    public string? ConnectionString => database is null ? null : $"{Postgres};Database={database}";

    public static async Task<TestStore> CreateAsync(StoreKind kind)
    {
        if (kind == StoreKind.Sqlite) return new(null);
        var database = "t" + Guid.CreateVersion7().ToString("N");
        await ExecuteAsync($"CREATE DATABASE {database}");
        return new(database);
    }

    /// <summary>A backup, made while no service runs on it.</summary>
    public async Task KeepAsync()
    {
        await LeaveAsync();
        if (database is null) CopyFiles("db", "kept");
        else await ExecuteAsync($"CREATE DATABASE {database}_kept TEMPLATE {database}");
    }

    /// <summary>Back to the backup: what was written since is lost.</summary>
    public async Task RestoreAsync()
    {
        await LeaveAsync();
        if (database is null)
        {
            Directory.Delete(Path.Combine(Data, "db"), recursive: true);
            CopyFiles("kept", "db");
            return;
        }
        await ExecuteAsync($"DROP DATABASE {database} WITH (FORCE)");
        await ExecuteAsync($"ALTER DATABASE {database}_kept RENAME TO {database}");
    }

    async Task LeaveAsync()
    {
        Npgsql.NpgsqlConnection.ClearAllPools();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (database is not null) await ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'");
    }

    void CopyFiles(string from, string to)
    {
        var target = Directory.CreateDirectory(Path.Combine(Data, to)).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Data, from))) File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
    }

    public async ValueTask DisposeAsync()
    {
        if (database is not null)
        {
            Npgsql.NpgsqlConnection.ClearAllPools();
            await ExecuteAsync($"DROP DATABASE {database} WITH (FORCE)");
        }
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Data, recursive: true);
    }

    static async Task ExecuteAsync(string sql)
    {
        await using var connection = new Npgsql.NpgsqlConnection($"{Postgres};Database=postgres;Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
