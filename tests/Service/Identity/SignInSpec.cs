using System.Net;
using Dinamis.Identity;
using Dinamis.ServiceTests.Harness;
using State = Dinamis.Wire.Person.Types.State;

namespace Dinamis.ServiceTests.Identity;

public sealed class SignInSpec
{
    const string Known = "marie@mairie.example";

    [Theory, Stores]
    public async Task The_right_password_opens_a_session_and_goes_back_to_a_page_of_ours_alone(StoreKind kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        await using var identity = new IdentityRun(store);
        await identity.PersonAsync(Known);
        foreach (var (asked, goes) in new[] { ("/compte/securite", "/compte/securite"), ("https://evil.example/", "/bff/login?returnUrl=%2Fmon-espace"), ("//evil.example", "/bff/login?returnUrl=%2Fmon-espace"), ("/\\evil.example", "/bff/login?returnUrl=%2Fmon-espace") })
        {
            var visitor = identity.Visitor();
            var page = await SignInAsync(visitor, "Marie@Mairie.Example", IdentityRun.Password, asked);
            (page.Status, page.Location?.PathAndQuery).ShouldBe((HttpStatusCode.SeeOther, goes));
            visitor.Cookies.ShouldContainKey("__Host-dinamis-compte");
        }
    }

    [Fact]
    public async Task Unknown_wrong_and_locked_get_one_answer()
    {
        await using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var identity = new IdentityRun(store);
        await identity.PersonAsync(Known);
        var unknown = await SignInAsync(identity.Visitor(), "personne@mairie.example", "un autre mot de passe");
        var wrong = await SignInAsync(identity.Visitor(), Known, "un autre mot de passe");
        for (var i = 0; i < SignIn.Tries; i++) await SignInAsync(identity.Visitor(), Known, "encore un autre");
        var locked = await SignInAsync(identity.Visitor(), Known, IdentityRun.Password);
        (Said(unknown), unknown.Status).ShouldBe((Said(wrong), wrong.Status));
        (Said(locked), locked.Status).ShouldBe((Said(wrong), wrong.Status));
        identity.Clock.Advance(SignIn.Cooldown + TimeSpan.FromSeconds(1));
        (await SignInAsync(identity.Visitor(), Known, IdentityRun.Password)).Status.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Theory, Stores]
    public async Task Tries_at_the_same_time_compare_no_more_passwords_than_the_limit(StoreKind kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        await using var identity = new IdentityRun(store);
        await identity.PersonAsync(Known);
        await Task.WhenAll(Enumerable.Range(0, 25).Select(i => SignInAsync(identity.Visitor(), Known, "faux mot de passe " + i)));
        identity.Hasher.Compared.ShouldBe(SignIn.Tries);
    }

    [Fact]
    public async Task An_account_that_waits_opens_no_session_and_says_who_must_act_to_its_owner_alone()
    {
        await using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var identity = new IdentityRun(store);
        await identity.PersonAsync(Known, State.EmailVerified);
        var visitor = identity.Visitor();
        var right = await SignInAsync(visitor, Known, IdentityRun.Password);
        right.Html.ShouldContain(AccountsNeighbour.Sentence);
        visitor.Cookies.ShouldNotContainKey("__Host-dinamis-compte");
        (await SignInAsync(identity.Visitor(), Known, "un autre mot de passe")).Html.ShouldNotContain("Marmande");
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        await using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var identity = new IdentityRun(store);
        await identity.PersonAsync(Known);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/compte/connexion") { Content = new FormUrlEncodedContent([new("Adresse", Known), new("MotDePasse", IdentityRun.Password)]) };
        (await identity.Visitor().SendAsync(request, follow: false)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_form_of_a_tab_that_was_open_before_another_signed_in_goes_on_as_that_person()
    {
        await using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var identity = new IdentityRun(store);
        await identity.PersonAsync(Known);
        var visitor = identity.Visitor();
        foreach (var (asked, goes) in new[] { ("/compte/securite", "/compte/securite"), ("//evil.example", "/bff/login?returnUrl=%2Fmon-espace") })
        {
            visitor.Forget("__Host-dinamis-compte");
            var first = await visitor.GetAsync("/compte/connexion?returnUrl=" + Uri.EscapeDataString(asked));
            (await SignInAsync(visitor, Known, IdentityRun.Password)).Status.ShouldBe(HttpStatusCode.SeeOther);
            var late = await visitor.SubmitAsync(first, new() { ["Adresse"] = Known, ["MotDePasse"] = "un autre mot de passe" }, follow: false);
            (late.Status, late.Location?.PathAndQuery).ShouldBe((HttpStatusCode.SeeOther, goes));
        }
    }

    internal static async Task<Page> SignInAsync(Visitor visitor, string address, string password, string returnUrl = "/")
    {
        var page = await visitor.GetAsync("/compte/connexion?returnUrl=" + Uri.EscapeDataString(returnUrl));
        return await visitor.SubmitAsync(page, new() { ["Adresse"] = address, ["MotDePasse"] = password }, follow: false);
    }

    static string Said(Page page) => System.Text.RegularExpressions.Regex.Match(page.Html, "class=\"erreur\"[^>]*>([^<]*)<").Groups[1].Value;
}
