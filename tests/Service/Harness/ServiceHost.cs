using Dinamis.Rights;
using Dinamis.ServiceDefaults;
using Dinamis.Storage;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Dinamis.ServiceTests.Harness;

/// <summary>
/// One whole service in memory on its own database, called through real gRPC with real tokens. It follows nobody: what it would
/// have learnt of people and organisations is told by <see cref="LearnAsync"/>.
/// </summary>
/// <typeparam name="TMarker">A type of the service's assembly.</typeparam>
/// <typeparam name="TDb">Its database.</typeparam>
public sealed class ServiceHost<TMarker, TDb>(TestStore store, string name, Action<IServiceCollection>? configure = null, IReadOnlyDictionary<string, string>? settings = null)
    : WebApplicationFactory<TMarker> where TMarker : class where TDb : StoreDb
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        builder.UseSetting("Dinamis:Origin", TestTokens.Origin);
        builder.UseSetting("Dinamis:Data", store.Data);
        builder.UseSetting("Smtp:Host", "localhost");
        builder.UseSetting("Smtp:From", "dinamis@dinamis.example");
        if (name == Resources.Membership)
        {
            // It does not start without authorities; what calls them is not hosted here.
            builder.UseSetting("Ca:IssueUrl", "http://localhost/ca/issue");
            builder.UseSetting("Ca:IssueSecret", "tests");
            builder.UseSetting("Ca:TrustUrl", "http://localhost/ca/ca.pem");
            builder.UseSetting("Tsa:Url", "http://localhost/tsa");
        }
        builder.UseSetting("Client:Id", name);
        builder.UseSetting("Client:Secret", "tests");
        if (store.ConnectionString is { } connection) builder.UseSetting($"ConnectionStrings:{name}", connection);
        foreach (var (key, value) in settings ?? new Dictionary<string, string>()) builder.UseSetting(key, value);
        builder.ConfigureTestServices(services =>
        {
            TestTokens.Trust(services);
            // Migrations run; what would call or follow others, or send mail, does not.
            foreach (var hosted in services.Where(d => d.ServiceType == typeof(IHostedService) && !Keeps(d)).ToList()) services.Remove(hosted);
            configure?.Invoke(services);
        });
    }

    static bool Keeps(ServiceDescriptor descriptor) =>
        descriptor.ImplementationType is null
            ? descriptor.ImplementationFactory?.Method.DeclaringType?.Assembly != typeof(Store<>).Assembly
            : descriptor.ImplementationType.Name.StartsWith("Migrator", StringComparison.Ordinal) || descriptor.ImplementationType.Assembly.GetName().Name!.StartsWith("Microsoft", StringComparison.Ordinal);

    /// <summary>A channel that calls as this person, service or nobody.</summary>
    public GrpcChannel Channel(string? token = null)
    {
        var client = CreateClient();
        if (token is not null) client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return GrpcChannel.ForAddress(client.BaseAddress!, new() { HttpClient = client, DisposeHttpClient = true });
    }

    public GrpcChannel As(Guid person, Guid organisation, DateTimeOffset? signedInAt = null) => Channel(TestTokens.ForPerson(name, person, organisation, signedInAt: signedInAt));

    public GrpcChannel AsService(string client) => Channel(TestTokens.ForService(name, client));

    public Store<TDb> Store => Services.GetRequiredService<Store<TDb>>();

    /// <summary>Applies published states to the rights of this service, as its followers would, and makes its cursors fresh.</summary>
    public Task LearnAsync(params IMessage[] states) => Store.RunAsync(async (db, services, ct) =>
    {
        foreach (var state in states) await services.GetRequiredService<RightsProjection>().ApplyAsync(db, state, ct);
        foreach (var producer in services.GetRequiredService<RightsSources>().Followed)
        {
            var consumer = $"rights<{producer}";
            var cursor = await db.Cursors.FindAsync([consumer], ct);
            if (cursor is null) db.Cursors.Add(cursor = new() { Consumer = consumer, Producer = producer });
            cursor.HeardAt = services.GetRequiredService<TimeProvider>().GetUtcNow();
        }
        return true;
    }, TestContext.Current.CancellationToken);

    /// <summary>What is waiting in the outbox for this address, oldest first.</summary>
    public Task<List<Mail.MailRow>> MailsAsync(string to) => Store.ReadAsync((db, ct) =>
        Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.ToListAsync(db.Set<Mail.MailRow>().Where(m => m.To == to).OrderBy(m => m.At), ct), TestContext.Current.CancellationToken);

    /// <summary>Acts that this service has written in its feed, in order.</summary>
    public Task<List<Wire.Act>> ActsAsync() => Store.ReadAsync(async (db, ct) =>
        (await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.ToListAsync(db.Events.OrderBy(e => e.Position), ct))
        .Select(FeedEvents.Read).Where(e => e.Act is not null).Select(e => e.Act).ToList(), TestContext.Current.CancellationToken);
}

public static class Calls
{
    /// <summary>Headers of a write: a new idempotency key, or this one.</summary>
    public static Metadata Key(string? key = null) => new() { { "idempotency-key", key ?? Guid.CreateVersion7().ToString() } };

    /// <summary>Asserts that the call is refused by this name and status.</summary>
    public static async Task ShouldBeRefusedAsync<T>(this AsyncUnaryCall<T> call, string code, int status)
    {
        var error = await Should.ThrowAsync<RpcException>(async () => await call);
        var refused = error.ToRefused();
        (refused?.Refusal.Code ?? error.Status.ToString(), refused?.Refusal.Status).ShouldBe((code, status));
    }
}
