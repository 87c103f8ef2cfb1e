using Dinamis.ServiceTests.Harness;
using Dinamis.Storage;
using Dinamis.Wire;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dinamis.ServiceTests.Storage;

public sealed class FeedSpec
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Stores]
    public async Task A_stranger_may_not_follow(StoreKind kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        await using var host = await ThingsHost.StartAsync(store);
        using var call = host.AnonymousFeed().Follow(new(), cancellationToken: Ct);

        (await Should.ThrowAsync<RpcException>(() => call.ResponseStream.MoveNext(Ct))).StatusCode.ShouldBe(StatusCode.Unauthenticated);
    }

    [Theory, Stores]
    public async Task Eight_writers_lose_no_event_and_none_comes_out_of_order(StoreKind kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        await using var host = await ThingsHost.StartAsync(store);
        const int writers = 8, each = 25;
        var names = Enumerable.Range(0, writers).SelectMany(w => Enumerable.Range(0, each).Select(i => $"{w}-{i}")).ToHashSet();

        // Followed while they write: a position that became visible after a higher one would be missed for ever.
        using var call = host.Feed().Follow(new(), cancellationToken: Ct);
        var writing = Task.WhenAll(Enumerable.Range(0, writers).Select(async w =>
        {
            for (var i = 0; i < each; i++) await host.NameAsync($"{w}-{i}");
        }));
        List<long> positions = [];
        await foreach (var batch in call.ResponseStream.ReadAllAsync(Ct))
        {
            positions.AddRange(batch.Events.Select(e => e.Position));
            names.ExceptWith(batch.Events.Where(e => e.Act is not null).Select(e => e.Act.ObjectId));
            if (names.Count == 0) break;
        }
        await writing;

        positions.ShouldBeInOrder();
        positions.ShouldBeUnique();
    }

    [Fact]
    public async Task A_write_transaction_left_open_in_another_database_of_the_cluster_delays_nothing()
    {
        if (TestStore.Postgres is null) Assert.Skip("DINAMIS_TEST_POSTGRES is not set: run ./test");
        await using var store = await TestStore.CreateAsync(StoreKind.Postgres);
        await using var other = await TestStore.CreateAsync(StoreKind.Postgres);
        await using var host = await ThingsHost.StartAsync(store);
        await using var connection = new Npgsql.NpgsqlConnection(other.ConnectionString);
        await connection.OpenAsync(Ct);
        await using var open = await connection.BeginTransactionAsync(Ct);
        await using var write = new Npgsql.NpgsqlCommand("CREATE TABLE held (id int); INSERT INTO held VALUES (1)", connection, open);
        await write.ExecuteNonQueryAsync(Ct);

        await host.NameAsync("meanwhile");

        (await NextActAsync(host)).ShouldBe("meanwhile");
    }

    [Theory, Stores]
    public async Task A_state_carries_the_version_that_its_save_gave(StoreKind kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        await using var host = await ThingsHost.StartAsync(store);
        await host.NameAsync("a");
        await host.Store.RunAsync(async (db, ct) => (await db.Things.SingleAsync(ct)).Rename("b"), Ct);

        var states = await EventsAsync(host, e => e.Licence);

        states.Select(s => (s.Name, s.Version)).ShouldBe([("a", 1L), ("b", 2L)]);
    }

    [Theory, Stores]
    public async Task A_consumer_applies_each_event_once_although_two_followers_run(StoreKind kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        await using var consumerStore = await TestStore.CreateAsync(kind);
        await using var producer = await ThingsHost.StartAsync(store);
        await using var consumer = await ThingsHost.StartAsync(consumerStore, b => b.Services.AddScoped<Copying>());
        using var one = Follow(producer, consumer);
        using var two = Follow(producer, consumer);
        await Task.WhenAll(one.StartAsync(Ct), two.StartAsync(Ct));

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => producer.NameAsync($"n{i:00}")));
        await UntilAsync(consumer, c => c.Count >= 40);
        await Task.WhenAll(one.StopAsync(Ct), two.StopAsync(Ct));

        (await consumer.NamesAsync()).ShouldBe(Enumerable.Range(0, 40).Select(i => $"n{i:00}"));
    }

    [Theory, Stores]
    public async Task After_the_producer_was_restored_the_consumer_replaces_its_rows_and_goes_on(StoreKind kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        await using var restored = await TestStore.CreateAsync(kind);
        await using var consumerStore = await TestStore.CreateAsync(kind);
        await using var consumer = await ThingsHost.StartAsync(consumerStore, b => b.Services.AddScoped<Copying>());
        await using (var producer = await ThingsHost.StartAsync(store))
        {
            using var follower = Follow(producer, consumer);
            await follower.StartAsync(Ct);
            await producer.NameAsync("kept");
            await producer.NameAsync("lost");
            await UntilAsync(consumer, c => c.Count == 2);
            await follower.StopAsync(Ct);
        }

        // A restored producer: it has what was before, under positions of its own, and never heard of the rest.
        await using var back = await ThingsHost.StartAsync(restored);
        await back.NameAsync("kept");
        using var again = Follow(back, consumer);
        await again.StartAsync(Ct);
        await UntilAsync(consumer, c => !c.Contains("lost"));
        await back.NameAsync("suspended after the restore");
        await UntilAsync(consumer, c => c.Contains("suspended after the restore"));
        await again.StopAsync(Ct);

        (await consumer.NamesAsync()).ShouldBe(["kept", "suspended after the restore"]);
    }

    [Theory, Stores]
    public async Task A_following_ends_when_the_producer_stops(StoreKind kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        var host = await ThingsHost.StartAsync(store);
        using var call = host.Feed().Follow(new(), cancellationToken: Ct);
        await call.ResponseStream.MoveNext(Ct);

        host.Get<IHostApplicationLifetime>().StopApplication();

        (await call.ResponseStream.MoveNext(Ct)).ShouldBeFalse();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_following_goes_on_when_a_heartbeat_falls_due_while_it_looks()
    {
        if (TestStore.Postgres is null) Assert.Skip("DINAMIS_TEST_POSTGRES is not set: run ./test");
        await using var store = await TestStore.CreateAsync(StoreKind.Postgres);
        await using var host = await ThingsHost.StartAsync(store, b => b.Services.AddSingleton<TimeProvider>(new SlowLooks()));
        using var call = host.Feed().Follow(new(), cancellationToken: Ct);

        for (var beat = 0; beat < 3; beat++) (await call.ResponseStream.MoveNext(Ct)).ShouldBeTrue();
    }

    /// <summary>Two seconds pass between any two looks at the clock, as in a process that waits for its turn.</summary>
    sealed class SlowLooks : TimeProvider
    {
        readonly DateTimeOffset begin = System.GetUtcNow();
        int looks;

        public override DateTimeOffset GetUtcNow() => begin.AddSeconds(2 * Interlocked.Increment(ref looks));
    }

    [Fact]
    public async Task A_call_to_another_service_inside_a_transaction_throws()
    {
        await using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var host = await ThingsHost.StartAsync(store, b =>
        {
            b.Configuration["services:things:grpc:0"] = "http://127.0.0.1:1";
            ServiceDefaults.ServiceClients.AddServiceClient<Wire.Membership.MembershipClient>(b, "things");
        });
        var client = host.Get<Wire.Membership.MembershipClient>();

        var error = await Should.ThrowAsync<InvalidOperationException>(() =>
            host.Store.RunAsync(async (_, ct) => await client.ListTextsAsync(new(), cancellationToken: ct), Ct));

        error.Message.ShouldContain("inside a transaction");
    }

    static Follower<ThingsDb, Copying> Follow(ThingsHost producer, ThingsHost consumer) =>
        new("producer", producer.Feed(), consumer.Store, TimeProvider.System, NullLogger<Follower<ThingsDb, Copying>>.Instance);

    static async Task<string> NextActAsync(ThingsHost host)
    {
        using var call = host.Feed().Follow(new(), cancellationToken: Ct);
        await foreach (var batch in call.ResponseStream.ReadAllAsync(Ct))
            if (batch.Events.FirstOrDefault(e => e.Act is not null) is { } e)
                return e.Act.ObjectId;
        throw new InvalidOperationException("The feed ended.");
    }

    static Task<List<T>> EventsAsync<T>(ThingsHost host, Func<FeedEvent, T?> pick) where T : class => host.Store.ReadAsync(async (db, ct) =>
        (await db.Events.OrderBy(e => e.Position).ToListAsync(ct)).Select(FeedEvents.Read).Select(pick).OfType<T>().ToList(), Ct);

    // Looks again at each commit of the consumer, until the test's own time is over.
    static async Task UntilAsync(ThingsHost consumer, Func<List<string>, bool> reached)
    {
        var signal = consumer.Get<StoreSignal<ThingsDb>>();
        while (true)
        {
            var next = signal.Next;
            if (reached(await consumer.NamesAsync())) return;
            await next.WaitAsync(TimeSpan.FromSeconds(30), Ct);
        }
    }

    /// <summary>Keeps a thing for each licence state that it hears: a repeated event would make two.</summary>
    sealed class Copying : IFeedHandler<ThingsDb>
    {
        public static string Consumer => "copy";

        public Task ApplyAsync(ThingsDb db, string producer, FeedEvent e, CancellationToken cancellationToken)
        {
            if (e.Licence is { } state) db.Things.Add(new() { Name = state.Name });
            return Task.CompletedTask;
        }

        public async Task ReplaceAsync(ThingsDb db, string producer, IReadOnlyList<FeedEvent> states, CursorRow lost, CancellationToken cancellationToken)
        {
            await db.Things.ExecuteDeleteAsync(cancellationToken);
            foreach (var state in states) await ApplyAsync(db, producer, state, cancellationToken);
        }
    }
}
