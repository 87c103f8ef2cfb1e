using System.Globalization;
using System.Text.Json;
using Dinamis.SystemTests.Harness;
using Microsoft.Playwright;

namespace Dinamis.SystemTests.Journeys;

/// <summary>A form is filled, then something happens before it is sent: another tab, a sign-out, a Redis that forgot everything.</summary>
[Collection(nameof(InTown))]
public sealed class FormsSpec(Browser browser, Town town)
{
    [Fact]
    public async Task What_was_typed_is_never_lost_nor_written_twice()
    {
        var system = town.System;
        await using var person = await browser.VisitorAsync(system.Gateway);
        await TwoSignInsAsync(person);
        var before = await CountAsync(person.Page);

        // The same form in two tabs: each is a request of its own, and the very same form sent twice is one.
        var first = await FilledAsync(person, "Premier onglet : les haies du nord.");
        var second = await FilledAsync(person, "Second onglet : les haies du sud.");
        var same = await PostAgainLaterAsync(first);
        await SendAsync(second);
        await SendAsync(first);
        await same();
        (await WhysAsync(person.Page)).Take(2).ShouldBe(["Premier onglet : les haies du nord.", "Second onglet : les haies du sud."]);
        (await CountAsync(person.Page)).ShouldBe(before + 2);

        // Signed out in another tab: the page says what to do, keeps what was typed, and sends it once.
        var third = await FilledAsync(person, "Après la déconnexion : les haies de l’est.");
        await person.GoAsync("/mon-espace");
        await person.PressAsync("Se déconnecter");
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Link, new() { Name = "Se connecter" }).First).ToBeVisibleAsync();
        await PressAsync(third, "Envoyer la demande");
        await Assertions.Expect(third.Locator("main")).ToContainTextAsync("Rien n’est perdu");
        await Visitor.PictureAsync(third, "forms-deconnecte");
        var again = await third.Context.RunAndWaitForPageAsync(() => third.GetByRole(AriaRole.Link, new() { Name = "la page de connexion" }).ClickAsync());
        await SignInAsync(again);
        await Assertions.Expect(again.Locator("h1")).ToContainTextAsync("de nouveau identifié");
        await ResendAsync(third);
        await again.CloseAsync();
        (await CountAsync(third)).ShouldBe(before + 3);

        // Redis forgot all sessions: a page that is read signs in again by itself, a form that is sent says what to do.
        var fourth = await FilledAsync(person, "Après l’oubli : les haies de l’ouest.");
        await system.FlushRedisAsync();
        await PressAsync(fourth, "Envoyer la demande");
        await Assertions.Expect(fourth.Locator("main")).ToContainTextAsync("Rien n’est perdu");
        var silent = await fourth.Context.RunAndWaitForPageAsync(() => fourth.GetByRole(AriaRole.Link, new() { Name = "la page de connexion" }).ClickAsync());
        await Assertions.Expect(silent.Locator("h1")).ToContainTextAsync("de nouveau identifié");
        await ResendAsync(fourth);
        (await CountAsync(fourth)).ShouldBe(before + 4);
        await system.FlushRedisAsync();
        await person.GoAsync("/demandes");
        await Assertions.Expect(person.Page.Locator("h1")).ToContainTextAsync("Demandes d’images");

        // A form that needs no session does not notice.
        await using var stranger = await browser.VisitorAsync(system.Gateway);
        await stranger.GoAsync("/adherer");
        await stranger.FillAsync("Numéro SIREN", "212403224");
        await stranger.Page.Locator("select[name=department]").SelectOptionAsync("24");
        await system.FlushRedisAsync();
        await stranger.PressAsync("Continuer");
        await stranger.SeesAsync("Seul");
    }

    /// <summary>The sign-in page open twice: the second answer goes on where it was going.</summary>
    static async Task TwoSignInsAsync(Visitor person)
    {
        await person.GoAsync("/bff/login?returnUrl=/mon-espace");
        var other = await person.Context.NewPageAsync();
        await other.GotoAsync(new Uri(new(person.Page.Url), "/bff/login?returnUrl=/demandes").AbsoluteUri);
        await SignInAsync(other);
        await Visitor.ArrivesAsync(other, "/demandes");
        await SignInAsync(person.Page);
        await person.ArrivesAsync("/mon-espace");
        await other.CloseAsync();
    }

    static async Task<IPage> FilledAsync(Visitor person, string why)
    {
        var tab = await person.Context.NewPageAsync();
        await tab.GotoAsync(new Uri(new(person.Page.Url), "/demandes/nouvelle").AbsoluteUri);
        await tab.Locator("textarea[name=area]").FillAsync("""{"type":"Polygon","coordinates":[[[0.1,44.4],[0.3,44.4],[0.3,44.6],[0.1,44.6],[0.1,44.4]]]}""");
        await tab.Locator("input[name=first_day]").FillAsync(Day(30));
        await tab.Locator("input[name=last_day]").FillAsync(Day(60));
        await tab.GetByRole(AriaRole.Radio, new() { Name = "Pléiades" }).CheckAsync();
        await tab.Locator("textarea[name=justification]").FillAsync(why);
        return tab;
    }

    /// <summary>Holds the form as it is now, to send exactly the same a second time.</summary>
    static async Task<Func<Task>> PostAgainLaterAsync(IPage tab)
    {
        var held = await tab.EvaluateAsync<string>("() => new URLSearchParams(new FormData(document.querySelector('form:has([name=justification])'))).toString()");
        return () => tab.EvaluateAsync("async body => { await fetch('/demandes/nouvelle', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body }); }", held);
    }

    static async Task SendAsync(IPage tab)
    {
        await PressAsync(tab, "Envoyer la demande");
        await Assertions.Expect(tab.Locator("main")).ToContainTextAsync("DINAMIS examine");
    }

    static async Task ResendAsync(IPage tab)
    {
        var same = await PostAgainLaterAsync(tab);
        await PressAsync(tab, "Renvoyer");
        await Assertions.Expect(tab.Locator("main")).ToContainTextAsync("DINAMIS examine");
        await same();
    }

    static Task PressAsync(IPage tab, string button) => tab.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();

    static async Task SignInAsync(IPage page)
    {
        await page.Locator("input[autocomplete=username]").FillAsync(Demo.Referent);
        await page.Locator("input[autocomplete=current-password]").FillAsync(Demo.Password);
        await page.Locator("form:has(input[autocomplete=current-password]) button[type=submit]").First.ClickAsync();
    }

    static async Task<List<string>> WhysAsync(IPage page) =>
        [.. (await page.EvaluateAsync<JsonElement>("() => fetch('/api/catalogue/v1/imagery-requests/mine').then(r => r.json())")).GetProperty("requests").EnumerateArray().Select(r => r.GetProperty("justification").GetString()!)];

    static async Task<int> CountAsync(IPage page) => (await WhysAsync(page)).Count;

    static string Day(int fromNow) => TimeProvider.System.GetUtcNow().AddDays(fromNow).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
