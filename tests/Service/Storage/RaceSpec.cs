using Dinamis.ServiceTests.Accounts;
using Dinamis.ServiceTests.Harness;
using Dinamis.Storage;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.ServiceTests.Storage;

public sealed class RaceSpec
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Stores]
    public async Task Simultaneous_requests_for_one_new_address_are_all_answered(StoreKind kind)
    {
        await using var app = await AccountsHost.On(kind);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.Anybody.RequestAccountAsync(AccountsHost.Demand(), Calls.Key(), cancellationToken: Ct).ResponseAsync));

        (await app.Host.Store.ReadAsync((db, ct) => db.Persons.CountAsync(ct), Ct)).ShouldBe(1);
        (await app.Host.ActsAsync()).ShouldAllBe(a => a.Verb == "person.requested");
    }

    [Fact]
    public async Task Work_that_lost_a_race_is_done_again_and_sees_what_the_other_left()
    {
        if (TestStore.Postgres is null) Assert.Skip("DINAMIS_TEST_POSTGRES is not set: run ./test");
        await using var store = await TestStore.CreateAsync(StoreKind.Postgres);
        await using var host = await ThingsHost.StartAsync(store);
        List<bool> found = [];

        await host.Store.RunAsync(async (db, ct) =>
        {
            found.Add(await db.Leases.AnyAsync(l => l.Name == "one", ct));
            if (found[^1]) return;
            // The other one commits between this look and this insertion.
            if (found.Count == 1) await host.Store.RunAsync((other, _) => Lease(other, "other"), ct);
            await Lease(db, "me");
        }, Ct);

        found.ShouldBe([false, true]);
        (await host.Store.ReadAsync((db, ct) => db.Leases.SingleAsync(l => l.Name == "one", ct), Ct)).Owner.ShouldBe("other");
    }

    static Task Lease(ThingsDb db, string owner)
    {
        db.Leases.Add(new() { Name = "one", Owner = owner });
        return Task.CompletedTask;
    }
}
