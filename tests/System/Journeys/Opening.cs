using System.Text.RegularExpressions;
using Dinamis.SystemTests.Harness;

namespace Dinamis.SystemTests.Journeys;

/// <summary>An empty system put in service: one command, and everything else in pages.</summary>
sealed class Opening(Browser browser, RunningSystem system)
{
    public const string Instructor = "ines.marchand@dinamis.example";
    public const string Signatory = "paul.lefevre@dinamis.example";
    public const string Agent = "julie.sarrazin@pigma.example";
    const string Operator = "camille.roux@dinamis.example";

    public async Task UntilInServiceAsync()
    {
        await using var camille = await browser.VisitorAsync(system.Gateway);
        await FirstOperatorAsync(camille);
        await StaffAsync(camille);
        await TextsCollectionsAndRelayAsync(camille);
    }

    /// <summary>The documented command prints a link, which makes the first operator and serves once.</summary>
    async Task FirstOperatorAsync(Visitor camille)
    {
        var said = await system.CommandAsync("premier-exploitant", Operator, "Camille", "Roux");
        var link = new Uri(Regex.Match(said, @"https?://\S+/lien/\S+").Value);
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
    }

    /// <summary>He invites DINAMIS's people, each of whom chooses a password by the mailed link.</summary>
    async Task StaffAsync(Visitor camille)
    {
        await camille.InviteStaffAsync(("Inès", "Marchand", "Instructrice", Instructor, "INSTRUCTOR"), ("Paul", "Lefèvre", "Directeur délégué", Signatory, "SIGNATORY"));
        await RedeemAsync(Instructor);
        await RedeemAsync(Signatory);
    }

    /// <summary>Texts, collections, a relay with an agent, and its mandate.</summary>
    async Task TextsCollectionsAndRelayAsync(Visitor camille)
    {
        await camille.PublishAsync("Charte d’utilisation", "# Engagements\nL’organisme n’use des images que pour ses missions.\n# Comptes\nChaque compte est personnel.");
        await camille.PictureAsync("j9-charte-publiee");
        await camille.PublishAsync("Licence Pléiades", "# Objet\nLa licence régit l’usage des images Pléiades.", "Mission de service public\nRecherche");
        await camille.PublishAsync("Licence SPOT 6-7", "# Objet\nLa licence régit l’usage des images SPOT 6 et 7.", "Mission de service public\nRecherche");
        await camille.CreateCollectionAsync("pleiades", "Pléiades", "Images à 0,5 m, quatre bandes.", "pleiades", "0,5", "phr1a, phr1b");
        await camille.CreateCollectionAsync("spot-6-7", "SPOT 6-7", "Images à 1,5 m, quatre bandes.", "spot-6-7", "1,5", "spot-6, spot-7");
        await camille.CreateRelayAsync("GIP Aménagement du territoire et gestion des risques (ATGeRi)", "PIGMA", "183308618");
        await camille.InviteAgentAsync("PIGMA", "Julie", "Sarrazin", "Chargée de mission imagerie", Agent);
        await RedeemAsync(Agent);
        await camille.GiveMandateAsync("PIGMA", "Nouvelle-Aquitaine", "Convention GIP ATGeRi – IGN du 12 janvier 2026", "Julie Sarrazin");
        await camille.PictureAsync("j9-fin");
    }

    async Task RedeemAsync(string address)
    {
        await using var person = await browser.VisitorAsync(system.Gateway);
        await person.RedeemInvitationAsync((await system.Mailbox.NextAsync(address)).Link);
    }
}
