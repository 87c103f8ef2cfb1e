using Dinamis.Accounts.Persons;
using Dinamis.Kernel;
using Dinamis.ServiceTests.Harness;
using State = Dinamis.Wire.Person.Types.State;

namespace Dinamis.ServiceTests.Accounts;

public sealed class RequestingSpec
{
    [Theory, Stores]
    public async Task A_person_asks_proves_the_address_waits_and_is_validated_by_the_referent(StoreKind kind)
    {
        await using var app = await AccountsHost.On(kind);
        var referent = await app.ReferentAsync(AccountsHost.Mairie);
        var person = await app.VerifiedAsync();

        (await app.Host.MailsAsync("referent@mairie.example"))[^1].Text.ShouldContain("/mon-espace/comptes");
        (await app.Service.SayWhoMustActAsync(new() { PersonId = person.ToString() })).Sentence
            .ShouldBe("Le référent de « Commune de Marmande » doit encore valider votre compte. Vous recevrez un message dès sa décision.");

        var client = app.As(referent, AccountsHost.Mairie);
        var validated = await client.ValidatePersonAsync(await AccountsHost.CommandAsync(client, AccountsHost.Mairie, person), Calls.Key());
        validated.State.ShouldBe(State.Validated);
        (await app.As(person, AccountsHost.Mairie).GetMeAsync(new())).Roles.ShouldHaveSingleItem().State.ShouldBe(State.Validated);
        (await app.Host.ActsAsync()).Select(a => a.Verb).ShouldBe(
            ["person.invited", "person.email-verified", "person.validated", "person.requested", "person.email-verified", "personal-data.read", "person.validated"]);
    }

    [Theory, Stores]
    public async Task A_stranger_gets_one_answer_for_a_known_and_an_unknown_address(StoreKind kind)
    {
        await using var app = await AccountsHost.On(kind);
        var referent = await app.ReferentAsync(AccountsHost.Mairie);
        (await app.Anybody.RequestAccountAsync(AccountsHost.Demand("REFERENT@mairie.example"), Calls.Key())).ShouldBe(new());
        (await app.Anybody.RequestAccountAsync(AccountsHost.Demand("autre@mairie.example"), Calls.Key())).ShouldBe(new());
        for (var i = 0; i < 3; i++) await app.Anybody.RequestAccountAsync(AccountsHost.Demand("referent@mairie.example"), Calls.Key());
        (await app.Host.MailsAsync("referent@mairie.example")).Select(m => m.Subject).ShouldBe(["Votre compte DINAMIS vous attend", "Vous avez déjà un compte DINAMIS"]);
        var me = await app.As(referent, AccountsHost.Mairie).GetMeAsync(new());
        (me.GivenName, me.State).ShouldBe(("Paul", State.Validated));
    }

    [Theory, Stores]
    public async Task A_link_is_redeemed_once_and_replayed_under_its_own_key(StoreKind kind)
    {
        await using var app = await AccountsHost.On(kind);
        await app.Anybody.RequestAccountAsync(AccountsHost.Demand(), Calls.Key());
        var hash = Secrets.Hash(await app.TokenAsync("jeanne.ferrand@mairie.example"));
        var view = await app.Service.GetInvitationAsync(new() { TokenHash = hash });
        (view.Known, view.Address).ShouldBe((false, "jeanne.ferrand@mairie.example"));

        var first = await app.Service.RedeemInvitationAsync(new() { TokenHash = hash }, Calls.Key(hash));
        (await app.Service.RedeemInvitationAsync(new() { TokenHash = hash }, Calls.Key(hash))).ShouldBe(first);
        first.State.ShouldBe(State.EmailVerified);
        await app.Service.RedeemInvitationAsync(new() { TokenHash = hash }, Calls.Key()).ShouldBeRefusedAsync("LINK_DEAD", 410);
        await app.Service.GetInvitationAsync(new() { TokenHash = hash }).ShouldBeRefusedAsync("LINK_DEAD", 410);
    }

    [Theory, Stores]
    public async Task An_expired_link_is_replaced_by_a_fresh_one(StoreKind kind)
    {
        await using var app = await AccountsHost.On(kind);
        await app.Anybody.RequestAccountAsync(AccountsHost.Demand(), Calls.Key());
        var old = Secrets.Hash(await app.TokenAsync("jeanne.ferrand@mairie.example"));
        app.Clock.Advance(TimeSpan.FromDays(7));
        await app.Service.RedeemInvitationAsync(new() { TokenHash = old }, Calls.Key(old)).ShouldBeRefusedAsync("LINK_EXPIRED", 410);
        await app.Service.RenewInvitationAsync(new() { TokenHash = old }, Calls.Key());
        var person = await app.RedeemAsync("jeanne.ferrand@mairie.example");
        (await app.Service.GetLoginAsync(new() { PersonId = person.ToString() })).Address.ShouldBe("jeanne.ferrand@mairie.example");
        await app.Service.GetInvitationAsync(new() { TokenHash = old }).ShouldBeRefusedAsync("LINK_DEAD", 410);
    }

    [Theory, Stores]
    public async Task One_person_belongs_to_two_organisations_with_one_password(StoreKind kind)
    {
        await using var app = await AccountsHost.On(kind);
        var person = await app.VerifiedAsync();
        await app.Anybody.RequestAccountAsync(AccountsHost.Demand("Jeanne.Ferrand@Mairie.example", AccountsHost.Syndicat), Calls.Key());
        var hash = Secrets.Hash(await app.TokenAsync("jeanne.ferrand@mairie.example"));
        (await app.Service.GetInvitationAsync(new() { TokenHash = hash })).Known.ShouldBeTrue();
        (await app.RedeemAsync("jeanne.ferrand@mairie.example")).ShouldBe(person);
        (await app.As(person, AccountsHost.Syndicat).GetMeAsync(new())).Roles.Select(r => r.OrganisationId)
            .ShouldBe([AccountsHost.Mairie.ToString(), AccountsHost.Syndicat.ToString()], ignoreOrder: true);
    }

    [Theory, Stores]
    public async Task One_address_is_mailed_five_links_a_day_at_most_on_a_strangers_word(StoreKind kind)
    {
        await using var app = await AccountsHost.On(kind);
        for (var i = 0; i < 8; i++) await app.Anybody.RequestAccountAsync(AccountsHost.Demand(), Calls.Key());
        (await app.Host.MailsAsync("jeanne.ferrand@mairie.example")).Count.ShouldBe(5);
    }

    [Theory, Stores]
    public async Task Faulty_input_is_told_field_by_field(StoreKind kind)
    {
        await using var app = await AccountsHost.On(kind);
        var faulty = AccountsHost.Demand("jeanne@gmail.com");
        (faulty.GivenName, faulty.CharterAcknowledged) = ("Gagnez http://x.example", false);
        await app.Anybody.RequestAccountAsync(faulty, Calls.Key()).ShouldBeRefusedAsync("INVALID", 400);
        await app.Anybody.RequestAccountAsync(AccountsHost.Demand(organisation: AccountsHost.Pigma), Calls.Key()).ShouldBeRefusedAsync("ORGANISATION_NOT_MEMBER", 409);
        await app.Anybody.RequestAccountAsync(AccountsHost.Demand()).ShouldBeRefusedAsync("IDEMPOTENCY_KEY_MISSING", 400);
    }
}
