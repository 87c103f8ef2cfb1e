using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
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
        await system.SeedAsync();
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

        // DINAMIS examines and accepts; another of its people countersigns.
        await using var instructor = await browser.VisitorAsync(system.Gateway);
        await instructor.SignInAsync(Demo.Instructor, Demo.Password, "/instruction");
        await instructor.AcceptAsync(body);
        await using var signatory = await browser.VisitorAsync(system.Gateway);
        await signatory.SignInAsync(Demo.Signatory, Demo.Password, "/instruction");
        await signatory.CountersignAsync(body);

        // Both parties receive the same file, which holds two valid signatures with trusted time-stamps.
        var sent = await system.Mailbox.NextAsync(body.Representative, "en vigueur");
        var act = await system.Mailbox.AttachmentAsync(sent);
        (await system.Mailbox.AttachmentAsync(await system.Mailbox.NextAsync(body.Referent, "en vigueur"))).ShouldBe(act);
        await Pdf.ShouldHoldTwoValidSignaturesAsync(act, system);

        // Anybody may check the file: the registered one, and an altered copy.
        await using var visitor = await browser.VisitorAsync(system.Gateway);
        await visitor.VerifyAsync(act, "exactement celui que DINAMIS a enregistré");
        await visitor.PictureAsync("j1-verifie");
        await visitor.VerifyAsync(Pdf.Altered(act), "n’est pas un acte enregistré");

        // The référent gets an account by invitation and chooses its password alone.
        await using var invited = await browser.VisitorAsync(system.Gateway);
        await invited.RedeemInvitationAsync((await system.Mailbox.NextAsync(body.Referent, "compte")).Link);
        await invited.SignInAsync(body.Referent, Demo.Password, "/instruction");
        await invited.SeesAsync(body.Name);
        await invited.PictureAsync("j1-referent");

        // The same facts by the API.
        using var http = new HttpClient { BaseAddress = system.Gateway };
        var facts = await http.GetFromJsonAsync<JsonObject>($"/api/membership/v1/deeds/{Pdf.NumberIn(sent.Text)}", TestContext.Current.CancellationToken);
        facts!["status"]!.GetValue<string>().ShouldBe("IN_FORCE");
        facts["sha256"]!.GetValue<string>().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(act)));
    }

    [Fact]
    public async Task A_stranger_learns_nothing_of_a_body_that_applies_and_its_referent_is_warned()
    {
        await using var system = await RunningSystem.StartAsync(new Dictionary<string, string> { ["Demo__Enabled"] = "false" });
        var body = Body.Limoges;
        await using (var first = await browser.VisitorAsync(system.Gateway))
        {
            await first.AskToJoinAloneAsync(body);
            await first.Page.GotoAsync((await system.Mailbox.NextAsync(body.Referent)).Link.AbsoluteUri);
            await first.PressAsync("Confirmer et commencer");
        }

        await using var stranger = await browser.VisitorAsync(system.Gateway);
        await stranger.AskToJoinAloneAsync(body with { Referent = "curieux@ailleurs.example" });

        (await system.Mailbox.NextAsync(body.Referent)).Text.ShouldNotContain("curieux@ailleurs.example");
        (await system.Mailbox.AllAsync("curieux@ailleurs.example")).ShouldBeEmpty();
    }
}
