using System.Net;
using Dinamis.ServiceTests.Identity;
using Microsoft.IdentityModel.JsonWebTokens;
using StackExchange.Redis;
using State = Dinamis.Wire.Person.Types.State;

namespace Dinamis.ServiceTests.Gateway;

/// <summary>The whole way of a browser: gateway, identity provider and Redis as they are.</summary>
public sealed class SessionSpec
{
    const string Known = "marie@mairie.example";

    static readonly Guid town = Guid.CreateVersion7();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    static string SkipUnlessRedis() => GatewayRun.Redis ?? throw new InvalidOperationException("$XunitDynamicSkip$DINAMIS_TEST_REDIS is not set: run ./test");

    [Fact]
    public async Task The_browser_holds_a_key_the_services_get_the_bearer_and_signing_out_ends_it_everywhere()
    {
        SkipUnlessRedis();
        await using var run = await GatewayRun.StartAsync();
        var person = await run.Identity.PersonAsync(Known, State.Validated, town);
        var visitor = await run.SignedInAsync(Known);
        visitor.Cookies.Values.ShouldNotContain(v => v.Contains("eyJ", StringComparison.Ordinal));
        var seen = GatewayRun.Seen(await visitor.GetAsync("/mon-espace"));
        seen.ShouldNotContainKey("cookie");
        var token = new JsonWebToken(seen["authorization"]["Bearer ".Length..]);
        (token.Subject, token.GetClaim("org").Value).ShouldBe((person.ToString(), town.ToString()));
        token.Audiences.ShouldContain("portal");
        (await visitor.GetAsync("/bff/user")).Html.ShouldContain(person.ToString());
        GatewayRun.Seen(await visitor.GetAsync("/css/dinamis.css")).ShouldNotContainKey("authorization");

        var stolen = visitor.Cookies["__Host-dinamis"];
        using var logout = new HttpRequestMessage(HttpMethod.Post, "/bff/logout") { Headers = { { "Sec-Fetch-Site", "same-origin" } } };
        (await visitor.SendAsync(logout)).Url.AbsolutePath.ShouldBe("/");
        visitor.Cookies.ShouldNotContainKey("__Host-dinamis");
        visitor.Cookies.ShouldNotContainKey("__Host-dinamis-compte");
        var thief = run.Visitor();
        thief.SetCookie("__Host-dinamis", stolen);
        (await thief.GetAsync("/bff/user")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await visitor.GetAsync("/bff/login?returnUrl=/mon-espace")).Url.AbsolutePath.ShouldBe("/compte/connexion");
    }

    [Fact]
    public async Task A_flush_costs_one_silent_redirect_and_a_new_sign_in_never_keeps_the_old_key()
    {
        var redis = SkipUnlessRedis();
        await using var run = await GatewayRun.StartAsync();
        await run.Identity.PersonAsync(Known, State.Validated, town);
        var visitor = await run.SignedInAsync(Known);
        var before = visitor.Cookies["__Host-dinamis"];
        await using (var connection = await ConnectionMultiplexer.ConnectAsync(redis + ",allowAdmin=true"))
            foreach (var key in connection.GetServer(redis).Keys(pattern: "gw:ticket:*").ToList()) await connection.GetDatabase().KeyDeleteAsync(key);
        var page = await visitor.GetAsync("/mon-espace?onglet=2");
        page.Url.PathAndQuery.ShouldBe("/mon-espace?onglet=2");
        GatewayRun.Seen(page).ShouldContainKey("authorization");
        visitor.Cookies["__Host-dinamis"].ShouldNotBe(before);
    }

    [Fact]
    public async Task A_session_ended_at_the_provider_ends_at_the_gateway_without_a_word_from_the_browser()
    {
        SkipUnlessRedis();
        await using var run = await GatewayRun.StartAsync();
        var person = await run.Identity.PersonAsync(Known, State.Validated, town);
        var visitor = await run.SignedInAsync(Known);
        await run.Identity.TellAsync(person, State.Suspended, 2, 1, town);
        await Patiently.UntilAsync("the end of the session", TimeSpan.FromSeconds(30), async () => (await visitor.GetAsync("/bff/user")).Status == HttpStatusCode.Unauthorized);
        // A page is shown to nobody in particular, after one silent question.
        GatewayRun.Seen(await visitor.GetAsync("/catalogue")).ShouldNotContainKey("authorization");
        visitor.Cookies.ShouldNotContainKey("__Host-dinamis");
    }

    [Fact]
    public async Task Without_Redis_sessions_wait_and_bearers_pass()
    {
        await using var run = await GatewayRun.StartAsync(redis: "127.0.0.1:1");
        var visitor = run.Visitor();
        (await visitor.GetAsync("/catalogue")).Status.ShouldBe(HttpStatusCode.OK);
        using var program = new HttpRequestMessage(HttpMethod.Get, "/api/accounts/v1/me") { Headers = { { "Authorization", "Bearer of-a-program" } } };
        (await visitor.SendAsync(program)).Status.ShouldBe(HttpStatusCode.OK);
        await run.Identity.PersonAsync(Known, State.Validated, town);
        var page = await visitor.GetAsync("/bff/login?returnUrl=/mon-espace");
        page = await visitor.SubmitAsync(page, new() { ["Adresse"] = Known, ["MotDePasse"] = IdentityRun.Password });
        page.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        page.Html.ShouldContain("Votre session ne peut pas être lue");
    }

    [Fact]
    public async Task A_logout_token_that_is_not_the_providers_ends_nothing()
    {
        await using var run = await GatewayRun.StartAsync(redis: "127.0.0.1:1");
        using var client = run.Http();
        foreach (var token in (string[])["", "x.y.z", "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0."])
        {
            using var content = new FormUrlEncodedContent([new("logout_token", token)]);
            using var response = await client.PostAsync(new Uri("/bff/backchannel", UriKind.Relative), content, Cancel);
            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }
    }
}
