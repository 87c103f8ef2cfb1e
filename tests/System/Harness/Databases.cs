using Npgsql;

namespace Dinamis.SystemTests.Harness;

/// <summary>A database of its own for each service on the test script's PostgreSQL, and its Redis: dropped when the test is over.</summary>
public sealed class Databases : IAsyncDisposable
{
    static readonly string[] services = ["membership", "accounts", "catalogue", "activity", "identity", "pigma-sso"];

    static string? Postgres => Given("DINAMIS_TEST_POSTGRES");
    static string? Redis => Given("DINAMIS_TEST_REDIS");

    readonly string mark = Guid.CreateVersion7().ToString("N");

    Databases() { }

    /// <summary>Environment of the AppHost: <c>ConnectionStrings__…</c> of each service and of Redis. As on a real site, errors hold no rows.</summary>
    public IReadOnlyDictionary<string, string> Settings => services
        .ToDictionary(s => $"ConnectionStrings__{s}", s => $"{Postgres};Database={NameOf(s)};Maximum Pool Size=20;Include Error Detail=false")
        .Append(new("ConnectionStrings__redis", Redis!)).ToDictionary();

    /// <summary>Null where the test script has no PostgreSQL or no Redis.</summary>
    public static async Task<Databases?> CreateAsync()
    {
        if (Postgres is null || Redis is null) return null;
        var made = new Databases();
        foreach (var service in services) await ExecuteAsync($"CREATE DATABASE {made.NameOf(service)}");
        return made;
    }

    /// <summary>How many tables of ours a service keeps there: none when it fell back to a file.</summary>
    public async Task<long> TablesOfAsync(string service)
    {
        await using var connection = new NpgsqlConnection($"{Postgres};Database={NameOf(service)};Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'", connection);
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in services) await ExecuteAsync($"DROP DATABASE IF EXISTS {NameOf(service)} WITH (FORCE)");
    }

    string NameOf(string service) => $"j{mark}_{service.Replace('-', '_')}";

    static string? Given(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection($"{Postgres};Database=postgres;Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
