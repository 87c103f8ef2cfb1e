using System.Text.Json;
using Dinamis.SystemTests.Harness;
using Microsoft.Playwright;

namespace Dinamis.SystemTests.Journeys;

/// <summary>Journey 3: a person asks for an account and the référent validates it; the relay opens three; a person of two entities chooses.</summary>
[Collection(nameof(InTown))]
public sealed class AccountsSpec(Browser browser, Town town)
{
    const string Asking = "lea.roussel@mairie.example";
    const string Ana = "ana.silva@mairie.example";
    const string Marc = "marc.petit@mairie.example";
    const string Fatou = "fatou.ndiaye@mairie.example";

    RunningSystem System => town.System;

    [Fact]
    public async Task A_person_asks_for_an_account_and_signs_in_once_the_referent_has_validated_it()
    {
        // The person asks, proves the address and chooses a password.
        await using var person = await browser.VisitorAsync(System.Gateway);
        await person.AskForAccountAsync(System, "Léa", "Roussel", Asking);

        // Until the référent acts, the right password says who must act, and a wrong one says nothing.
        await person.SignInAsync(Asking, Demo.Password);
        await person.SeesAsync("référent");
        await person.PictureAsync("j3-en-attente");
        await using var stranger = await browser.VisitorAsync(System.Gateway);
        await stranger.SignInAsync(Asking, "Un-autre-mot-de-passe-1");
        // Not the inner text, which depends on whether the style sheet has come.
        var wrong = await stranger.Page.Locator("main").TextContentAsync();
        wrong!.ShouldNotContain("référent");
        await stranger.SignInAsync("personne@mairie.example", "Un-autre-mot-de-passe-1");
        (await stranger.Page.Locator("main").TextContentAsync()).ShouldBe(wrong);

        // The référent is told by mail, validates, and the person signs in.
        await using var referent = await browser.VisitorAsync(System.Gateway);
        await referent.SignInAsync(Demo.Referent, Demo.Password, "/mon-espace/comptes");
        await referent.PictureAsync("j3-comptes");
        await referent.FollowAsync("Léa Roussel");
        await referent.PictureAsync("j3-compte");
        await referent.PressAsync("Valider le compte");
        await System.Mailbox.NextAsync(Asking, "ouvert");
        await person.SignInAsync(Asking, Demo.Password);
        await person.SeesAsync("Commune de Marmande");
        await person.PictureAsync("j3-mon-espace");
    }

    [Fact]
    public async Task The_relay_opens_three_accounts_at_once_and_a_person_of_two_entities_chooses_for_which_one_to_act()
    {
        await using var agent = await browser.VisitorAsync(System.Gateway);
        await agent.SignInAsync(Demo.Agent, Demo.Password, "/relais");
        await agent.Page.GetByRole(AriaRole.Row, new() { Name = "Commune de Marmande" }).Locator("a[href*='/mon-espace/comptes']").First.ClickAsync();
        await agent.SeesAsync("Chaque acte est inscrit au journal");
        await agent.PictureAsync("j3-relais-comptes");
        await agent.FollowAsync("Inviter des personnes");

        // A row stays blank between two people: the error stands beside the address that is wrong, and nothing typed is lost.
        await FillAsync(agent, 0, "Ana", "Silva", Ana);
        await FillAsync(agent, 2, "Marc", "Petit", "marc.petit");
        await FillAsync(agent, 3, "Fatou", "Ndiaye", Fatou);
        await agent.PressAsync("Envoyer les invitations");
        await agent.SeesAsync("Une information est à corriger");
        await Assertions.Expect(agent.Page.Locator("[aria-invalid=true]")).ToHaveAttributeAsync("name", "invitees[2].address");
        (await agent.Page.Locator("input[name='invitees[3].address']").InputValueAsync()).ShouldBe(Fatou);
        await agent.PictureAsync("j3-relais-inviter");
        (await System.Mailbox.AllAsync(Ana)).ShouldBeEmpty();
        await agent.Page.Locator("input[name='invitees[2].address']").FillAsync(Marc);
        await agent.PressAsync("Envoyer les invitations");
        await agent.SeesAsync("3 invitations sont envoyées");
        await agent.PictureAsync("j3-relais-envoyees");

        // Nobody but the owner ever sees or sets a password: no page of the relay has one, its mail brings no link, and a link serves once.
        await agent.FollowAsync("Revenir aux comptes");
        await agent.FollowAsync("Ana Silva");
        (await agent.Page.Locator("input[type=password]").CountAsync()).ShouldBe(0);
        await agent.PictureAsync("j3-relais-compte");
        var seen = (await System.Mailbox.AllAsync(Demo.Agent)).SelectMany(m => m.Tokens).ToHashSet();
        foreach (var address in (string[])[Ana, Marc, Fatou])
        {
            var link = (await System.Mailbox.NextAsync(address, "compte")).Link;
            seen.ShouldNotContain(link.Segments[^1]);
            await using var owner = await browser.VisitorAsync(System.Gateway, phone: true);
            await owner.SignInAsync(address, Demo.Password);
            await Assertions.Expect(owner.Page.Locator("input[autocomplete=current-password]")).ToBeVisibleAsync();
            await owner.Page.GotoAsync(link.AbsoluteUri);
            await owner.PictureAsync("j3-invitation");
            await owner.RedeemInvitationAsync(link);
            await owner.SignInAsync(address, Demo.Password);
            await owner.SeesAsync("Commune de Marmande");
            await owner.Page.GotoAsync(link.AbsoluteUri);
            (await owner.Page.Locator("input[type=password]").CountAsync()).ShouldBe(0);
            await owner.PictureAsync("j3-lien-servi");
        }

        // Her second entity invites her too; she confirms without a password, and each choice counts at once.
        await using var neighbour = await browser.VisitorAsync(System.Gateway);
        await neighbour.SignInAsync(Demo.Neighbour, Demo.Password, "/mon-espace/comptes/inviter");
        await FillAsync(neighbour, 0, "Ana", "Silva", Ana);
        await neighbour.PressAsync("Envoyer les invitations");
        await neighbour.SeesAsync("L’invitation est envoyée");
        await using var ana = await browser.VisitorAsync(System.Gateway);
        await ana.SignInAsync(Ana, Demo.Password);
        await ana.SeesAsync("Bonjour Ana");
        await ana.ActsForAsync("Commune de Marmande");
        await ana.Page.GotoAsync((await System.Mailbox.NextAsync(Ana, "vous ouvre un accès")).Link.AbsoluteUri);
        (await ana.Page.Locator("input[autocomplete=new-password]").CountAsync()).ShouldBe(0);
        await ana.PictureAsync("j3-second-organisme");
        await ana.Page.Locator("main button[type=submit]").First.ClickAsync();
        await ana.PictureAsync("j3-second-confirme");
        await ana.GoAsync("/mon-espace");
        await ana.FollowAsync("Changer d’organisme");
        var second = ana.Page.GetByRole(AriaRole.Radio, new() { Name = "Val de Garonne" });
        await Patiently.UntilAsync("the sign-in to hear of the second entity", TimeSpan.FromSeconds(15), async () =>
        {
            if (await second.CountAsync() > 0) return true;
            await ana.Page.ReloadAsync();
            return false;
        });
        await ana.PictureAsync("j3-choisir");
        await second.CheckAsync();
        await ana.PressAsync("Continuer");
        await ana.ActsForAsync("Val de Garonne Agglomération");
        await ana.PictureAsync("j3-choisi");
    }

    static async Task FillAsync(Visitor person, int row, string given, string family, string address)
    {
        foreach (var (field, value) in new[] { ("given_name", given), ("family_name", family), ("function", "Géomaticien"), ("address", address) })
            await person.Page.Locator($"input[name='invitees[{row}].{field}']").FillAsync(value);
    }
}

static class AccountSteps
{
    /// <summary>The page, the session and the services agree on the entity for which the person acts.</summary>
    public static async Task ActsForAsync(this Visitor person, string entity)
    {
        await Assertions.Expect(person.Page.Locator("main .chapeau")).ToContainTextAsync(entity);
        await Assertions.Expect(person.Page.Locator(".session-organisme")).ToContainTextAsync(entity);
        var name = await person.Page.EvaluateAsync<JsonElement>("""
            async () => {
              const { org } = await fetch('/bff/user').then(r => r.json());
              return await fetch('/api/membership/v1/entities/' + org).then(r => r.json());
            }
            """);
        name.GetProperty("entity").GetProperty("name").GetString().ShouldBe(entity);
    }
}
