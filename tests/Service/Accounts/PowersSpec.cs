using Dinamis.Kernel;
using Dinamis.ServiceTests.Harness;
using Grpc.Core;
using Right = Dinamis.Wire.Mandate.Types.Right;
using RoleName = Dinamis.Wire.Role.Types.Name;
using State = Dinamis.Wire.Person.Types.State;

namespace Dinamis.ServiceTests.Accounts;

public sealed class PowersSpec
{
    [Theory, Stores]
    public async Task A_relay_acts_in_the_name_of_the_entity_under_its_mandate(StoreKind kind)
    {
        await using var app = await AccountsHost.On(kind);
        var officer = await app.OfficerAsync(await app.OperatorAsync(), AccountsHost.Pigma, AccountsHost.Mandate, "agent@pigma.example");
        var person = await app.VerifiedAsync();
        (await app.Host.MailsAsync("agent@pigma.example"))[^1].Subject.ShouldBe("Un compte DINAMIS attend votre décision");

        var client = app.As(officer, AccountsHost.Pigma);
        var command = await AccountsHost.CommandAsync(client, AccountsHost.Mairie, person, AccountsHost.Mandate);
        (await client.ValidatePersonAsync(command, Calls.Key())).State.ShouldBe(State.Validated);
        var act = (await app.Host.ActsAsync())[^1];
        (act.Verb, act.ActorId, act.RelayId, act.MandateId, act.OrganisationId).ShouldBe(
            ("person.validated", officer.ToString(), AccountsHost.Pigma.ToString(), AccountsHost.Mandate.ToString(), AccountsHost.Mairie.ToString()));
    }

    [Theory, Stores]
    public async Task A_mandate_that_is_another_ended_without_the_right_or_over_a_body_that_left_gives_nothing(StoreKind kind)
    {
        await using var app = await AccountsHost.On(kind);
        var operatorId = await app.OperatorAsync();
        var officer = await app.OfficerAsync(operatorId, AccountsHost.Pigma, AccountsHost.Mandate, "agent@pigma.example");
        var other = await app.OfficerAsync(operatorId, AccountsHost.OtherRelay, AccountsHost.OtherMandate, "agent@autre.example");
        Wire.ListPersonsRequest Listing(Guid organisation, Guid? mandate = null) => new() { OrganisationId = organisation.ToString(), MandateId = mandate?.ToString() ?? "" };

        await app.As(officer, AccountsHost.Pigma).ListPersonsAsync(Listing(AccountsHost.Mairie));
        await app.As(officer, AccountsHost.Pigma).ListPersonsAsync(Listing(AccountsHost.Mairie, AccountsHost.OtherMandate)).ShouldBeRefusedAsync("MANDATE_MISSING", 403);
        await app.As(officer, AccountsHost.Pigma).ListPersonsAsync(Listing(AccountsHost.Syndicat)).ShouldBeRefusedAsync("MANDATE_MISSING", 403);
        await app.As(other, AccountsHost.OtherRelay).ListPersonsAsync(Listing(AccountsHost.Mairie)).ShouldBeRefusedAsync("MANDATE_MISSING", 403);
        await app.As(other, AccountsHost.OtherRelay).ListPersonsAsync(Listing(AccountsHost.Mairie, AccountsHost.Mandate)).ShouldBeRefusedAsync("MANDATE_MISSING", 403);
        // The organisation of the token is not the caller's: the token cannot lend him a role.
        await app.As(other, AccountsHost.Pigma).ListPersonsAsync(Listing(AccountsHost.Mairie)).ShouldBeRefusedAsync("NOT_FOUND", 404);

        // The body has left the relay, then joins it again; its référent goes on meanwhile.
        var referent = await app.ReferentAsync(AccountsHost.Mairie);
        await app.Host.LearnAsync(new Wire.Standing(AccountsHost.Entity(AccountsHost.Mairie)) { Version = 2 });
        await app.As(officer, AccountsHost.Pigma).ListPersonsAsync(Listing(AccountsHost.Mairie)).ShouldBeRefusedAsync("MANDATE_MISSING", 403);
        await app.As(referent, AccountsHost.Mairie).ListPersonsAsync(Listing(AccountsHost.Mairie));
        await app.Host.LearnAsync(new Wire.Standing(AccountsHost.Entity(AccountsHost.Mairie, (AccountsHost.Pigma, AccountsHost.Mandate))) { Version = 3 });
        await app.As(officer, AccountsHost.Pigma).ListPersonsAsync(Listing(AccountsHost.Mairie));

        await app.Host.LearnAsync(AccountsHost.Relay(AccountsHost.Pigma, AccountsHost.Mandate, 3, right: Right.View, officers: officer));
        await app.As(officer, AccountsHost.Pigma).ListPersonsAsync(Listing(AccountsHost.Mairie)).ShouldBeRefusedAsync("MANDATE_MISSING", 403);
        await app.Host.LearnAsync(AccountsHost.Relay(AccountsHost.Pigma, AccountsHost.Mandate, 4, ended: true, officers: officer));
        await app.As(officer, AccountsHost.Pigma).ListPersonsAsync(Listing(AccountsHost.Mairie)).ShouldBeRefusedAsync("MANDATE_MISSING", 403);
    }

    [Theory, Stores]
    public async Task A_referent_sees_and_changes_his_own_people_alone(StoreKind kind)
    {
        await using var app = await AccountsHost.On(kind);
        var referent = await app.ReferentAsync(AccountsHost.Mairie);
        var stranger = await app.ReferentAsync(AccountsHost.Syndicat, "referent@syndicat.example");
        var person = await app.VerifiedAsync();
        var own = app.As(referent, AccountsHost.Mairie);
        var command = await AccountsHost.CommandAsync(own, AccountsHost.Mairie, person);

        await app.As(stranger, AccountsHost.Syndicat).ValidatePersonAsync(command, Calls.Key()).ShouldBeRefusedAsync("NOT_FOUND", 404);
        // The path names his own organisation, the person is another's.
        var crossed = command.Clone();
        crossed.OrganisationId = AccountsHost.Syndicat.ToString();
        await app.As(stranger, AccountsHost.Syndicat).ValidatePersonAsync(crossed, Calls.Key()).ShouldBeRefusedAsync("NOT_FOUND", 404);
        await app.As(stranger, AccountsHost.Syndicat).ListPersonsAsync(new() { OrganisationId = AccountsHost.Mairie.ToString() }).ShouldBeRefusedAsync("NOT_FOUND", 404);
        (await app.As(stranger, AccountsHost.Syndicat).NamePersonsAsync(new() { PersonIds = { person.ToString(), stranger.ToString() } }))
            .Persons.ShouldHaveSingleItem().PersonId.ShouldBe(stranger.ToString());
        // A user who is no référent.
        await own.ValidatePersonAsync(command, Calls.Key());
        await app.As(person, AccountsHost.Mairie).ListPersonsAsync(new() { OrganisationId = AccountsHost.Mairie.ToString() }).ShouldBeRefusedAsync("NOT_FOUND", 404);
        (await Should.ThrowAsync<RpcException>(async () => await app.Anybody.ListPersonsAsync(new() { OrganisationId = AccountsHost.Mairie.ToString() })))
            .StatusCode.ShouldBe(StatusCode.Unauthenticated);
    }

    [Theory, Stores]
    public async Task The_referent_who_takes_the_place_of_others_has_the_role_and_they_have_it_no_more(StoreKind kind)
    {
        await using var app = await AccountsHost.On(kind);
        var former = await app.ReferentAsync(AccountsHost.Mairie);
        await app.Service.InviteReferentAsync(new() { OrganisationId = AccountsHost.Mairie.ToString(), Referent = AccountsHost.Invitee("jamais.venu@mairie.example") }, Calls.Key());
        var neverCame = Secrets.Hash(await app.TokenAsync("jamais.venu@mairie.example"));

        await app.Service.InviteReferentAsync(new()
        {
            OrganisationId = AccountsHost.Mairie.ToString(),
            Referent = AccountsHost.Invitee("nouveau@mairie.example"),
            FormerAddresses = { "referent@mairie.example", "jamais.venu@mairie.example", "inconnu@mairie.example" },
        }, Calls.Key());
        var next = await app.RedeemAsync("nouveau@mairie.example");

        Wire.ListPersonsRequest people = new() { OrganisationId = AccountsHost.Mairie.ToString() };
        await app.As(former, AccountsHost.Mairie).ListPersonsAsync(people, Calls.Key()).ShouldBeRefusedAsync("NOT_FOUND", 404);
        (await app.As(former, AccountsHost.Mairie).GetMeAsync(new())).ShouldSatisfyAllConditions(p => p.State.ShouldBe(State.Validated), p => p.Roles[0].Names.ShouldBe([RoleName.User]));
        await app.Service.RedeemInvitationAsync(new() { TokenHash = neverCame }, Calls.Key(neverCame)).ShouldBeRefusedAsync("LINK_DEAD", 410);
        (await app.As(next, AccountsHost.Mairie).ListPersonsAsync(people, Calls.Key())).Persons.Count.ShouldBe(3);
        (await app.Host.ActsAsync()).Count(a => a.Verb == "person.referent-ended").ShouldBe(2);
    }

    [Theory, Stores]
    public async Task A_referent_does_not_keep_the_role_by_suspending_the_one_who_is_named_in_his_place(StoreKind kind)
    {
        await using var app = await AccountsHost.On(kind);
        var former = app.As(await app.ReferentAsync(AccountsHost.Mairie), AccountsHost.Mairie);
        var next = await app.VerifiedAsync();
        await former.ValidatePersonAsync(await AccountsHost.CommandAsync(former, AccountsHost.Mairie, next), Calls.Key());
        await former.SuspendPersonAsync(await AccountsHost.CommandAsync(former, AccountsHost.Mairie, next), Calls.Key());

        await app.Service.InviteReferentAsync(new()
        {
            OrganisationId = AccountsHost.Mairie.ToString(),
            Referent = AccountsHost.Invitee("jeanne.ferrand@mairie.example"),
            FormerAddresses = { "referent@mairie.example" },
        }, Calls.Key());

        (await app.Host.ActsAsync())[^3..].Select(a => a.Verb).ShouldBe(["person.referent-ended", "person.reinstated", "person.roles-given"], ignoreOrder: true);
        Wire.ListPersonsRequest people = new() { OrganisationId = AccountsHost.Mairie.ToString() };
        await former.ListPersonsAsync(people, Calls.Key()).ShouldBeRefusedAsync("NOT_FOUND", 404);
        (await app.As(next, AccountsHost.Mairie, generation: 1).ListPersonsAsync(people, Calls.Key())).Persons.Count.ShouldBe(2);
    }

    [Theory, Stores]
    public async Task Only_one_first_operator_who_invites_the_staff_and_no_users(StoreKind kind)
    {
        await using var app = await AccountsHost.On(kind);
        var lost = await app.Service.InviteFirstOperatorAsync(new() { Operator = AccountsHost.Invitee("perdu@dinamis.example") }, Calls.Key());
        var operatorId = await app.OperatorAsync();
        var hash = Secrets.Hash(lost.Path["/compte/lien/".Length..]);
        await app.Service.RedeemInvitationAsync(new() { TokenHash = hash }, Calls.Key(hash)).ShouldBeRefusedAsync("LINK_DEAD", 410);
        await app.Service.InviteFirstOperatorAsync(new() { Operator = AccountsHost.Invitee("second@dinamis.example") }, Calls.Key()).ShouldBeRefusedAsync("OPERATOR_EXISTS", 409);

        var client = app.As(operatorId, WellKnown.Dinamis);
        Wire.InvitePersonsRequest Inviting(Guid organisation, string address, params RoleName[] roles) =>
            new() { OrganisationId = organisation.ToString(), Invitees = { AccountsHost.Invitee(address, roles) } };
        await client.InvitePersonsAsync(Inviting(WellKnown.Dinamis, "instructeur@dinamis.example", RoleName.Instructor), Calls.Key());
        await client.InvitePersonsAsync(Inviting(AccountsHost.Mairie, "r2@mairie.example", RoleName.Referent), Calls.Key());
        await client.InvitePersonsAsync(Inviting(AccountsHost.Mairie, "u2@mairie.example", RoleName.User), Calls.Key()).ShouldBeRefusedAsync("NOT_FOUND", 404);
        await client.InvitePersonsAsync(Inviting(WellKnown.Dinamis, "r@dinamis.example", RoleName.Referent), Calls.Key()).ShouldBeRefusedAsync("INVALID", 400);
        var instructor = await app.RedeemAsync("instructeur@dinamis.example");
        await app.As(instructor, WellKnown.Dinamis).InvitePersonsAsync(Inviting(WellKnown.Dinamis, "x@dinamis.example", RoleName.Operator), Calls.Key()).ShouldBeRefusedAsync("NOT_FOUND", 404);
        var me = await client.ListPersonsAsync(new() { OrganisationId = WellKnown.Dinamis.ToString() });
        await client.ClosePersonAsync(new() { OrganisationId = WellKnown.Dinamis.ToString(), PersonId = operatorId.ToString(), Version = me.Persons.Single(p => p.PersonId == operatorId.ToString()).Version }, Calls.Key())
            .ShouldBeRefusedAsync("LAST_OPERATOR", 409);
    }
}
