using Dinamis.SystemTests.Harness;

namespace Dinamis.SystemTests.Journeys;

/// <summary>Journey 1: a body joins alone, from its SIREN to an acte signed by both sides.</summary>
[Collection(nameof(OneAtATime))]
public sealed class JoinAloneSpec(Browser browser)
{
    [Fact]
    public async Task A_body_joins_alone_and_both_sides_hold_one_act_with_two_signatures()
    {
        await using var system = await RunningSystem.StartAsync(new Dictionary<string, string> { ["Demo__Enabled"] = "false" });
        await system.SeedBaseAsync();
        var body = Body.Limoges;

        // The future référent proves the address, fills a part, leaves, and comes back by a fresh link.
        await using (var first = await browser.VisitorAsync(system.Gateway))
        {
            await first.AskToJoinAloneAsync(body);
            await first.Page.GotoAsync((await system.Mailbox.NextAsync(body.Referent)).Link.AbsoluteUri);
            await first.PressAsync("Confirmer et commencer");
            await first.FollowAsync("L’organisme");
            await first.FillEntityAsync(body);
        }
        await using var referent = await browser.VisitorAsync(system.Gateway);
        await referent.GoAsync("/adherer/reprendre");
        await referent.FillAsync("Numéro SIREN", body.Siren);
        await referent.Page.Locator("input[name=address]").FillAsync(body.Referent);
        await referent.PressAsync("Recevoir un nouveau lien");
        await referent.Page.GotoAsync((await system.Mailbox.NextAsync(body.Referent)).Link.AbsoluteUri);
        await referent.PictureAsync("j1-dossier");
        await referent.FollowAsync("L’activité et les images");
        await referent.FillSectorAsync();
        await referent.FillRepresentativeAsync(body);
        await referent.PictureAsync("j1-verifier");
        await referent.PressAsync("Envoyer au représentant légal");

        // The représentant légal signs on a phone, without an account.
        await using var mayor = await browser.VisitorAsync(system.Gateway, phone: true);
        await mayor.SignAsRepresentativeAsync((await system.Mailbox.NextAsync(body.Representative)).Link);
    }
}
