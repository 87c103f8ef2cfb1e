using System.Net;
using Dinamis.ServiceDefaults;
using Dinamis.ServiceTests.Harness;
using Dinamis.Storage;
using Dinamis.Wire;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dinamis.ServiceTests.Storage;

/// <summary>A real server on free ports, over one of the two stores; several hosts may share a PostgreSQL store as replicas do.</summary>
public sealed class ThingsHost : IAsyncDisposable
{
    const string Name = "things";

    readonly WebApplication app;
    readonly List<IDisposable> owned = [];

    ThingsHost(WebApplication app) => this.app = app;

    public static async Task<ThingsHost> StartAsync(TestStore store, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.Listen(IPAddress.Loopback, 0, o => o.Protocols = HttpProtocols.Http2);
            k.Listen(IPAddress.Loopback, 0, o => o.Protocols = HttpProtocols.Http1);
        });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Dinamis:Origin"] = TestTokens.Origin,
            ["Dinamis:Data"] = store.Data,
            [$"ConnectionStrings:{Name}"] = store.ConnectionString,
        });
        builder.AddServiceDefaults().AddBearer(Name).AddDinamisGrpc();
        builder.AddStore<ThingsDb, SqliteThingsDb, PostgresThingsDb>(Name);
        // These tests have no migrations: the schema is made from the model.
        foreach (var migrator in builder.Services.Where(d => d.ImplementationType == typeof(Migrator<ThingsDb>)).ToList()) builder.Services.Remove(migrator);
        TestTokens.Trust(builder.Services);
        configure?.Invoke(builder);
        var app = builder.Build();
        await CreateSchemaAsync(app);
        app.UseDinamis();
        app.MapServiceDefaults();
        app.MapGrpcService<ThingsService>();
        app.MapFeed<ThingsDb>();
        await app.StartAsync();
        return new(app);
    }

    static async Task CreateSchemaAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThingsDb>();
        if (db.IsSqlite)
        {
            await db.Database.EnsureCreatedAsync();
            return;
        }
        if (await db.Database.SqlQuery<int>($"SELECT 1 AS \"Value\" FROM pg_class WHERE relname = 'event_position'").AnyAsync()) return;
        var migration = new Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder("Npgsql");
        migration.CreateEventPosition();
        await db.Database.ExecuteSqlRawAsync(((Microsoft.EntityFrameworkCore.Migrations.Operations.SqlOperation)migration.Operations[0]).Sql);
        await db.Database.ExecuteSqlRawAsync(db.Database.GenerateCreateScript());
    }

    public Store<ThingsDb> Store => app.Services.GetRequiredService<Store<ThingsDb>>();

    public T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

    string[] Addresses => [.. app.Urls];

    public Wire.Membership.MembershipClient Client() => new(Channel(null));

    public Feed.FeedClient Feed() => new(Channel(TestTokens.ForService(Name, "consumer")));

    public Feed.FeedClient AnonymousFeed() => new(Channel(null));

    public HttpClient Json() => Own(new HttpClient { BaseAddress = new(Addresses[1]) });

    GrpcChannel Channel(string? token)
    {
        var client = new HttpClient(new SocketsHttpHandler());
        if (token is not null) client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return Own(GrpcChannel.ForAddress(Addresses[0], new() { HttpClient = client, DisposeHttpClient = true }));
    }

    T Own<T>(T disposable) where T : IDisposable
    {
        owned.Add(disposable);
        return disposable;
    }

    public Task NameAsync(string name, string? key = null) =>
        Client().StartAdhesionAsync(new() { Siren = name }, Calls.Key(key)).ResponseAsync;

    public Task<List<string>> NamesAsync() => Store.ReadAsync((db, ct) => db.Things.OrderBy(t => t.Name).Select(t => t.Name).ToListAsync(ct), TestContext.Current.CancellationToken);

    public Task<int> CountEventsAsync() => Store.ReadAsync((db, ct) => db.Events.CountAsync(ct), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var disposable in owned) disposable.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
