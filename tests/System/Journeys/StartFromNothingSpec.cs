using System.Text.RegularExpressions;
using Dinamis.SystemTests.Harness;

namespace Dinamis.SystemTests.Journeys;

/// <summary>Journey 9: an empty system, one command, and everything else in pages, until a body has joined.</summary>
[Collection(nameof(OneAtATime))]
public sealed class StartFromNothingSpec(Browser browser, StartFromNothingSpec.EmptySystem empty) : IClassFixture<StartFromNothingSpec.EmptySystem>
{
    /// <summary>A system without the demonstration: nobody, nothing.</summary>
    public sealed class EmptySystem : SharedSystem
    {
        protected override Task<RunningSystem> StartAsync() => RunningSystem.StartAsync(new Dictionary<string, string> { ["Demo__Enabled"] = "false" });
    }


    const string Operator = "camille.roux@dinamis.example";
    const string Instructor = "ines.marchand@dinamis.example";
    const string Signatory = "paul.lefevre@dinamis.example";
    const string Agent = "julie.sarrazin@pigma.example";

    [Fact]
    public async Task From_an_empty_system_and_one_command_everything_is_done_in_pages_until_a_body_has_joined()
    {
        var system = empty.System;

        // The documented command prints a link, which makes the first operator and serves once.
        var said = await system.CommandAsync("premier-exploitant", Operator, "Camille", "Roux");
        var link = new Uri(Regex.Match(said, @"https?://\S+/lien/\S+").Value);
        await using var camille = await browser.VisitorAsync(system.Gateway);
        await camille.RedeemInvitationAsync(link);
        await camille.SignInAsync(Operator, Demo.Password, "/exploitation");
        await camille.SeesAsync("Mettre DINAMIS en service");
        await camille.PictureAsync("j9-debut");
        await using (var late = await browser.VisitorAsync(system.Gateway))
        {
            await late.Page.GotoAsync(link.AbsoluteUri);
            await late.SeesAsync("lien");
            await Microsoft.Playwright.Assertions.Expect(late.Page.Locator("input[type=password]")).ToHaveCountAsync(0);
            await late.PictureAsync("j9-lien-servi");
        }
        (await system.CommandAsync("premier-exploitant", "autre@dinamis.example", "Autre", "Personne")).ShouldContain("exploitant");

        // He invites DINAMIS's people, each of whom chooses a password by the mailed link.
        await camille.InviteStaffAsync(("Inès", "Marchand", "Instructrice", Instructor, "INSTRUCTOR"), ("Paul", "Lefèvre", "Directeur délégué", Signatory, "SIGNATORY"));
        await RedeemAsync(system, Instructor);
        await RedeemAsync(system, Signatory);

        // Texts, collections, a relay with an agent, and its mandate.
        await camille.PublishAsync("Charte d’utilisation", "# Engagements\nL’organisme n’use des images que pour ses missions.\n# Comptes\nChaque compte est personnel.");
        await camille.PictureAsync("j9-charte-publiee");
        await camille.PublishAsync("Licence Pléiades", "# Objet\nLa licence régit l’usage des images Pléiades.", "Mission de service public\nRecherche");
        await camille.PublishAsync("Licence SPOT 6-7", "# Objet\nLa licence régit l’usage des images SPOT 6 et 7.", "Mission de service public\nRecherche");
        await camille.CreateCollectionAsync("pleiades", "Pléiades", "Images à 0,5 m, quatre bandes.", "pleiades", "0,5", "phr1a, phr1b");
        await camille.CreateCollectionAsync("spot-6-7", "SPOT 6-7", "Images à 1,5 m, quatre bandes.", "spot-6-7", "1,5", "spot-6, spot-7");
        await camille.CreateRelayAsync("GIP Aménagement du territoire et gestion des risques (ATGeRi)", "PIGMA", "183308618");
        await camille.InviteAgentAsync("PIGMA", "Julie", "Sarrazin", "Chargée de mission imagerie", Agent);
        await RedeemAsync(system, Agent);
        await camille.GiveMandateAsync("PIGMA", "Nouvelle-Aquitaine", "Convention GIP ATGeRi – IGN du 12 janvier 2026", "Julie Sarrazin");
        await camille.PictureAsync("j9-fin");

        // Journey 1 runs from there; the body lies in the relay's perimeter and prefers to join alone.
        var joining = new JoiningAlone(browser, system, Body.Feytiat, Instructor, Signatory);
        await joining.AnybodyVerifiesAsync(await joining.UntilBothHoldTheActAsync());
        await joining.ReferentSignsInAsync();

        // The relay's agent is at work, and sees nothing of a body that did not choose it.
        await using var julie = await browser.VisitorAsync(system.Gateway);
        await julie.SignInAsync(Agent, Demo.Password, "/relais");
        await julie.SeesAsync("PIGMA");
        await julie.PictureAsync("j9-relais");
        (await julie.Page.Locator("main").InnerTextAsync()).ShouldNotContain(Body.Feytiat.Name);

        // All of this stands in the journal, as the other command reads it.
        (await system.CommandAsync("journal")).ShouldContain("Le journal est tel qu’il a été écrit");
    }

    async Task RedeemAsync(RunningSystem system, string address)
    {
        await using var person = await browser.VisitorAsync(system.Gateway);
        await person.RedeemInvitationAsync((await system.Mailbox.NextAsync(address)).Link);
    }
}
