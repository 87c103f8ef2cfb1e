using Dinamis.SystemTests.Harness;

namespace Dinamis.SystemTests.Journeys;

/// <summary>Journey 9: an empty system, one command, and everything else in pages, until a body has joined.</summary>
[Collection(nameof(OnNewSite))]
public sealed class StartFromNothingSpec(Browser browser, NewSite site)
{
    [Fact]
    public async Task From_an_empty_system_and_one_command_everything_is_done_in_pages_until_a_body_has_joined()
    {
        var system = site.System;
        await site.OpenedAsync(browser);

        // Journey 1 runs from there; the body lies in the relay's perimeter and prefers to join alone.
        await site.FeytiatJoinsAsync(browser);

        // The relay's agent is at work, and sees nothing of a body that did not choose it.
        await using var julie = await browser.VisitorAsync(system.Gateway);
        await julie.SignInAsync(Opening.Agent, Demo.Password, "/relais");
        await julie.SeesAsync("PIGMA");
        await julie.PictureAsync("j9-relais");
        (await julie.Page.Locator("main").InnerTextAsync()).ShouldNotContain(Body.Feytiat.Name);

        // Scenes come by a command, which names the lines that it refuses; given the same file again it has nothing left to do.
        var (file, fault) = (Path.Combine(system.Data, "scenes.ndjson"), "ligne 2 : item.collection");
        await File.WriteAllLinesAsync(file, [Scene("pleiades"), Scene("inconnue")], TestContext.Current.CancellationToken);
        var said = await system.CommandAsync("importer", file);
        said.ShouldContain(fault);
        said.ShouldContain("Fini. Scènes enregistrées : 1 ; lignes refusées : 1.");
        said = await system.CommandAsync("importer", file);
        said.ShouldNotContain(fault);
        said.ShouldContain("Fini. Scènes enregistrées : 1 ; lignes refusées : 1.");
        (await julie.Page.APIRequest.GetAsync(new Uri(system.Gateway, "/stac/collections/pleiades/items/limoges").AbsoluteUri)).Status.ShouldBe(200);

        // All of this stands in the journal, as the other command reads it.
        (await system.CommandAsync("journal")).ShouldContain("Le journal est tel qu’il a été écrit");

        static string Scene(string collection) => $$$"""
            {"type":"Feature","stac_version":"1.1.0","id":"limoges","collection":"{{{collection}}}","geometry":{"type":"Point","coordinates":[1.26,45.83]},"properties":{"datetime":"2025-06-01T10:50:00Z"},"links":[],"assets":{}}
            """;
    }
}
