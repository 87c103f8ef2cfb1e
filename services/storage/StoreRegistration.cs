using System.Data.Common;
using System.Runtime.CompilerServices;
using Dinamis.ServiceDefaults;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using OpenTelemetry.Trace;
using SQLitePCL;

namespace Dinamis.Storage;

public static class StoreRegistration
{
    /// <summary>
    /// The service's database: PostgreSQL when <c>ConnectionStrings:{name}</c> is given, else the SQLite file <c>{data}/db/{name}.db</c>.
    /// Call it after AddDinamisGrpc: it adds <c>once</c> as the innermost interceptor.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="name">Name of the service.</param>
    /// <param name="postgres">More options of the PostgreSQL provider.</param>
    /// <param name="defaults">Beginning of the connection string of PostgreSQL (<c>Options=-c jit=off;</c>): what the configured one says of the same counts.</param>
    public static WebApplicationBuilder AddStore<TDb, TSqlite, TPostgres>(this WebApplicationBuilder builder, string name, Action<Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.NpgsqlDbContextOptionsBuilder>? postgres = null, string? defaults = null)
        where TDb : StoreDb where TSqlite : TDb where TPostgres : TDb
    {
        var services = builder.Services;
        var connection = builder.Configuration.GetConnectionString(name);
        var sqlite = string.IsNullOrEmpty(connection);
        if (sqlite)
        {
            services.AddSingleton(s => new SqliteFile(s.GetRequiredService<IOptions<DinamisOptions>>().Value, name));
            services.AddDbContext<TDb, TSqlite>((s, o) => o.UseSqlite(s.GetRequiredService<SqliteFile>().ConnectionString).AddInterceptors(SqlitePragmas.Instance).ConfigureWarnings(Checked));
        }
        else
        {
            var given = new NpgsqlConnectionStringBuilder(defaults + connection).ConnectionString;
            services.AddDbContext<TDb, TPostgres>(o => o.UseNpgsql(given, postgres).ConfigureWarnings(Checked));
        }
        services.AddScoped<StoreDb>(s => s.GetRequiredService<TDb>());
        services.AddSingleton(new WriteGate<TDb>(closed: sqlite));
        services.AddSingleton<StoreSignal<TDb>>();
        services.AddSingleton<RunningKeys>();
        services.AddScoped(s => new Once<TDb>(s.GetRequiredService<TDb>(), s.GetRequiredService<Store<TDb>>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<RunningKeys>()));
        services.AddSingleton(s => new Store<TDb>(s.GetRequiredService<IServiceScopeFactory>(), s.GetRequiredService<WriteGate<TDb>>(), s.GetRequiredService<StoreSignal<TDb>>(), s.GetRequiredService<TimeProvider>(), s.GetService<IOwnStates>()));
        services.Configure<GrpcServiceOptions>(o => o.Interceptors.Add<OnceInterceptor<TDb>>());
        services.AddHostedService<Migrator<TDb>>().AddHostedService<PurgeStep<TDb>>();
        services.AddHealthChecks().AddDbContextCheck<TDb>();
        services.ConfigureOpenTelemetryTracerProvider(t => t.AddEntityFrameworkCoreInstrumentation().AddSource("Npgsql"));
        return builder;

        // A test looks for model changes without a migration; at each start it would cost as much as the migrations.
        static void Checked(WarningsConfigurationBuilder warnings) => warnings.Ignore(RelationalEventId.PendingModelChangesWarning);
    }

    /// <summary>Serves this database's events to the other services.</summary>
    public static void MapFeed<TDb>(this IEndpointRouteBuilder app) where TDb : StoreDb => app.MapGrpcService<FeedService<TDb>>();

    /// <summary>Follows the events of another service.</summary>
    public static WebApplicationBuilder AddFollower<TDb, THandler>(this WebApplicationBuilder builder, string producer) where TDb : StoreDb where THandler : class, IFeedHandler<TDb>
    {
        if (!builder.Services.Any(d => d.ServiceType == typeof(THandler))) builder.Services.AddScoped<THandler>();
        builder.AddFeedClient(producer);
        builder.Services.AddSingleton<IHostedService>(s => new Follower<TDb, THandler>(
            producer,
            s.GetRequiredKeyedService<Wire.Feed.FeedClient>(producer),
            s.GetRequiredService<Store<TDb>>(),
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<Follower<TDb, THandler>>>()));
        return builder;
    }
}

/// <summary>The database file, held by one process: a second one stops with a clear message. The lock is the system's, free after kill -9.</summary>
sealed class SqliteFile : IDisposable
{
    readonly FileStream held;

    public SqliteFile(DinamisOptions options, string name)
    {
        var path = Path.Combine(options.Folder("db"), name + ".db");
        try
        {
            held = new(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new InvalidOperationException($"The database {name}.db of this data folder is in use by another process. Stop it, or give another data folder (DINAMIS_DATA).", e);
        }
        ConnectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 10 }.ConnectionString;
    }

    public string ConnectionString { get; }

    public void Dispose() => held.Dispose();
}

sealed class SqlitePragmas : DbConnectionInterceptor
{
    public static readonly SqlitePragmas Instance = new();

    // The pool hands out the same handle again and again, settings included.
    readonly ConditionalWeakTable<sqlite3, object> set = [];

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (!set.TryAdd(((SqliteConnection)connection).Handle!, this)) return;
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;";
        command.ExecuteNonQuery();
    }
}

/// <summary>Brings the database to the model before the service listens.</summary>
sealed class Migrator<TDb>(IServiceScopeFactory scopes) : IHostedLifecycleService where TDb : StoreDb
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        // Not cancellable: on SQLite a cancelled migration leaves its lock row, and the next start would wait for ever.
        await scope.ServiceProvider.GetRequiredService<TDb>().Database.MigrateAsync(CancellationToken.None);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
