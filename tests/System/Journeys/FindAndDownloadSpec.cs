using Dinamis.SystemTests.Harness;
using Microsoft.Playwright;

namespace Dinamis.SystemTests.Journeys;

/// <summary>Journey 5: a visitor finds a scene on the map; a member downloads it if and only if the licence gate says yes; a program finds the same.</summary>
[Collection(nameof(InTown))]
public sealed class FindAndDownloadSpec(Browser browser, Town town)
{
    [Fact]
    public Task A_member_finds_a_scene_on_the_map_and_downloads_it_when_the_gate_says_yes() => FindAndDownload.LiveAsync(browser, town.System);
}

/// <summary>The same journey, whole, on the stores of a real site.</summary>
[Collection(nameof(OnRealSite))]
public sealed class FindAndDownloadOnPostgresSpec(Browser browser, RealSite site)
{
    [Fact]
    public async Task The_same_on_PostgreSQL_and_a_real_Redis()
    {
        Assert.SkipWhen(site.Databases is null, "DINAMIS_TEST_POSTGRES or DINAMIS_TEST_REDIS is not set: run ./test");
        await FindAndDownload.LiveAsync(browser, site.System);
        foreach (var service in (string[])["membership", "accounts", "catalogue", "activity", "identity"]) (await site.Databases.TablesOfAsync(service)).ShouldBeGreaterThan(3, service);
    }
}

static class FindAndDownload
{
    const string User = "utilisateur@mairie.example";

    public static async Task LiveAsync(Browser browser, RunningSystem system)
    {
        using var program = new HttpClient { BaseAddress = system.Gateway };
        // Footprints on the map.
        await using var looking = await browser.VisitorAsync(system.Gateway, scripts: true);
        await looking.GoAsync("/catalogue");
        await looking.MapShowsAsync(12);
        await looking.PictureAsync("j5-catalogue");
        (await looking.FindsAsync(program, "Lieu", "Marmande")).Count.ShouldBe(4);
        await looking.SeesAsync("autour de Marmande");
        await looking.MapShowsAsync(4);
        await looking.PictureAsync("j5-lieu");
        await looking.FollowAsync("Tout effacer");
        await looking.MapShowsAsync(12);
        await looking.DrawBoxAsync((-0.06, 44.56), (-0.01, 44.61));
        await looking.PictureAsync("j5-rectangle");
        var both = await looking.FindsAsync(program);
        both.Count.ShouldBe(2);

        // Each filter says the same to a person and to a program, without the map too.
        await using var person = await browser.VisitorAsync(system.Gateway);
        await person.GoAsync(looking.Page.Url);
        (await person.FindsAsync(program, "Au", "2020-01-01")).ShouldBe([both[1]]);
        await person.FillAsync("Au", "");
        (await person.FindsAsync(program, "Du", "2020-01-01")).ShouldBe([both[0]]);
        await person.FollowAsync("Tout effacer");
        await person.Page.GetByLabel("Nuages, au plus").SelectOptionAsync("0");
        await person.SearchAsync();
        (await person.ListedAsync()).Count.ShouldBeInRange(3, 6);
        await person.FollowAsync("Tout effacer");
        await person.Page.GetByLabel("Collection").SelectOptionAsync("spot-5");
        (await person.FindsAsync(program)).Count.ShouldBe(1);

        // A visitor sees the picture and the facts, and what is missing to download.
        await person.GoAsync("/catalogue?lieu=Marmande");
        await person.FollowAsync("nord-est");
        var scene = new Uri(person.Page.Url).AbsolutePath;
        await person.SeesItsPictureAsync();
        foreach (var fact in (string[])["Pléiades", "0,5 m", "km²", "14 mai 2024", "Incidence"]) await person.SeesAsync(fact);
        await person.PictureAsync("j5-scene-visiteur");
        await person.FollowAsync("Se connecter pour télécharger");
        await person.FillSignInAsync(User);

        // Signed in, the same page asks for the purpose; then pixels come through /tiles and the button gives the file.
        await person.ArrivesAsync(scene);
        await person.SeesAsync("À quoi destinez-vous ces images");
        await person.PictureAsync("j5-usage");
        await person.RefusedToSignAsync(scene, "PURPOSE_MISSING");
        await person.Page.GetByLabel("Mission de service public").CheckAsync();
        await person.PressAsync("Choisir cet usage");
        await person.DownloadsAsync(program, scene);
        await looking.SignInAsync(User, Demo.Password, scene);
        await looking.SeesTilesAsync(system.Gateway, scene);
        await looking.PictureAsync("j5-visionneuse");

        // Elsewhere the page names the missing condition and the link that cures it.
        await person.GoAsync("/catalogue?collection=spot-5");
        await person.FollowAsync("Périgueux");
        await person.SeesAsync("Votre organisation n’a pas accepté la licence");
        await person.CuredByAsync("/mon-espace");
        await person.RefusedToSignAsync(new Uri(person.Page.Url).AbsolutePath, "LICENCE_NOT_ACCEPTED");
        await person.PictureAsync("j5-licence-non-acceptee");
        await person.GoAsync("/catalogue?collection=spot-6-7-drs");
        await person.FollowAsync("Saint-Sébastien");
        await person.SeesAsync("France métropolitaine");
        await person.CuredByAsync("/catalogue?");
        await person.RefusedToSignAsync(new Uri(person.Page.Url).AbsolutePath, "AREA_NOT_ALLOWED");
        await person.PictureAsync("j5-hors-zone");

        // Two dates of one place, before and after by a keyboard.
        await looking.GoAsync($"/catalogue/pleiades/{both[0]}");
        await looking.SwipesAsync();
        await looking.PictureAsync("j5-avant-apres");
        await StacProgram.AnswersAsync(program, both);
    }
}
