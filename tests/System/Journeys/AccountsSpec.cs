using System.Text.RegularExpressions;
using Dinamis.SystemTests.Harness;

namespace Dinamis.SystemTests.Journeys;

/// <summary>Journey 3: a person asks for an account; the référent validates it.</summary>
[Collection(nameof(OneAtATime))]
public sealed class AccountsSpec(Browser browser)
{
    const string Referent = "referent@mairie.example";
    const string User = "utilisateur@mairie.example";

    [Fact]
    public async Task A_person_asks_for_an_account_and_signs_in_once_the_referent_has_validated_it()
    {
        await using var system = await RunningSystem.StartAsync(new Dictionary<string, string> { ["Demo__Enabled"] = "false" });
        await system.SeedAsync("town");

        // The person asks, proves the address and chooses a password.
        await using var person = await browser.VisitorAsync(system.Gateway);
        await person.GoAsync("/mon-espace/demander-un-compte");
        await person.FillAsync("Numéro SIREN", await TownSirenAsync(system));
        await person.PressAsync("Continuer");
        foreach (var (name, value) in new[] { ("given_name", "Léo"), ("family_name", "Martinez"), ("function", "Géomaticien"), ("service", "Urbanisme"), ("address", User) })
            await person.Page.Locator($"input[name={name}]").FillAsync(value);
        await person.Page.Locator("textarea[name=intended_uses]").FillAsync("Suivre les haies de la commune.");
        await person.Page.Locator("input[name=charter_acknowledged]").CheckAsync();
        await person.PictureAsync("j3-demande");
        await person.PressAsync("Envoyer ma demande");
        await person.SeesAsync("Vérifiez vos courriels");
        await person.RedeemInvitationAsync((await system.Mailbox.NextAsync(User)).Link);

        // Until the référent acts, the right password says who must act, and a wrong one says nothing.
        await person.SignInAsync(User, Demo.Password);
        await person.SeesAsync("référent");
        await person.PictureAsync("j3-en-attente");
        await using var stranger = await browser.VisitorAsync(system.Gateway);
        await stranger.SignInAsync(User, "Un-autre-mot-de-passe-1");
        var wrong = await stranger.Page.Locator("main").InnerTextAsync();
        wrong.ShouldNotContain("référent");

        // The référent is told by mail, validates, and the person signs in.
        await using var referent = await browser.VisitorAsync(system.Gateway);
        await referent.SignInAsync(Referent, Demo.Password, "/mon-espace/comptes");
        await referent.PictureAsync("j3-comptes");
        await referent.Page.Locator("main a[href*='/mon-espace/comptes/']").Filter(new() { HasText = "Martinez" }).First.ClickAsync();
        await referent.PressAsync("Valider le compte");
        await system.Mailbox.NextAsync(User);
        await person.SignInAsync(User, Demo.Password);
        await person.SeesAsync("Commune de Marmande");
        await person.PictureAsync("j3-mon-espace");
    }

    // The one member of this system is the commune of the demonstration: its number is on its act.
    static async Task<string> TownSirenAsync(RunningSystem system)
    {
        var mail = (await system.Mailbox.AllAsync(Referent)).Last(m => m.Subject.Contains("en vigueur", StringComparison.OrdinalIgnoreCase));
        using var http = new HttpClient { BaseAddress = system.Gateway };
        var facts = await http.GetStringAsync($"/api/membership/v1/deeds/{Pdf.NumberIn(mail.Text)}", TestContext.Current.CancellationToken);
        return Regex.Match(facts, "\"siren\"\\s*:\\s*\"(\\d{9})\"").Groups[1].Value;
    }
}
