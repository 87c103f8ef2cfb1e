using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Dinamis.SystemTests.Harness;

namespace Dinamis.SystemTests.Journeys;

/// <summary>Journey 1 as its people live it, each at a browser of their own, by keyboard alone: the future référent, the représentant légal, DINAMIS's two people, then anybody.</summary>
/// <param name="instructor">Address of the person of DINAMIS who examines.</param>
/// <param name="signatory">Address of the person of DINAMIS who countersigns.</param>
sealed class JoiningAlone(Browser browser, RunningSystem system, Body body, string instructor, string signatory)
{
    /// <summary>The whole road; returns the acte.</summary>
    public async Task<byte[]> UntilBothHoldTheActAsync()
    {
        await BeginAndLeaveAsync();
        await ComeBackAndSubmitAsync();
        await RepresentativeSignsAsync();
        await DinamisDecidesAsync();
        return await BothReceiveTheActAsync();
    }

    /// <summary>The future référent proves the address, fills a part, and leaves.</summary>
    public async Task BeginAndLeaveAsync()
    {
        await using var first = await browser.VisitorAsync(system.Gateway);
        await first.AskToJoinAloneAsync(body);
        await first.Page.GotoAsync((await system.Mailbox.NextAsync(body.Referent)).Link.AbsoluteUri);
        await first.PressByKeyAsync("Confirmer et commencer");
        await first.FollowByKeyAsync("L’organisme");
        await first.FillEntityAsync(body);
    }

    /// <summary>Comes back by a fresh link, fills the rest and submits.</summary>
    public async Task ComeBackAndSubmitAsync()
    {
        await using var referent = await browser.VisitorAsync(system.Gateway);
        await referent.GoAsync("/adherer/reprendre");
        await referent.TypeAsync("input[name=siren]", body.Siren);
        await referent.TypeAsync("input[name=address]", body.Referent);
        await referent.PressByKeyAsync("Recevoir un nouveau lien");
        await referent.Page.GotoAsync((await system.Mailbox.NextAsync(body.Referent)).Link.AbsoluteUri);
        await referent.PictureAsync("j1-dossier");
        await referent.FollowByKeyAsync("L’activité et les images");
        await referent.FillSectorAsync();
        await referent.FillRepresentativeAsync(body);
        await referent.PictureAsync("j1-verifier");
        await referent.PressByKeyAsync("Envoyer au représentant légal");
    }

    /// <summary>The représentant légal signs on a phone, without an account.</summary>
    public async Task RepresentativeSignsAsync()
    {
        await using var mayor = await browser.VisitorAsync(system.Gateway, phone: true);
        await mayor.SignAsRepresentativeAsync(system, (await system.Mailbox.NextAsync(body.Representative)).Link, body);
    }

    /// <summary>DINAMIS examines and accepts; another of its people countersigns.</summary>
    public async Task DinamisDecidesAsync()
    {
        await using var examining = await browser.VisitorAsync(system.Gateway);
        await examining.SignInByKeyAsync(instructor, "/instruction");
        await examining.AcceptAsync(body);
        await using var signing = await browser.VisitorAsync(system.Gateway);
        await signing.SignInByKeyAsync(signatory, "/instruction");
        await signing.CountersignAsync(body);
    }

    /// <summary>Both parties receive the same file, which holds two valid signatures with trusted time-stamps, and the API says so of it.</summary>
    public async Task<byte[]> BothReceiveTheActAsync()
    {
        var sent = await system.Mailbox.NextAsync(body.Representative, "en vigueur");
        var act = await system.Mailbox.AttachmentAsync(sent);
        (await system.Mailbox.AttachmentAsync(await system.Mailbox.NextAsync(body.Referent, "en vigueur"))).ShouldBe(act);
        await Pdf.ShouldHoldTwoValidSignaturesAsync(act, system);
        using var http = new HttpClient { BaseAddress = system.Gateway };
        var facts = await http.GetFromJsonAsync<JsonObject>($"/api/membership/v1/deeds/{Pdf.NumberIn(sent.Text)}", TestContext.Current.CancellationToken);
        facts!["status"]!.GetValue<string>().ShouldBe("IN_FORCE");
        facts["sha256"]!.GetValue<string>().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(act)));
        return act;
    }

    /// <summary>Anybody may check the file: the registered one, and an altered copy.</summary>
    public async Task AnybodyVerifiesAsync(byte[] act)
    {
        await using var visitor = await browser.VisitorAsync(system.Gateway);
        await visitor.VerifyAsync(act, "exactement celui que DINAMIS a enregistré");
        await visitor.PictureAsync("j1-verifie");
        await visitor.VerifyAsync(Pdf.Altered(act), "n’est pas un acte enregistré");
    }

    /// <summary>The page that lies open for years can end the adhesion, but not by one press of a button.</summary>
    public async Task RepresentativeDoesNotLeaveByAccidentAsync()
    {
        await using var mayor = await browser.VisitorAsync(system.Gateway, phone: true);
        await mayor.Page.GotoAsync((await system.Mailbox.AllAsync(body.Representative)).First(m => m.Subject.StartsWith("À signer", StringComparison.Ordinal)).Link.AbsoluteUri);
        await mayor.PressByKeyAsync("Notifier la résiliation");
        await mayor.SeesAsync("Cochez la case pour notifier la résiliation.");
        await mayor.PictureAsync("j1-resilier");
    }

    /// <summary>The référent gets an account by invitation and chooses its password alone.</summary>
    public async Task ReferentSignsInAsync()
    {
        await using var invited = await browser.VisitorAsync(system.Gateway);
        await invited.RedeemInvitationAsync((await system.Mailbox.NextAsync(body.Referent, "compte")).Link);
        await invited.SignInAsync(body.Referent, Demo.Password, "/instruction");
        await invited.SeesAsync(body.Name);
        await invited.PictureAsync("j1-referent");
    }
}
