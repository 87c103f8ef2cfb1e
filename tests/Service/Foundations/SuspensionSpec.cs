using System.Net;
using System.Text.Json.Nodes;
using Dinamis.Catalogue.Ingest;
using Dinamis.ServiceTests.Accounts;
using Dinamis.ServiceTests.Catalogue;
using Dinamis.ServiceTests.Harness;
using Dinamis.ServiceTests.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Dinamis.ServiceTests.Foundations;

/// <summary>A suspension reaches every service that keeps rights, whatever the databases are doing and whatever was restored.</summary>
public sealed class SuspensionSpec
{
    const string User = "utilisateur@mairie.example";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Stores]
    public async Task After_accounts_was_restored_ten_minutes_behind_a_suspension_is_refused_everywhere(StoreKind kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        await using var everybody = await Everybody.StartAsync(kind);
        Guid referent, user;
        await using (var accounts = await AccountsHost.OverAsync(store))
        {
            (referent, user) = await PeopleAsync(accounts);
            await using var following = await everybody.FollowAsync(accounts);
            await everybody.UntilAsync(letIn: true, user, AccountsHost.Mairie);
        }
        await store.KeepAsync();
        await using (var later = await AccountsHost.OverAsync(store))
        {
            // The others come to know versions that the restored accounts will give a second time.
            later.Clock.Advance(TimeSpan.FromMinutes(10));
            await later.Host.LearnAsync();
            await using var following = await everybody.FollowAsync(later);
            await SuspendAsync(later, referent, user);
            await everybody.UntilAsync(letIn: false, user, AccountsHost.Mairie);
            await ReinstateAsync(later, referent, user);
            await everybody.UntilAsync(letIn: true, user, AccountsHost.Mairie);
        }
        await store.RestoreAsync();

        await using var restored = await AccountsHost.OverAsync(store);
        await using var again = await everybody.FollowAsync(restored);
        await SuspendAsync(restored, referent, user);
        await everybody.UntilAsync(letIn: false, user, AccountsHost.Mairie);

        await restored.As(user, AccountsHost.Mairie).NamePersonsAsync(new() { PersonIds = { user.ToString() } }, cancellationToken: Ct).ShouldBeRefusedAsync("UNAUTHENTICATED", 401);
        await everybody.Identity.GivePasswordAsync(user, User);
        (await SignInAsync(everybody.Identity)).ShouldNotBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Neither_a_bulk_ingest_nor_a_write_left_open_in_another_database_of_the_cluster_delays_a_suspension()
    {
        if (TestStore.Postgres is null) Assert.Skip("DINAMIS_TEST_POSTGRES is not set: run ./test");
        await using var everybody = await Everybody.StartAsync(StoreKind.Postgres);
        await using var accounts = await AccountsHost.On(StoreKind.Postgres);
        var (referent, user) = await PeopleAsync(accounts);
        await using var following = await everybody.FollowAsync(accounts);
        await everybody.UntilAsync(letIn: true, user, AccountsHost.Mairie);

        // Both stay open until the suspension has reached everybody, however long that takes.
        await using var other = await TestStore.CreateAsync(StoreKind.Postgres);
        await using var connection = new Npgsql.NpgsqlConnection(other.ConnectionString);
        await connection.OpenAsync(Ct);
        await using var open = await connection.BeginTransactionAsync(Ct);
        await using var write = new Npgsql.NpgsqlCommand("CREATE TABLE held (id int); INSERT INTO held VALUES (1)", connection, open);
        await write.ExecuteNonQueryAsync(Ct);
        var (written, finish) = (new TaskCompletionSource(), new TaskCompletionSource());
        var ingesting = await IngestAsync(everybody, 300, written, finish.Task);
        await Task.WhenAny(written.Task, ingesting);

        await SuspendAsync(accounts, referent, user);
        await everybody.UntilAsync(letIn: false, user, AccountsHost.Mairie);

        ingesting.IsCompleted.ShouldBeFalse();
        finish.SetResult();
        (await ingesting).ShouldBe(300);
    }

    static async Task<Task<int>> IngestAsync(Everybody everybody, int scenes, TaskCompletionSource written, Task finish)
    {
        var world = new CatalogueWorld(everybody.Catalogue);
        await everybody.Catalogue.LearnAsync(CatalogueWorld.Staff());
        await world.OpenCollectionAsync();
        return everybody.Catalogue.Store.RunAsync(async (_, services, ct) =>
        {
            var ingest = services.GetRequiredService<ItemIngest>();
            for (var i = 0; i < scenes; i++) await ingest.PutAsync(JsonNode.Parse(Scenes.Item(world.Collection, $"s{i}"))!.AsObject(), [], ct);
            written.SetResult();
            await finish.WaitAsync(ct);
            return scenes;
        }, Ct);
    }

    static async Task<(Guid Referent, Guid User)> PeopleAsync(AccountsHost accounts)
    {
        var referent = await accounts.ReferentAsync(AccountsHost.Mairie);
        var user = await accounts.VerifiedAsync(User);
        var client = accounts.As(referent, AccountsHost.Mairie);
        await client.ValidatePersonAsync(await AccountsHost.CommandAsync(client, AccountsHost.Mairie, user), Calls.Key());
        return (referent, user);
    }

    static async Task SuspendAsync(AccountsHost accounts, Guid referent, Guid user)
    {
        var client = accounts.As(referent, AccountsHost.Mairie);
        await client.SuspendPersonAsync(await AccountsHost.CommandAsync(client, AccountsHost.Mairie, user), Calls.Key());
    }

    static async Task ReinstateAsync(AccountsHost accounts, Guid referent, Guid user)
    {
        var client = accounts.As(referent, AccountsHost.Mairie);
        await client.ReinstatePersonAsync(await AccountsHost.CommandAsync(client, AccountsHost.Mairie, user), Calls.Key());
    }

    static async Task<HttpStatusCode> SignInAsync(IdentityRun identity)
    {
        var visitor = identity.Visitor();
        var page = await visitor.GetAsync("/compte/connexion?returnUrl=%2Fcompte%2Fsecurite");
        return (await visitor.SubmitAsync(page, new() { ["Adresse"] = User, ["MotDePasse"] = IdentityRun.Password }, follow: false)).Status;
    }
}
