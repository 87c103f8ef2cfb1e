using Dinamis.ServiceTests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.ServiceTests.Storage;

/// <summary>A page of two queries once showed a deed sealed and its file not yet accepted: neither before the commit nor after it.</summary>
public sealed class MomentSpec
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Stores]
    public async Task Queries_of_one_moment_see_nothing_of_what_another_commits_between_them_and_do_not_make_it_wait(StoreKind kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        await using var host = await ThingsHost.StartAsync(store);
        await host.NameAsync("before");

        var (things, events) = await host.Store.ReadAsync(async (db, ct) =>
        {
            await using var moment = await db.MomentAsync(ct);
            var first = await db.Things.CountAsync(ct);
            await host.NameAsync("between").WaitAsync(TimeSpan.FromSeconds(30), ct);
            return (first, await db.Events.CountAsync(ct));
        }, Ct);

        // Each naming is a state and an act.
        events.ShouldBe(2 * things);
        (await host.CountEventsAsync()).ShouldBe(4);
    }
}
