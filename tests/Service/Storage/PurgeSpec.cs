using Dinamis.ServiceTests.Harness;
using Dinamis.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Dinamis.ServiceTests.Storage;

public sealed class PurgeSpec
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Stores]
    public async Task A_reply_is_known_for_thirty_days_and_forgotten_in_batches(StoreKind kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        await using var host = await ThingsHost.StartAsync(store);
        var now = DateTimeOffset.UnixEpoch.AddYears(60);
        const int old = PurgeStep<ThingsDb>.Batch * 2 + 1;
        await host.Store.RunAsync((db, _) =>
        {
            for (var i = 0; i < old; i++) db.OnceRows.Add(Row($"old-{i}", now - PurgeStep<ThingsDb>.Kept - TimeSpan.FromSeconds(i + 1)));
            db.OnceRows.Add(Row("known", now - PurgeStep<ThingsDb>.Kept));
            return Task.CompletedTask;
        }, Ct);
        using var step = new PurgeStep<ThingsDb>(host.Store, host.Get<StoreSignal<ThingsDb>>(), new FakeTimeProvider(now), NullLogger<PurgeStep<ThingsDb>>.Instance);

        await step.StartAsync(Ct);
        while (true)
        {
            // Each batch is one commit.
            var next = host.Get<StoreSignal<ThingsDb>>().Next;
            if (await host.Store.ReadAsync((db, ct) => db.OnceRows.CountAsync(ct), Ct) == 1) break;
            await next.WaitAsync(Ct);
        }
        await step.StopAsync(Ct);

        (await host.Store.ReadAsync((db, ct) => db.OnceRows.SingleAsync(ct), Ct)).Key.ShouldBe("known");
    }

    static OnceRow Row(string key, DateTimeOffset at) => new() { Caller = "me", Rpc = "/rpc", Key = key, BodyHash = [1], Reply = [2], At = at };
}
