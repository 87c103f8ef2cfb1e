using System.Net;
using Dinamis.ServiceTests.Identity;

namespace Dinamis.ServiceTests.Gateway;

/// <summary>What needs no session: the same-origin rule, what is stripped, headers, errors.</summary>
public sealed class BrowserSafetySpec(BrowserSafetySpec.Fixture fixture) : IClassFixture<BrowserSafetySpec.Fixture>
{
    GatewayRun Gateway => fixture.Run;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    // To a page, with nothing that says where it comes from.
    [InlineData("POST", "/adherer", "", false)]
    [InlineData("POST", "/adherer", "Sec-Fetch-Site: same-origin", true)]
    [InlineData("POST", "/adherer", "Sec-Fetch-Site: none", true)]
    [InlineData("POST", "/adherer", "Sec-Fetch-Site: same-site", false)]
    [InlineData("POST", "/adherer", "Sec-Fetch-Site: cross-site", false)]
    [InlineData("POST", "/adherer", "Origin: {ours}", true)]
    [InlineData("POST", "/adherer", "Origin: https://evil.example", false)]
    [InlineData("POST", "/adherer", "Origin: null", false)]
    [InlineData("POST", "/adherer", "X-CSRF: 1", true)]
    [InlineData("POST", "/adherer", "Sec-Fetch-Site: cross-site|X-CSRF: 1", false)]
    [InlineData("POST", "/adherer", "Sec-Fetch-Site: cross-site|Origin: {ours}", false)]
    [InlineData("PUT", "/mon-espace", "", false)]
    [InlineData("DELETE", "/mon-espace", "", false)]
    [InlineData("POST", "/compte/connexion", "", false)]
    [InlineData("POST", "/bff/logout", "", false)]
    [InlineData("POST", "/bff/logout", "Sec-Fetch-Site: cross-site", false)]
    // Programs, judged by their own credentials while no cookie of ours comes along.
    [InlineData("POST", "/api/membership/v1/entities:names", "", true)]
    [InlineData("POST", "/stac/search", "Origin: https://front.example", true)]
    [InlineData("POST", "/signing/sign_urls", "", true)]
    [InlineData("POST", "/dinamis.accounts.v1.Accounts/GetMe", "", true)]
    [InlineData("POST", "/connect/token", "", true)]
    [InlineData("POST", "/bff/backchannel", "", true)]
    [InlineData("POST", "/api/membership/v1/entities:names", "Cookie: __Host-dinamis=x", false)]
    [InlineData("POST", "/api/membership/v1/entities:names", "Cookie: __Host-dinamis-compte=x", false)]
    [InlineData("POST", "/connect/token", "Cookie: __Host-dinamis=x|Sec-Fetch-Site: cross-site", false)]
    [InlineData("POST", "/api/membership/v1/entities:names", "Cookie: theme=dark", true)]
    [InlineData("GET", "/adherer", "Sec-Fetch-Site: cross-site", true)]
    [InlineData("HEAD", "/adherer", "Sec-Fetch-Site: cross-site", true)]
    public async Task An_unsafe_request_to_a_page_or_with_our_cookie_comes_from_our_pages(string method, string path, string headers, bool passes)
    {
        using var request = new HttpRequestMessage(new(method), path);
        foreach (var header in headers.Split('|', StringSplitOptions.RemoveEmptyEntries))
            request.Headers.TryAddWithoutValidation(header.Split(": ")[0], header.Split(": ")[1].Replace("{ours}", Gateway.Origin.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal));
        using var client = Gateway.Http();
        using var response = await client.SendAsync(request, Cancel);
        var refused = response.StatusCode == HttpStatusCode.Forbidden && (await response.Content.ReadAsStringAsync(Cancel)).Contains("CROSS_SITE", StringComparison.Ordinal);
        refused.ShouldBe(!passes);
        if (refused) response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Theory]
    [InlineData("text/html,application/xhtml+xml,*/*;q=0.8", "navigate", "text/html")]
    [InlineData("text/html", null, "text/html")]
    [InlineData("text/html", "cors", "application/problem+json")]
    [InlineData("application/json", null, "application/problem+json")]
    [InlineData("*/*", "navigate", "application/problem+json")]
    public async Task An_error_is_a_page_for_a_person_and_problem_details_for_a_program(string accept, string? mode, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/adherer");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (mode is not null) request.Headers.Add("Sec-Fetch-Mode", mode);
        using var client = Gateway.Http();
        using var response = await client.SendAsync(request, Cancel);
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        var said = await response.Content.ReadAsStringAsync(Cancel);
        said.ShouldContain("vient d’un autre site");
        if (type != "text/html") return;
        said.ShouldContain("<html lang=\"fr\">");
        using var style = await client.GetAsync(new Uri("/bff/page.css", UriKind.Relative), Cancel);
        style.Content.Headers.ContentType!.MediaType.ShouldBe("text/css");
        (await style.Content.ReadAsStringAsync(Cancel)).ShouldContain("--d-nuit");
    }

    [Fact]
    public async Task Nothing_by_which_an_outsider_passes_for_an_insider_goes_in()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/catalogue");
        foreach (var (name, value) in new[]
        {
            ("Cookie", "theme=dark; __Host-dinamis-compte=identity-only; __Host-dinamis-corr.x=1; langue=fr%20FR"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "https"),
            ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Prefix", "/x"), ("Forwarded", "for=203.0.113.9"), ("X-Original-URL", "/instruction"), ("sec-username", "admin"), ("sec-roles", "ADMIN"), ("X-User-Id", "1"),
        }) request.Headers.TryAddWithoutValidation(name, value);
        var seen = GatewayRun.Seen(await Gateway.Visitor().SendAsync(request));
        seen["cookie"].ShouldBe("theme=dark; langue=fr%20FR");
        seen["host"].ShouldBe(Gateway.Origin.Authority);
        (seen["x-forwarded-host"], seen["x-forwarded-proto"], seen["x-forwarded-for"]).ShouldBe((Gateway.Origin.Authority, "http", "127.0.0.1"));
        seen.Keys.ShouldNotContain(k => k.StartsWith("sec-", StringComparison.Ordinal) || k.StartsWith("x-user", StringComparison.Ordinal) || k == "forwarded" || k == "x-original-url" || k == "x-forwarded-prefix");
    }

    [Fact]
    public async Task A_bearer_passes_untouched_without_our_cookie_and_never_beside_it()
    {
        using var alone = new HttpRequestMessage(HttpMethod.Get, "/api/accounts/v1/me") { Headers = { { "Authorization", "Bearer of-a-program" } } };
        GatewayRun.Seen(await Gateway.Visitor().SendAsync(alone))["authorization"].ShouldBe("Bearer of-a-program");
        var visitor = Gateway.Visitor();
        visitor.SetCookie("__Host-dinamis", "not-ours");
        using var beside = new HttpRequestMessage(HttpMethod.Get, "/api/accounts/v1/me") { Headers = { { "Authorization", "Bearer of-a-program" } } };
        GatewayRun.Seen(await visitor.SendAsync(beside)).ShouldNotContainKey("authorization");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/compte/connexion")]
    [InlineData("/bff/user")]
    [InlineData("/.well-known/openid-configuration")]
    [InlineData("/lien/abc")]
    public async Task Every_answer_carries_the_headers_of_a_careful_site(string path)
    {
        using var client = Gateway.Http();
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        var csp = response.Headers.GetValues("Content-Security-Policy").Single();
        csp.ShouldContain("frame-ancestors 'none'");
        csp.ShouldNotContain("unsafe");
        response.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        response.Headers.Contains("Server").ShouldBeFalse();
        response.Headers.GetValues("Referrer-Policy").Single().ShouldBe(path.StartsWith("/lien", StringComparison.Ordinal) ? "no-referrer" : "strict-origin-when-cross-origin");
        if (path is "/lien/abc" or "/compte/connexion" or "/bff/user") response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("evil.example")]
    [InlineData("/bff/logout")]
    [InlineData("http://localhost@evil.example/")]
    public void A_sign_in_never_leads_to_another_site(string asked) => Dinamis.Gateway.LoginPath.Local(asked).ShouldBe("/");

    [Theory]
    [InlineData("/mon-espace?onglet=2")]
    [InlineData("/catalogue/spot-6-7/scene#carte")]
    public void A_sign_in_leads_back_to_the_page(string asked) => Dinamis.Gateway.LoginPath.Local(asked).ShouldBe(asked);

    [Fact]
    public async Task Another_origin_may_read_what_programs_read_and_its_preflight_needs_no_credentials()
    {
        using var client = Gateway.Http();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/stac/search") { Headers = { { "Origin", "https://front.example" }, { "Access-Control-Request-Method", "POST" }, { "Access-Control-Request-Headers", "authorization" } } };
        using var answer = await client.SendAsync(preflight, Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        answer.Headers.GetValues("Access-Control-Allow-Origin").Single().ShouldBe("*");
        answer.Headers.Contains("Access-Control-Allow-Credentials").ShouldBeFalse();
        using var page = new HttpRequestMessage(HttpMethod.Get, "/mon-espace") { Headers = { { "Origin", "https://front.example" } } };
        using var notForOthers = await client.SendAsync(page, Cancel);
        notForOthers.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    [Fact]
    public async Task An_address_that_is_too_long_is_refused_and_the_limit_is_named()
    {
        using var client = Gateway.Http();
        using var response = await client.GetAsync(new Uri("/stac/search?filter=" + new string('a', 66_000), UriKind.Relative), Cancel);
        response.StatusCode.ShouldBe(HttpStatusCode.RequestUriTooLong);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await response.Content.ReadAsStringAsync(Cancel)).ShouldContain("64 Kio au plus");
    }

    [Fact]
    public async Task An_OAuth_error_stays_what_its_standard_says()
    {
        using var client = Gateway.Http();
        using var content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", "nobody"), new("client_secret", "none")]);
        using var response = await client.PostAsync(new Uri("/connect/token", UriKind.Relative), content, Cancel);
        (await response.Content.ReadAsStringAsync(Cancel)).ShouldContain("invalid_client");
    }

    [Fact]
    public async Task Security_txt_says_where_to_write_as_RFC_9116_wants_it()
    {
        using var client = Gateway.Http();
        using var response = await client.GetAsync(new Uri("/.well-known/security.txt", UriKind.Relative), Cancel);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (response.Content.Headers.ContentType!.MediaType, response.Content.Headers.ContentType.CharSet).ShouldBe(("text/plain", "utf-8"));
        var fields = (await response.Content.ReadAsStringAsync(Cancel)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(": ", 2)).ToDictionary(f => f[0], f => f[1]);
        Uri.IsWellFormedUriString(fields["Contact"], UriKind.Absolute).ShouldBeTrue(fields["Contact"]);
        fields["Canonical"].ShouldBe(new Uri(Gateway.Origin, "/.well-known/security.txt").AbsoluteUri);
        // Not in the past, and as the RFC recommends less than a year ahead.
        var expires = DateTimeOffset.Parse(fields["Expires"], System.Globalization.CultureInfo.InvariantCulture);
        expires.ShouldBeInRange(TimeProvider.System.GetUtcNow().AddDays(30), TimeProvider.System.GetUtcNow().AddYears(1));
    }

    [Fact]
    public async Task A_page_whose_service_is_away_says_when_to_try_again()
    {
        await using var alone = await GatewayRun.StartAsync(behindIsAway: true);
        using var client = alone.Http();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/catalogue") { Headers = { { "Accept", "text/html" }, { "Sec-Fetch-Mode", "navigate" } } };
        using var response = await client.SendAsync(request, Cancel);
        (response.StatusCode, response.Headers.RetryAfter!.Delta).ShouldBe((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(5)));
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var said = await response.Content.ReadAsStringAsync(Cancel);
        said.ShouldContain("Ce service ne répond pas pour l’instant");
        said.ShouldContain("Actualisez cette page");
        said.ShouldNotContain("127.0.0.1");
    }

    public sealed class Fixture : IAsyncLifetime
    {
        internal GatewayRun Run { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Run = await GatewayRun.StartAsync();

        public ValueTask DisposeAsync() => Run.DisposeAsync();
    }
}
