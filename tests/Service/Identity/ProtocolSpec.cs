using System.Net;
using Dinamis.ServiceTests.Harness;
using State = Dinamis.Wire.Person.Types.State;

namespace Dinamis.ServiceTests.Identity;

public sealed class ProtocolSpec
{
    const string Known = "marie@mairie.example";

    static readonly Guid town = Guid.CreateVersion7();
    static readonly Guid county = Guid.CreateVersion7();

    [Theory, Stores]
    public async Task A_code_gives_a_signed_token_of_ten_minutes_that_says_who_for_whom_and_for_which_services(StoreKind kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        await using var identity = new IdentityRun(store);
        var person = await identity.PersonAsync(Known, State.Validated, town);
        var answer = await CodeFlow.AuthorizeAsync(identity.Visitor(), Known, CodeFlow.Url("openid offline_access accounts catalogue"));
        (answer["state"], answer["iss"]).ShouldBe(("s", IdentityRun.Origin + "/"));
        var (status, body) = await CodeFlow.RedeemAsync(identity, answer["code"]!);
        status.ShouldBe(200);
        var token = IdentityRun.Read(body);
        (token.Typ, token.Alg, token.Subject, token.Issuer).ShouldBe(("at+jwt", "ES256", person.ToString(), IdentityRun.Origin + "/"));
        token.Audiences.ShouldBe(["accounts", "catalogue"], ignoreOrder: true);
        (token.GetClaim("org").Value, token.GetClaim("org_kind").Value, token.GetClaim("gen").Value, token.GetClaim("client_id").Value).ShouldBe((town.ToString(), "entity", "0", "demo-spa"));
        (token.ValidTo - token.IssuedAt).ShouldBe(TimeSpan.FromMinutes(10));
        token.Claims.ShouldNotContain(c => c.Value.Contains('@'));
        body.GetProperty("refresh_expires_in").GetInt64().ShouldBeGreaterThan(0);
        IdentityRun.Read(body, "id_token").GetClaim("nonce").Value.ShouldBe("n");
    }

    [Fact]
    public async Task A_client_that_asks_for_no_service_gets_the_catalogue()
    {
        await using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var identity = new IdentityRun(store);
        await identity.PersonAsync(Known, State.Validated, town);
        var answer = await CodeFlow.AuthorizeAsync(identity.Visitor(), Known, CodeFlow.Url("openid"));
        IdentityRun.Read((await CodeFlow.RedeemAsync(identity, answer["code"]!)).Body).Audiences.ShouldBe(["catalogue"]);
    }

    [Theory]
    [InlineData("code_challenge", "")]
    [InlineData("code_challenge_method", "plain")]
    [InlineData("response_type", "token")]
    [InlineData("response_type", "code id_token")]
    [InlineData("redirect_uri", CodeFlow.Redirect + "/autre")]
    [InlineData("redirect_uri", "https://evil.example/")]
    [InlineData("scope", "openid internal")]
    public async Task What_OAuth_2_1_forbids_gives_no_code(string parameter, string value)
    {
        await using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var identity = new IdentityRun(store);
        await identity.PersonAsync(Known);
        var visitor = identity.Visitor();
        await SignInSpec.SignInAsync(visitor, Known, IdentityRun.Password);
        var page = await visitor.GetAsync(CodeFlow.Url(change: q =>
        {
            if (value.Length > 0) q[parameter] = value;
            else q.Remove(parameter);
        }));
        if (page.Location is { } location) (location.GetLeftPart(UriPartial.Path), location.ToString().Contains("error=", StringComparison.Ordinal)).ShouldBe((CodeFlow.Redirect, true));
        else page.Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_code_needs_its_verifier_and_its_second_use_revokes_what_the_first_gave()
    {
        await using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var identity = new IdentityRun(store);
        await identity.PersonAsync(Known);
        var visitor = identity.Visitor();
        var first = await CodeFlow.AuthorizeAsync(visitor, Known, CodeFlow.Url());
        (await CodeFlow.RedeemAsync(identity, first["code"]!, with: new string('x', 43))).Status.ShouldBe(400);
        var second = await CodeFlow.AuthorizeAsync(visitor, Known, CodeFlow.Url());
        var (status, body) = await CodeFlow.RedeemAsync(identity, second["code"]!);
        status.ShouldBe(200);
        (await CodeFlow.RedeemAsync(identity, second["code"]!)).Status.ShouldBe(400);
        (await CodeFlow.RefreshAsync(identity, body.GetProperty("refresh_token").GetString()!)).Status.ShouldBe(400);
    }

    [Theory, Stores]
    public async Task A_refresh_token_turns_two_tabs_may_race_and_a_late_replay_kills_the_family(StoreKind kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        await using var identity = new IdentityRun(store);
        await identity.PersonAsync(Known);
        var code = (await CodeFlow.AuthorizeAsync(identity.Visitor(), Known, CodeFlow.Url()))["code"]!;
        var old = (await CodeFlow.RedeemAsync(identity, code)).Body.GetProperty("refresh_token").GetString()!;
        var (status, body) = await CodeFlow.RefreshAsync(identity, old);
        status.ShouldBe(200);
        var next = body.GetProperty("refresh_token").GetString()!;
        next.ShouldNotBe(old);
        identity.Clock.Advance(TimeSpan.FromSeconds(5));
        (await CodeFlow.RefreshAsync(identity, old)).Status.ShouldBe(200);
        identity.Clock.Advance(TimeSpan.FromSeconds(60));
        (await CodeFlow.RefreshAsync(identity, old)).Status.ShouldBe(400);
        (await CodeFlow.RefreshAsync(identity, next)).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_suspension_a_raised_generation_or_a_sign_out_ends_what_the_session_gave()
    {
        await using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var identity = new IdentityRun(store);
        var person = await identity.PersonAsync(Known);
        async Task<(Visitor Visitor, string Token)> SignedInAsync()
        {
            var visitor = identity.Visitor();
            var code = (await CodeFlow.AuthorizeAsync(visitor, Known, CodeFlow.Url()))["code"]!;
            return (visitor, (await CodeFlow.RedeemAsync(identity, code)).Body.GetProperty("refresh_token").GetString()!);
        }

        var (_, suspended) = await SignedInAsync();
        await identity.TellAsync(person, State.Suspended, 2, 0);
        (await CodeFlow.RefreshAsync(identity, suspended)).Status.ShouldBe(400);
        await identity.TellAsync(person, State.Validated, 3, 1);
        (await CodeFlow.RefreshAsync(identity, suspended)).Status.ShouldBe(400);

        var (visitor, signedOut) = await SignedInAsync();
        var asks = await visitor.GetAsync("/connect/logout");
        asks.Url.AbsolutePath.ShouldBe("/compte/deconnexion");
        await visitor.SubmitAsync(asks, []);
        (await CodeFlow.RefreshAsync(identity, signedOut)).Status.ShouldBe(400);
        (await visitor.GetAsync(CodeFlow.Url())).Url.AbsolutePath.ShouldBe("/compte/connexion");
        (await visitor.GetAsync(CodeFlow.Url(change: q => q["prompt"] = "none"))).Location!.Query.ShouldContain("login_required");
    }

    [Fact]
    public async Task A_sign_in_that_a_client_demands_is_made_for_it_however_short_ago_another_was()
    {
        await using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var identity = new IdentityRun(store);
        await identity.PersonAsync(Known);
        var visitor = identity.Visitor();
        await CodeFlow.AuthorizeAsync(visitor, Known, CodeFlow.Url());
        identity.Clock.Advance(TimeSpan.FromSeconds(2));

        foreach (var demand in (Action<Dictionary<string, string>>[])[q => q["prompt"] = "login", q => q["max_age"] = "0"])
        {
            var page = await visitor.GetAsync(CodeFlow.Url(change: demand));
            page.Url.AbsolutePath.ShouldBe("/compte/connexion");
            page.Html.ShouldContain("identifiez-vous de nouveau");
            // Nothing but the protected hour counts: the same address with another one asks again.
            (await visitor.GetAsync(CodeFlow.Url(change: demand) + "&depuis=1")).Url.AbsolutePath.ShouldBe("/compte/connexion");
            identity.Clock.Advance(TimeSpan.FromSeconds(2));
            page = await visitor.SubmitAsync(page, new() { ["Adresse"] = Known, ["MotDePasse"] = IdentityRun.Password });
            var code = System.Web.HttpUtility.ParseQueryString(page.Location.ShouldNotBeNull().Query)["code"]!;
            var token = IdentityRun.Read((await CodeFlow.RedeemAsync(identity, code)).Body);
            token.GetClaim("auth_time").Value.ShouldBe(identity.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task Who_belongs_to_several_organisations_chooses_one_and_is_not_asked_again()
    {
        await using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var identity = new IdentityRun(store);
        await identity.PersonAsync(Known, State.Validated, town, county);
        var visitor = identity.Visitor();
        var page = await visitor.GetAsync(CodeFlow.Url());
        page = await visitor.SubmitAsync(page, new() { ["Adresse"] = Known, ["MotDePasse"] = IdentityRun.Password });
        page.Url.AbsolutePath.ShouldBe("/compte/organisation");
        (await visitor.SubmitAsync(page, new() { ["Organisme"] = Guid.CreateVersion7().ToString() })).Html.ShouldContain("n’existe pas");
        page = await visitor.SubmitAsync(page, new() { ["Organisme"] = county.ToString() });
        var code = System.Web.HttpUtility.ParseQueryString(page.Location!.Query)["code"]!;
        IdentityRun.Read((await CodeFlow.RedeemAsync(identity, code)).Body).GetClaim("org").Value.ShouldBe(county.ToString());
        var again = await CodeFlow.AuthorizeAsync(identity.Visitor(), Known, CodeFlow.Url());
        IdentityRun.Read((await CodeFlow.RedeemAsync(identity, again["code"]!)).Body).GetClaim("org").Value.ShouldBe(county.ToString());
    }

    [Theory]
    [InlineData("/compte/organisation", "/bff/login?returnUrl=%2Fmon-espace")]
    [InlineData("/compte/organisation?returnUrl=%2Fmon-espace", "/bff/login?returnUrl=%2Fmon-espace")]
    [InlineData("/compte/organisation?returnUrl=%2Fcatalogue%3Flieu%3DDax", "/bff/login?returnUrl=%2Fcatalogue%3Flieu%3DDax")]
    [InlineData("/compte/organisation?returnUrl=https%3A%2F%2Fevil.example%2F", "/bff/login?returnUrl=%2Fmon-espace")]
    public async Task A_change_of_organisation_counts_at_once_because_the_browser_takes_new_tokens(string asked, string next)
    {
        await using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var identity = new IdentityRun(store);
        await identity.PersonAsync(Known, State.Validated, town, county);
        var visitor = identity.Visitor();
        var page = await visitor.SubmitAsync(await visitor.GetAsync(CodeFlow.Url()), new() { ["Adresse"] = Known, ["MotDePasse"] = IdentityRun.Password });
        await visitor.SubmitAsync(page, new() { ["Organisme"] = county.ToString() });
        var changed = await visitor.SubmitAsync(await visitor.GetAsync(asked), new() { ["Organisme"] = town.ToString() }, follow: false);
        changed.Location!.PathAndQuery.ShouldBe(next);
    }

    [Fact]
    public async Task A_service_gets_a_token_for_all_services_and_nobody_gets_one_by_a_password()
    {
        await using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var identity = new IdentityRun(store);
        await identity.PersonAsync(Known);
        var (status, body) = await identity.PostAsync("/connect/token", ("grant_type", "client_credentials"), ("client_id", "accounts"), ("client_secret", "accounts-secret"), ("scope", "internal feed"));
        status.ShouldBe(200);
        var token = IdentityRun.Read(body);
        (token.Subject, token.GetClaim("scope").Value).ShouldBe(("accounts", "internal feed"));
        token.Audiences.ShouldBe(["membership", "accounts", "catalogue", "activity", "identity"], ignoreOrder: true);
        (await identity.PostAsync("/connect/token", ("grant_type", "client_credentials"), ("client_id", "accounts"), ("client_secret", "faux"))).Status.ShouldBe(401);
        (await identity.PostAsync("/connect/token", ("grant_type", "client_credentials"), ("client_id", "demo-spa"))).Status.ShouldBe(400);
        (await identity.PostAsync("/connect/token", ("grant_type", "password"), ("client_id", "demo-spa"), ("username", Known), ("password", IdentityRun.Password))).Status.ShouldBe(400);
    }

    [Fact]
    public async Task The_provider_is_known_by_its_public_origin_whatever_the_request_says()
    {
        await using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var identity = new IdentityRun(store);
        using var client = identity.Http();
        var reference = await client.GetStringAsync(new Uri("/.well-known/openid-configuration", UriKind.Relative), TestContext.Current.CancellationToken);
        reference.ShouldContain("\"issuer\": \"http://localhost:8080/\"");
        foreach (var (header, value) in new[] { ("Host", "evil.example"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "https"), ("Forwarded", "host=evil.example"), ("X-Forwarded-Prefix", "/x") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/.well-known/openid-configuration");
            request.Headers.TryAddWithoutValidation(header, value);
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(reference, header);
        }
    }
}
