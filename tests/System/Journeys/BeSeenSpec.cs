using System.Text.Json;
using Dinamis.SystemTests.Harness;
using Microsoft.Playwright;

namespace Dinamis.SystemTests.Journeys;

/// <summary>Journey 7: what an entity does is seen by its référent and its relay, and by nobody else; what it learned is told to all.</summary>
[Collection(nameof(InTown))]
public sealed class BeSeenSpec(Browser browser, Town town, ITestOutputHelper output)
{
    const string Downloader = "chloe.lafon@mairie.example";
    const string Title = "Compter les haies d’un coteau avec Pléiades";
    const string Reason = "Dites en une phrase comment vous avez vérifié le résultat sur le terrain.";
    const string Story = "Nous avons numérisé les haies du coteau sur l’image de mai 2024, puis comparé avec le cadastre de 1950.\n\nEn deux journées, 41 km de haies sont au plan local d’urbanisme.";

    /// <summary>The page shows it normally within two seconds; how fast it was is printed, not judged: the machine may be busy.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    RunningSystem System => town.System;

    [Fact]
    public async Task A_download_appears_for_the_referent_and_the_relay_and_for_nobody_else()
    {
        await using var user = await browser.VisitorAsync(System.Gateway);
        await user.AskForAccountAsync(System, "Chloé", "Lafon", Downloader);
        await using var referent = await browser.VisitorAsync(System.Gateway);
        await referent.SignInAsync(Demo.Referent, Demo.Password, "/mon-espace/comptes");
        await referent.FollowAsync("Chloé Lafon");
        await referent.PressAsync("Valider le compte");
        await System.Mailbox.NextAsync(Downloader, "ouvert");
        var entity = await referent.ActingForAsync();
        var entityActivity = "/api/activity/v1/entities/" + entity;
        await using var agent = await browser.VisitorAsync(System.Gateway);
        await agent.SignInAsync(Demo.Agent, Demo.Password, "/relais");
        await agent.SeesAsync("Partenaires sous mandat");
        var relayActivity = "/api/activity/v1/relays/" + await agent.ActingForAsync();
        var before = (Entity: await referent.UseAsync(entityActivity), Relay: await agent.UseAsync(relayActivity));

        await user.SignInAsync(Downloader, Demo.Password, "/catalogue?lieu=Marmande");
        await user.FollowAsync("sud-ouest");
        var item = new Uri(user.Page.Url).Segments[^1];
        await user.Page.GetByLabel("Mission de service public").CheckAsync();
        await user.PressAsync("Choisir cet usage");
        await referent.GoAsync("/mon-espace");
        var download = await user.Page.RunAndWaitForDownloadAsync(() => user.PressAsync("Télécharger"));
        var begin = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(
            ShownAsync("référent", referent, "/mon-espace", page => page.Locator("tr", new() { Has = page.Locator($"a[href$='/{item}']") }).Filter(new() { HasText = "Chloé Lafon" })),
            ShownAsync("relay", agent, "/relais", page => page.Locator(".chiffres div", new() { HasText = "Téléchargements" }).Locator("dd").GetByText(before.Relay.Downloads + 1 + "", new() { Exact = true })));
        (await download.FailureAsync()).ShouldBeNull();
        await referent.PictureAsync("j7-mon-espace");
        await agent.PictureAsync("j7-relais");

        // Partners, users, downloads, km²: the pages show what the API answers.
        var after = (Entity: await referent.UseAsync(entityActivity), Relay: await agent.UseAsync(relayActivity));
        (after.Entity.Downloads, after.Relay.Downloads).ShouldBe((before.Entity.Downloads + 1, before.Relay.Downloads + 1));
        (after.Entity.AreaM2 - before.Entity.AreaM2).ShouldBe(after.Relay.AreaM2 - before.Relay.AreaM2, 1);
        (after.Entity.AreaM2 - before.Entity.AreaM2).ShouldBeGreaterThan(1e5);
        (await agent.FigureAsync("Partenaires")).ShouldBe(await agent.Page.EvaluateAsync<int>("path => fetch(path).then(r => r.json()).then(a => a.partners)", relayActivity) + "");
        (await agent.FigureAsync("Comptes")).ShouldBe(after.Relay.Users + "");
        (await agent.FigureAsync("Surface")).ShouldEndWith("km²");
        await agent.Page.GetByRole(AriaRole.Row, new() { Name = "Commune de Marmande" }).First.WaitForAsync();

        // Not the other relay, not another entity, not a colleague who is no référent, not a visitor.
        await using var otherRelay = await browser.VisitorAsync(System.Gateway);
        await otherRelay.SignInAsync(Demo.OtherAgent, Demo.Password, "/relais");
        await otherRelay.SeesAsync("Partenaires sous mandat");
        await otherRelay.PictureAsync("j7-autre-relais");
        await using var neighbour = await browser.VisitorAsync(System.Gateway);
        await neighbour.SignInAsync(Demo.Neighbour, Demo.Password);
        await neighbour.SeesAsync("L’activité de l’organisme");
        await neighbour.PictureAsync("j7-autre-organisme");
        foreach (var other in (Visitor[])[otherRelay, neighbour])
        {
            (await other.FigureAsync("Téléchargements")).ShouldBe("0");
            var page = await other.Page.Locator("body").InnerTextAsync();
            page.ShouldNotContain(item);
            page.ShouldNotContain("Marmande");
        }
        foreach (var other in (Visitor[])[otherRelay, neighbour, user])
        {
            foreach (var path in (string[])[entityActivity, entityActivity + "/acts", relayActivity, "/api/catalogue/v1/downloads?organisation_id=" + entity])
                (await other.StatusAsync(path)).ShouldBe(404, path);
        }
        await using var visitor = await browser.VisitorAsync(System.Gateway);
        await visitor.GoAsync("/");
        (await visitor.StatusAsync(entityActivity)).ShouldBe(401);
        await user.GoAsync("/mon-espace");
        await Assertions.Expect(user.Page.Locator($"main a[href$='/{item}']").First).ToContainTextAsync("Marmande sud-ouest");
        await user.PictureAsync("j7-utilisateur");

        async Task ShownAsync(string who, Visitor person, string path, Func<IPage, ILocator> what)
        {
            await Patiently.UntilAsync($"the download on the page of the {who}", Patience, async () =>
            {
                await person.GoAsync(path);
                return await what(person.Page).CountAsync() > 0;
            });
            output.WriteLine($"{who}: {TimeProvider.System.GetElapsedTime(begin).TotalMilliseconds:0} ms after the download began");
        }
    }

    [Fact]
    public async Task A_user_tells_what_was_done_with_a_scene_and_it_is_read_once_the_relay_has_accepted_it()
    {
        await using var user = await browser.VisitorAsync(System.Gateway);
        await user.SignInAsync(Demo.User, Demo.Password, "/catalogue?lieu=Marmande");
        await user.FollowAsync("nord-ouest");
        await user.SeesItsPictureAsync();
        var scene = new Uri(user.Page.Url).AbsolutePath;
        var picture = await user.Page.ScreenshotAsync(new() { Clip = new() { X = 60, Y = 260, Width = 640, Height = 420 }, Scale = ScreenshotScale.Css });

        // Written with the scene that was used; what is missing is said, and nothing typed is lost.
        await user.FollowAsync("Raconter ce que vous en avez fait");
        (await user.Page.Locator("textarea[name=images]").InputValueAsync()).ShouldBe(scene["/catalogue/".Length..]);
        await user.Page.Locator("input[name=title]").FillAsync(Title);
        await user.Page.Locator("select[name=theme]").SelectOptionAsync("biodiversite");
        await user.Page.Locator("textarea[name=text]").FillAsync(Story);
        await user.Page.Locator("input[name=outils]").FillAsync("QGIS, GRASS");
        await user.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "haies.png", MimeType = "image/png", Buffer = picture });
        await user.PressAsync("Envoyer à la relecture");
        await user.SeesAsync("Décrivez l’image pour les personnes qui ne la voient pas.");
        await user.PictureAsync("j7-recit-a-corriger");
        (await user.Page.Locator("textarea[name=text]").InputValueAsync()).ShouldContain("41 km de haies");
        await user.Page.Locator("input[name=picture_alt]").FillAsync("Le coteau vu du ciel, les haies en vert sombre entre les champs.");
        await user.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "haies.png", MimeType = "image/png", Buffer = picture });
        await user.PressAsync("Envoyer à la relecture");
        await user.SeesAsync("attend sa relecture");
        await user.PictureAsync("j7-recit-envoye");
        var report = new Uri(user.Page.Url).AbsolutePath;

        // Until it is accepted: its author and its reviewers.
        await using var visitor = await browser.VisitorAsync(System.Gateway, phone: true);
        await using var otherRelay = await browser.VisitorAsync(System.Gateway);
        await otherRelay.SignInAsync(Demo.OtherAgent, Demo.Password, "/experiences?rayon=a-relire");
        (await otherRelay.Page.Locator("main").InnerTextAsync()).ShouldNotContain(Title);
        foreach (var other in (Visitor[])[visitor, otherRelay]) (await other.Page.GotoAsync(new Uri(System.Gateway, report).AbsoluteUri))!.Status.ShouldBe(404);

        // The relay sends it back with a reason; the author reads it, mends and sends again.
        await using var agent = await browser.VisitorAsync(System.Gateway);
        await agent.SignInAsync(Demo.Agent, Demo.Password);
        await agent.FollowAsync("à relire");
        await agent.PictureAsync("j7-a-relire");
        await agent.FollowAsync(Title);
        await agent.PictureAsync("j7-relecture");
        await agent.PressAsync("Renvoyer à l’auteur");
        await agent.SeesAsync("l’auteur le lira");
        await agent.Page.Locator("textarea[name=reason]").FillAsync(Reason);
        await agent.PressAsync("Renvoyer à l’auteur");
        await agent.SeesAsync("renvoyé à son auteur");
        await user.GoAsync("/mon-espace");
        await user.FollowAsync(Title);
        await user.SeesAsync(Reason);
        await user.PictureAsync("j7-renvoye");
        await user.FollowAsync("Corriger le récit");
        await user.PictureAsync("j7-corriger");
        (await user.Page.Locator("input[name=outils]").InputValueAsync()).ShouldBe("QGIS, GRASS");
        await user.Page.Locator("textarea[name=text]").FillAsync(Story + "\n\nTrente haies tirées au sort ont été vues sur le terrain : vingt-neuf y étaient.");
        await user.PressAsync("Envoyer à la relecture");
        await user.SeesAsync("attend sa relecture");

        // Accepted: everybody reads it, with its picture and the scene that it used.
        await agent.GoAsync(report);
        await agent.SeesAsync("vingt-neuf y étaient");
        await agent.PressAsync("Publier");
        await agent.SeesAsync(Title);
        await visitor.GoAsync("/experiences");
        await visitor.PictureAsync("j7-experiences");
        await visitor.FollowAsync(Title);
        await visitor.SeesAsync("vingt-neuf y étaient");
        await visitor.Page.WaitForFunctionAsync("() => document.querySelector('main img.scene-image')?.naturalWidth === 640");
        await visitor.PictureAsync("j7-recit");
        (await visitor.Page.Locator("main").InnerTextAsync()).ShouldNotContain("Martinez");
        await visitor.Page.Locator($"main a[href='{scene}']").ClickAsync();
        await visitor.SeesAsync("Incidence");

        // The same by the API.
        var id = report.Split('/')[^1];
        var read = await visitor.Page.EvaluateAsync<JsonElement>("id => fetch('/api/activity/v1/experiences/' + id).then(r => r.json())", id);
        (read.GetProperty("state").GetString(), read.GetProperty("title").GetString()).ShouldBe(("PUBLISHED", Title));
        read.GetProperty("scenes")[0].GetProperty("href").GetString()!.ShouldEndWith("/items/" + scene.Split('/')[^1]);
        read.GetRawText().ShouldNotContain(Reason);
    }
}

static class ActivitySteps
{
    public sealed record Use(long Downloads, double AreaM2, long Users);

    /// <summary>Id of the organisation for which the person acts.</summary>
    public static Task<string> ActingForAsync(this Visitor person) => person.Page.EvaluateAsync<string>("() => fetch('/bff/user').then(r => r.json()).then(u => u.org)");

    /// <summary>Sums that the API gives to this person; what is zero is left out of the JSON.</summary>
    public static async Task<Use> UseAsync(this Visitor person, string path)
    {
        var totals = await person.Page.EvaluateAsync<JsonElement>("path => fetch(path).then(r => r.json()).then(a => a.totals)", path);
        return new(long.Parse(Text("downloads"), Invariant), double.Parse(Text("areaM2"), Invariant), long.Parse(Text("users"), Invariant));

        string Text(string name) => totals.TryGetProperty(name, out var value) ? value.ToString() : "0";
    }

    public static Task<string> FigureAsync(this Visitor person, string label) => person.Page.Locator(".chiffres div", new() { HasText = label }).First.Locator("dd").InnerTextAsync();

    public static Task<int> StatusAsync(this Visitor person, string path) => person.Page.EvaluateAsync<int>("path => fetch(path).then(r => r.status)", path);

    static readonly System.Globalization.CultureInfo Invariant = System.Globalization.CultureInfo.InvariantCulture;
}
