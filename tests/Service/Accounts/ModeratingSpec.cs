using Dinamis.ServiceTests.Harness;
using Grpc.Core;
using RoleName = Dinamis.Wire.Role.Types.Name;
using State = Dinamis.Wire.Person.Types.State;

namespace Dinamis.ServiceTests.Accounts;

public sealed class ModeratingSpec
{
    [Theory, Stores]
    public async Task Three_accounts_are_created_at_once_or_none(StoreKind kind)
    {
        await using var app = await AccountsHost.On(kind);
        var client = app.As(await app.ReferentAsync(AccountsHost.Mairie), AccountsHost.Mairie);
        Wire.InvitePersonsRequest Inviting(params string[] addresses) =>
            new() { OrganisationId = AccountsHost.Mairie.ToString(), Invitees = { addresses.Select(a => AccountsHost.Invitee(a, RoleName.User)) } };

        await client.InvitePersonsAsync(Inviting("a@mairie.example", "b@mairie.example", "referent@mairie.example"), Calls.Key()).ShouldBeRefusedAsync("INVALID", 400);
        (await app.Host.MailsAsync("a@mairie.example")).ShouldBeEmpty();
        (await client.InvitePersonsAsync(Inviting("a@mairie.example", "b@mairie.example", "c@mairie.example"), Calls.Key())).Persons.Count.ShouldBe(3);
        foreach (var address in new[] { "a@mairie.example", "b@mairie.example", "c@mairie.example" })
        {
            var person = await app.RedeemAsync(address);
            (await app.As(person, AccountsHost.Mairie).GetMeAsync(new())).State.ShouldBe(State.Validated);
        }
    }

    [Theory, Stores]
    public async Task A_suspension_ends_the_session_and_a_reinstatement_needs_a_new_one(StoreKind kind)
    {
        await using var app = await AccountsHost.On(kind);
        var referent = app.As(await app.ReferentAsync(AccountsHost.Mairie), AccountsHost.Mairie);
        var second = await app.ReferentAsync(AccountsHost.Mairie, "second@mairie.example");
        Wire.ListPersonsRequest listing = new() { OrganisationId = AccountsHost.Mairie.ToString() };
        await app.As(second, AccountsHost.Mairie).ListPersonsAsync(listing);

        await referent.SuspendPersonAsync(await AccountsHost.CommandAsync(referent, AccountsHost.Mairie, second), Calls.Key());
        await app.As(second, AccountsHost.Mairie).ListPersonsAsync(listing).ShouldBeRefusedAsync("UNAUTHENTICATED", 401);
        await referent.ReinstatePersonAsync(await AccountsHost.CommandAsync(referent, AccountsHost.Mairie, second), Calls.Key());
        await app.As(second, AccountsHost.Mairie).ListPersonsAsync(listing).ShouldBeRefusedAsync("UNAUTHENTICATED", 401);
        await app.As(second, AccountsHost.Mairie, generation: 1).ListPersonsAsync(listing);
    }

    [Theory, Stores]
    public async Task Two_referents_who_close_each_other_at_once_leave_one(StoreKind kind)
    {
        await using var app = await AccountsHost.On(kind);
        var (a, b) = (await app.ReferentAsync(AccountsHost.Mairie), await app.ReferentAsync(AccountsHost.Mairie, "second@mairie.example"));
        var (first, second) = (app.As(a, AccountsHost.Mairie), app.As(b, AccountsHost.Mairie));
        var (one, other) = (await AccountsHost.CommandAsync(first, AccountsHost.Mairie, b), await AccountsHost.CommandAsync(second, AccountsHost.Mairie, a));
        var closings = new[] { first.ClosePersonAsync(one, Calls.Key()), second.ClosePersonAsync(other, Calls.Key()) };
        var closed = 0;
        foreach (var closing in closings)
        {
            try
            {
                await closing;
                closed++;
            }
            catch (RpcException)
            {
                // The other one was first: stale, ended or last.
            }
        }
        closed.ShouldBe(1);
    }

    [Theory, Stores]
    public async Task A_list_turns_its_pages_in_the_order_of_names(StoreKind kind)
    {
        await using var app = await AccountsHost.On(kind);
        var client = app.As(await app.ReferentAsync(AccountsHost.Mairie), AccountsHost.Mairie);
        foreach (var name in new[] { "Émile", "Zoé", "anne", "Bernard" })
        {
            var demand = AccountsHost.Demand($"{Kernel.Folding.Key(name)}@mairie.example");
            demand.FamilyName = name;
            await app.Anybody.RequestAccountAsync(demand, Calls.Key());
        }
        List<string> names = [];
        var token = "";
        do
        {
            var page = await client.ListPersonsAsync(new() { OrganisationId = AccountsHost.Mairie.ToString(), PageSize = 2, PageToken = token, States = { State.Requested } });
            names.AddRange(page.Persons.Select(p => p.FamilyName));
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        names.ShouldBe(["anne", "Bernard", "Émile", "Zoé"]);
        await client.ListPersonsAsync(new() { OrganisationId = AccountsHost.Mairie.ToString(), PageToken = "!" }).ShouldBeRefusedAsync("INVALID", 400);
    }
}
