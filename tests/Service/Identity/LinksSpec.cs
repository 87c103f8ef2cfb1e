using System.Net;
using Dinamis.Identity;
using Dinamis.Kernel;
using Dinamis.ServiceTests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using State = Dinamis.Wire.Person.Types.State;

namespace Dinamis.ServiceTests.Identity;

public sealed class LinksSpec
{
    const string Known = "marie@mairie.example";

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, Stores]
    public async Task An_invitation_opened_by_a_scanner_still_serves_its_owner_once(StoreKind kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        await using var identity = new IdentityRun(store);
        var (token, person) = identity.Accounts.Invite(Known);
        for (var i = 0; i < 3; i++) (await identity.Visitor().GetAsync("/compte/lien/" + token)).Status.ShouldBe(HttpStatusCode.OK);
        var visitor = identity.Visitor();
        var done = await ChooseAsync(visitor, token, IdentityRun.Password);
        done.Html.ShouldContain("votre compte est actif");
        (await SignInSpec.SignInAsync(visitor, Known, IdentityRun.Password)).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await identity.Visitor().GetAsync("/compte/lien/" + token)).Html.ShouldContain("Recevoir un nouveau lien");
        (await identity.Store.ReadAsync((db, ct) => db.Credentials.SingleAsync(ct), Cancel)).Id.ShouldBe(person);
    }

    [Theory]
    [InlineData("trop court", "il en faut au moins 12")]
    [InlineData("Motdepasse1234", "les plus courants")]
    [InlineData("aaaaaaaaaaaaaaaaaa", "les plus courants")]
    [InlineData("marie@mairie.example!", "Votre adresse ne doit pas")]
    public async Task A_password_that_would_be_guessed_is_refused_and_the_link_stays_good(string password, string because)
    {
        await using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var identity = new IdentityRun(store);
        var (token, _) = identity.Accounts.Invite(Known);
        var visitor = identity.Visitor();
        (await ChooseAsync(visitor, token, password)).Html.ShouldContain(because);
        (await ChooseAsync(visitor, token, new string('é', 64) + " et la suite")).Html.ShouldContain("votre compte est actif");
    }

    [Fact]
    public async Task A_known_person_reads_for_which_organisation_an_invitation_is()
    {
        await using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var identity = new IdentityRun(store);
        var person = await identity.PersonAsync(Known);
        var organisation = Guid.CreateVersion7();
        var page = await identity.Visitor().GetAsync("/compte/lien/" + identity.Accounts.Invite(Known, person, organisation));
        page.Html.ShouldContain($"agir pour « Organisme {organisation.ToString()[^4..]} »");
    }

    [Fact]
    public async Task A_proven_address_that_waits_for_validation_says_who_must_act()
    {
        await using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var identity = new IdentityRun(store);
        var (token, _) = identity.Accounts.Invite(Known, State.EmailVerified);
        (await ChooseAsync(identity.Visitor(), token, IdentityRun.Password)).Html.ShouldContain(AccountsNeighbour.Sentence);
    }

    [Theory, Stores]
    public async Task A_stop_between_accounts_and_the_credential_loses_nothing(StoreKind kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        await using var identity = new IdentityRun(store);
        var (token, _) = identity.Accounts.Invite(Known);
        identity.Accounts.LosesAnswers = true;
        (await ChooseAsync(identity.Visitor(), token, IdentityRun.Password)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        identity.Accounts.LosesAnswers = false;
        await identity.Services.GetRequiredService<Redemptions>().CompleteAsync(Secrets.Hash(token), Cancel);
        (await SignInSpec.SignInAsync(identity.Visitor(), Known, IdentityRun.Password)).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await identity.Store.ReadAsync((db, ct) => db.Redemptions.CountAsync(ct), Cancel)).ShouldBe(0);
    }

    [Fact]
    public async Task A_forgotten_password_is_changed_by_a_mailed_link_once_and_other_sessions_end()
    {
        await using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var identity = new IdentityRun(store);
        await identity.PersonAsync(Known);
        var elsewhere = identity.Visitor();
        await SignInSpec.SignInAsync(elsewhere, Known, IdentityRun.Password);
        var visitor = identity.Visitor();
        var known = await visitor.SubmitAsync(await visitor.GetAsync("/compte/mot-de-passe-oublie"), new() { ["Adresse"] = "MARIE@mairie.example" });
        var unknown = await visitor.SubmitAsync(await visitor.GetAsync("/compte/mot-de-passe-oublie"), new() { ["Adresse"] = "personne@mairie.example" });
        unknown.Html.ShouldBe(known.Html);
        Mail.MailRow? mail = null;
        while ((mail = await identity.Store.ReadAsync((db, ct) => db.Set<Mail.MailRow>().SingleOrDefaultAsync(ct), Cancel)) is null) await Task.Yield();
        var token = System.Text.RegularExpressions.Regex.Match(mail.Text, "/compte/lien/([A-Za-z0-9_-]+)").Groups[1].Value;
        const string changed = "une tout autre phrase à moi";
        (await ChooseAsync(visitor, token, changed)).Html.ShouldContain("nouveau mot de passe est enregistré");
        (await elsewhere.GetAsync("/compte/securite")).Url.AbsolutePath.ShouldBe("/compte/connexion");
        (await SignInSpec.SignInAsync(identity.Visitor(), Known, IdentityRun.Password)).Status.ShouldBe(HttpStatusCode.OK);
        (await SignInSpec.SignInAsync(identity.Visitor(), Known, changed)).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await identity.Visitor().GetAsync("/compte/lien/" + token)).Status.ShouldBe(HttpStatusCode.Gone);
    }

    static async Task<Page> ChooseAsync(Visitor visitor, string token, string password) =>
        await visitor.SubmitAsync(await visitor.GetAsync("/compte/lien/" + token), new() { ["MotDePasse"] = password, ["Confirmation"] = password });
}
