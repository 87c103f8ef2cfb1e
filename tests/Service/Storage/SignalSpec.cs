using Dinamis.ServiceTests.Harness;
using Dinamis.Storage;

namespace Dinamis.ServiceTests.Storage;

/// <summary>Who is woken by a commit: each step of a service looks whether it has work then, and each follower reads.</summary>
public sealed class SignalSpec
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Stores]
    public async Task A_heartbeat_or_a_lease_wakes_nobody(StoreKind kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        await using var host = await ThingsHost.StartAsync(store);
        var signal = host.Get<StoreSignal<ThingsDb>>();
        var (commit, events) = (signal.Next, signal.NextEvent);

        (await host.Store.TakeLeaseAsync("a step", "me", TimeSpan.FromMinutes(1), TimeProvider.System, Ct)).ShouldBeTrue();

        (commit.IsCompleted, events.IsCompleted).ShouldBe((false, false));
    }

    [Theory, Stores]
    public async Task A_commit_without_events_wakes_the_steps_and_no_follower(StoreKind kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        await using var host = await ThingsHost.StartAsync(store);
        var signal = host.Get<StoreSignal<ThingsDb>>();
        var (commit, events) = (signal.Next, signal.NextEvent);

        await host.Store.RunAsync((db, _) =>
        {
            db.Cursors.Add(new() { Consumer = "a", Producer = "b" });
            return Task.CompletedTask;
        }, Ct);

        (commit.IsCompleted, events.IsCompleted).ShouldBe((true, false));
    }

    [Theory, Stores]
    public async Task A_commit_with_events_wakes_the_followers_too(StoreKind kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        await using var host = await ThingsHost.StartAsync(store);
        var signal = host.Get<StoreSignal<ThingsDb>>();
        var (commit, events) = (signal.Next, signal.NextEvent);

        await host.NameAsync("a thing");

        (commit.IsCompleted, events.IsCompleted).ShouldBe((true, true));
    }
}
