using Dinamis.Activity;
using Dinamis.Activity.Rpc;
using Dinamis.Catalogue;
using Dinamis.Identity;
using Dinamis.Membership;
using Dinamis.Rights;
using Dinamis.ServiceDefaults;
using Dinamis.ServiceTests.Accounts;
using Dinamis.ServiceTests.Harness;
using Dinamis.ServiceTests.Identity;
using Dinamis.Storage;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dinamis.ServiceTests.Foundations;

/// <summary>Every service that keeps the rights of people, each on a database of its own, following a real accounts by its real feed.</summary>
sealed class Everybody : IAsyncDisposable
{
    readonly List<TestStore> stores = [];
    ServiceHost<MembershipDb, MembershipDb> membership = null!;
    ServiceHost<ActivityService, ActivityDb> activity = null!;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ServiceHost<CatalogueDb, CatalogueDb> Catalogue { get; private set; } = null!;
    public IdentityRun Identity { get; private set; } = null!;

    public static async Task<Everybody> StartAsync(StoreKind kind)
    {
        var all = new Everybody();
        for (var i = 0; i < 4; i++) all.stores.Add(await TestStore.CreateAsync(kind));
        all.membership = new(all.stores[0], Resources.Membership);
        all.Catalogue = new(all.stores[1], Resources.Catalogue);
        all.activity = new(all.stores[2], Resources.Activity);
        all.Identity = new(all.stores[3]);
        await all.RefreshAsync();
        return all;
    }

    /// <summary>All of them follow this accounts until the answer is disposed of.</summary>
    public async Task<Following> FollowAsync(AccountsHost accounts)
    {
        Wire.Feed.FeedClient Feed() => new(accounts.Host.AsService("tests"));
        var following = new Following(
            new Follower<MembershipDb, RightsFollower<MembershipDb>>(Resources.Accounts, Feed(), membership.Store, TimeProvider.System, NullLogger<Follower<MembershipDb, RightsFollower<MembershipDb>>>.Instance),
            new Follower<CatalogueDb, RightsFollower<CatalogueDb>>(Resources.Accounts, Feed(), Catalogue.Store, TimeProvider.System, NullLogger<Follower<CatalogueDb, RightsFollower<CatalogueDb>>>.Instance),
            new Follower<ActivityDb, RightsFollower<ActivityDb>>(Resources.Accounts, Feed(), activity.Store, TimeProvider.System, NullLogger<Follower<ActivityDb, RightsFollower<ActivityDb>>>.Instance),
            new Follower<IdentityDb, PersonFeed>(Resources.Accounts, Feed(), Identity.Store, TimeProvider.System, NullLogger<Follower<IdentityDb, PersonFeed>>.Instance));
        await following.StartAsync(Ct);
        return following;
    }

    /// <summary>Waits until each of them lets the person in, or until none does.</summary>
    public Task UntilAsync(bool letIn, Guid person, Guid organisation) => Patiently.UntilAsync(letIn ? "every service to let the person in" : "every service to refuse the person", TimeSpan.FromSeconds(60), async () =>
    {
        await RefreshAsync();
        bool[] answers =
        [
            await IsLetInAsync(new Wire.Membership.MembershipClient(membership.Channel(Token(Resources.Membership, person, organisation))).GetAdhesionAsync(new() { AdhesionId = Guid.CreateVersion7().ToString() }, cancellationToken: Ct)),
            await IsLetInAsync(new Wire.Tasking.TaskingClient(Catalogue.Channel(Token(Resources.Catalogue, person, organisation))).ListMyImageryRequestsAsync(new(), cancellationToken: Ct)),
            await IsLetInAsync(new Wire.Activity.ActivityClient(activity.Channel(Token(Resources.Activity, person, organisation))).ListActsAsync(new() { EntityId = organisation.ToString() }, Calls.Key(), cancellationToken: Ct)),
            await Identity.Store.ReadAsync(async (db, ct) => (await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == person, ct))?.MaySignIn == true, Ct),
        ];
        return answers.All(a => a == letIn);
    });

    // Accounts' feed has no heartbeat here, and nobody plays membership's: what they follow stays recent.
    async Task RefreshAsync()
    {
        await membership.LearnAsync();
        await Catalogue.LearnAsync();
        await activity.LearnAsync();
    }

    // Of a session that began after every suspension so far: an older one stays ended when the person is reinstated.
    static string Token(string audience, Guid person, Guid organisation) => TestTokens.ForPerson(audience, person, organisation, generation: 99);

    // Not found or not allowed are answers to somebody who is known.
    static async Task<bool> IsLetInAsync<T>(AsyncUnaryCall<T> call)
    {
        try
        {
            await call;
            return true;
        }
        catch (RpcException e) when (e.ToRefused()?.Refusal.Status is 401 or 403 or 404)
        {
            return e.ToRefused()!.Refusal.Status != 401;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await membership.DisposeAsync();
        await Catalogue.DisposeAsync();
        await activity.DisposeAsync();
        await Identity.DisposeAsync();
        foreach (var store in stores) await store.DisposeAsync();
    }
}

sealed class Following(params BackgroundService[] followers) : IAsyncDisposable
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.WhenAll(followers.Select(f => f.StartAsync(cancellationToken)));

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(followers.Select(f => f.StopAsync(CancellationToken.None)));
        foreach (var follower in followers) follower.Dispose();
    }
}
