using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dinamis.SystemTests.Harness;
using Microsoft.Playwright;

namespace Dinamis.SystemTests.Journeys;

/// <summary>Journey 4: sign in by password, by PIGMA's SSO and by a device; sign out everywhere; PIGMA's SSO stopped.</summary>
[Collection(nameof(OnRealSite))]
public sealed class SignInSpec(Browser browser, RealSite site)
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task People_sign_in_by_password_by_PIGMAs_SSO_and_by_a_device_and_sign_out_everywhere()
    {
        var system = site.System;
        using var client = new HttpClient { BaseAddress = system.Gateway };

        await using (var instructor = await browser.VisitorAsync(system.Gateway))
        {
            await instructor.SignInAsync(Demo.Instructor, Demo.Password);
            await instructor.ArrivesAsync("/mon-espace");
            await instructor.PictureAsync("j4-connecte");
            await HoldsNoTokenAsync(instructor);
            await SignsOutEverywhereAsync(system, instructor, client);
        }

        await using var agent = await browser.VisitorAsync(system.Gateway);
        await SignInBySsoAsync(system, agent, client);
        await GdalGetsATokenAsync(agent, client);
        await PasswordsGoOnWithoutTheSsoAsync(system);
    }

    static async Task HoldsNoTokenAsync(Visitor visitor)
    {
        var held = await visitor.Page.EvaluateAsync<string>("() => document.cookie + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)");
        held.ShouldBe("{}{}");
        foreach (var cookie in await visitor.Context.CookiesAsync())
        {
            (cookie.Secure, cookie.HttpOnly, cookie.Name.StartsWith("__Host-", StringComparison.Ordinal)).ShouldBe((true, true, true), cookie.Name);
            cookie.Value.ShouldNotContain("eyJ");
        }
    }

    static async Task SignsOutEverywhereAsync(RunningSystem system, Visitor visitor, HttpClient client)
    {
        var stolen = (await visitor.Context.CookiesAsync()).Single(c => c.Name == "__Host-dinamis").Value;
        var tab = await visitor.Context.NewPageAsync();
        await tab.GotoAsync(new Uri(system.Gateway, "/catalogue").AbsoluteUri);
        (await UserAsync(client, stolen)).ShouldBe(HttpStatusCode.OK);
        await visitor.PressAsync("Se déconnecter");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Se connecter" }).First).ToBeVisibleAsync();
        (await UserAsync(client, stolen)).ShouldBe(HttpStatusCode.Unauthorized);
        await tab.ReloadAsync();
        (await tab.EvaluateAsync<int>("() => fetch('/bff/user').then(r => r.status)")).ShouldBe(401);
        await tab.GotoAsync(new Uri(system.Gateway, "/bff/login?returnUrl=/mon-espace").AbsoluteUri);
        await Assertions.Expect(tab.Locator("input[autocomplete=current-password]")).ToBeVisibleAsync();
    }

    static async Task SignInBySsoAsync(RunningSystem system, Visitor agent, HttpClient client)
    {
        // An instance of its own: another issuer, other keys.
        var ours = await client.GetFromJsonAsync<JsonElement>("/.well-known/jwks", Cancel);
        var theirs = await client.GetFromJsonAsync<JsonElement>(new Uri(system.Sso, "/.well-known/jwks"), Cancel);
        theirs.GetProperty("keys")[0].GetProperty("kid").GetString().ShouldNotBe(ours.GetProperty("keys")[0].GetProperty("kid").GetString());

        await agent.GoAsync("/bff/login?returnUrl=/mon-espace");
        await agent.PressAsync("Se connecter avec PIGMA");
        await agent.ArrivesAsync(system.Sso.AbsoluteUri);
        await agent.PictureAsync("j4-sso");
        await agent.Page.Locator("input[autocomplete=username]").FillAsync(Demo.AgentBySso);
        await agent.Page.Locator("input[autocomplete=current-password]").FillAsync(Demo.Password);
        await agent.PressAsync("Se connecter");
        await agent.ArrivesAsync("/mon-espace");
        var user = await agent.Page.EvaluateAsync<JsonElement>("() => fetch('/bff/user').then(r => r.json())");
        user.GetProperty("org_kind").GetString().ShouldBe("relay");
    }

    static async Task GdalGetsATokenAsync(Visitor agent, HttpClient client)
    {
        var device = await PostAsync(client, "/connect/auth/device", ("client_id", "gdal"), ("scope", "openid offline_access"));
        await agent.Page.GotoAsync(device.GetProperty("verification_uri_complete").GetString()!);
        await agent.SeesAsync(device.GetProperty("user_code").GetString()!);
        await agent.PictureAsync("j4-appareil");
        await agent.PressAsync("Autoriser");
        await agent.SeesAsync("Revenez au logiciel");
        var tokens = await PostAsync(client, "/connect/token", ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("client_id", "gdal"), ("device_code", device.GetProperty("device_code").GetString()!));
        foreach (var name in (string[])["access_token", "expires_in", "refresh_token", "refresh_expires_in", "token_type"]) tokens.TryGetProperty(name, out _).ShouldBeTrue(name);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/connect/userinfo") { Headers = { { "Authorization", "Bearer " + tokens.GetProperty("access_token").GetString() } } };
        using var answer = await client.SendAsync(request, Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    async Task PasswordsGoOnWithoutTheSsoAsync(RunningSystem system)
    {
        using (var sso = Process.GetProcessById(SsoOf(system))) sso.Kill();
        await using var person = await browser.VisitorAsync(system.Gateway);
        await person.GoAsync("/bff/login?returnUrl=/mon-espace");
        await person.PressAsync("Se connecter avec PIGMA");
        await person.PictureAsync("j4-sso-absent");
        await person.SignInAsync(Demo.Instructor, Demo.Password);
        await person.ArrivesAsync("/mon-espace");
    }

    // Of this run alone: its environment names our data folder.
    static int SsoOf(RunningSystem system) => Process.GetProcesses().Select(p => p.Id).Single(id => RunningSystem.EnvironmentOf(id) is var e && e.Contains("Identity__Instance=pigma-sso", StringComparison.Ordinal) && e.Contains(system.Data, StringComparison.Ordinal));

    static async Task<HttpStatusCode> UserAsync(HttpClient client, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/bff/user") { Headers = { { "Cookie", "__Host-dinamis=" + cookie } } };
        using var answer = await client.SendAsync(request, Cancel);
        return answer.StatusCode;
    }

    static async Task<JsonElement> PostAsync(HttpClient client, string path, params (string, string)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), content, Cancel);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }
}
