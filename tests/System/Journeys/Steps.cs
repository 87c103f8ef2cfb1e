using System.Text.RegularExpressions;
using Dinamis.SystemTests.Harness;
using Microsoft.Playwright;

namespace Dinamis.SystemTests.Journeys;

/// <summary>A body that joins alone, with the people who act for it.</summary>
public sealed record Body(string Name, string Siren, string Department, string PostalCode, string Town, string Referent, string Representative)
{
    public static readonly Body Feytiat = new("Commune de Feytiat", "218706505", "87", "87220", "Feytiat", "referente@feytiat.example", "maire@feytiat.example");
    public static readonly Body Panazol = new("Commune de Panazol", "218711406", "87", "87350", "Panazol", "referent@panazol.example", "maire@panazol.example");
}

/// <summary>What people do in more than one journey, in their own words.</summary>
static class Steps
{
    /// <summary>The visitor gives the SIREN first, chooses to go alone and leaves an address.</summary>
    public static async Task AskToJoinAloneAsync(this Visitor visitor, Body body)
    {
        await visitor.GoAsync("/adherer");
        await visitor.FillAsync("Numéro SIREN", body.Siren);
        await visitor.Page.Locator("select[name=department]").SelectOptionAsync(body.Department);
        await visitor.PressAsync("Continuer");
        if (await visitor.Page.Locator("input[name=relay_id]").CountAsync() > 0) await visitor.Page.GetByRole(AriaRole.Radio, new() { Name = "Seul" }).CheckAsync();
        await visitor.Page.Locator("input[name=given_name]").FillAsync("Nadia");
        await visitor.Page.Locator("input[name=family_name]").FillAsync("Bellanger");
        await visitor.Page.Locator("input[name=address]").FillAsync(body.Referent);
        await visitor.PressAsync("Recevoir le lien");
        await visitor.SeesAsync("Vérifiez vos courriels");
    }

    public static async Task FillEntityAsync(this Visitor visitor, Body body)
    {
        await visitor.Page.Locator("input[name='entity.name']").FillAsync(body.Name);
        await visitor.Page.Locator("select[name='entity.category']").SelectOptionAsync("commune");
        await visitor.Page.Locator("input[name='entity.legal_form']").FillAsync("Commune");
        await visitor.Page.Locator("input[name='entity.street']").FillAsync("1 place de l’Hôtel-de-Ville");
        await visitor.Page.Locator("input[name='entity.postal_code']").FillAsync(body.PostalCode);
        await visitor.Page.Locator("input[name='entity.town']").FillAsync(body.Town);
        await visitor.Page.Locator("select[name='entity.department']").SelectOptionAsync(body.Department);
        await visitor.PressAsync("Enregistrer et continuer");
    }

    public static async Task FillSectorAsync(this Visitor visitor)
    {
        await visitor.Page.Locator("input[name='sector.themes'][value=urbanisme]").CheckAsync();
        await visitor.Page.Locator("textarea[name='sector.intended_uses']").FillAsync("Suivi de l’artificialisation des sols et des arbres de la ville.");
        await visitor.Page.Locator("input[name='sector.families'][value=pleiades]").CheckAsync();
        await visitor.Page.Locator("input[name='sector.families'][value='spot-6-7']").CheckAsync();
        await visitor.PressAsync("Enregistrer et continuer");
    }

    public static async Task FillRepresentativeAsync(this Visitor visitor, Body body)
    {
        await visitor.Page.Locator("input[name='representative.given_name']").FillAsync("Hélène");
        await visitor.Page.Locator("input[name='representative.family_name']").FillAsync("Garrigue");
        await visitor.Page.Locator("input[name='representative.function']").FillAsync("Maire");
        await visitor.Page.Locator("input[name='representative.address']").FillAsync(body.Representative);
        await visitor.Page.Locator("input[name=referent_function]").FillAsync("Responsable du service SIG");
        await visitor.PressAsync("Enregistrer et continuer");
    }

    /// <summary>
    /// The représentant légal's code, which the référent tells him, his two validations, then the seal, which comes by itself. He has a keyboard
    /// and nothing else.
    /// </summary>
    public static async Task SignAsRepresentativeAsync(this Visitor mayor, RunningSystem system, Uri link, Body body, string pictures = "j1")
    {
        await mayor.Page.GotoAsync(link.AbsoluteUri);
        await mayor.PictureAsync(pictures + "-representant");
        await mayor.FollowByKeyAsync("Lire et valider l’acte");
        await mayor.ShowCodeAsync(system, body);
        await mayor.PictureAsync(pictures + "-acte");
        await mayor.CheckByKeyAsync("input[name=lu]");
        await mayor.PressByKeyAsync("Valider l’acte");
        await mayor.CheckByKeyAsync("input[name=lu]");
        await mayor.PictureAsync(pictures + "-textes");
        await mayor.PressByKeyAsync("Accepter et signer");
        await mayor.SeesAsync("Vous avez signé le");
        await mayor.PictureAsync(pictures + "-signe");
    }

    /// <summary>The code beside the link, which the référent has in his mailbox and tells by voice.</summary>
    public static async Task ShowCodeAsync(this Visitor mayor, RunningSystem system, Body body)
    {
        await mayor.FollowByKeyAsync("Saisir mon code de signature");
        await mayor.PressByKeyAsync("Envoyer le code");
        var mail = await system.Mailbox.NextAsync(body.Referent, "Code de signature");
        await mayor.TypeAsync("input[name=code]", Regex.Match(mail.Text, @"Le code : (\d{6})").Groups[1].Value);
        await mayor.PressByKeyAsync("Continuer");
    }

    /// <summary>The instructor takes the file, accepts it with a note and all that was asked; a refusal that lay open meanwhile changes nothing and shows what was decided.</summary>
    public static async Task AcceptAsync(this Visitor instructor, Body body)
    {
        const string note = "Commune : usage de service public établi.";
        await instructor.FollowAsync(body.Name);
        await instructor.PressAsync("Commencer l’examen");
        await instructor.PictureAsync("j1-instruction");
        await instructor.FollowAsync("Accepter");
        await instructor.Page.Locator("textarea[name=note]").FillAsync(note);
        var refusing = await instructor.Context.NewPageAsync();
        await refusing.GotoAsync(instructor.Page.Url.Replace("/accepter", "/refuser", StringComparison.Ordinal));
        await instructor.PressAsync("Accepter l’adhésion");
        await instructor.SeesAsync("Contresigner");
        await refusing.Locator("textarea[name=reason]").FillAsync("Hors du champ.");
        await refusing.GetByRole(AriaRole.Button, new() { Name = "Refuser l’adhésion" }).ClickAsync();
        await Assertions.Expect(refusing.Locator("main")).ToContainTextAsync("Ce dossier a changé pendant que vous le lisiez");
        await Assertions.Expect(refusing.Locator("main")).ToContainTextAsync($"Elle dit : « {note} »");
        await Visitor.PictureAsync(refusing, "j1-autre-decision");
        await refusing.CloseAsync();
    }

    /// <summary>The signatory reads the facts again and countersigns; the page ends by itself when the seal is made and verified.</summary>
    public static async Task CountersignAsync(this Visitor signatory, Body body)
    {
        await signatory.FollowAsync(body.Name);
        await signatory.FollowAsync("Contresigner l’acte");
        await signatory.Page.Locator("input[name=relu]").CheckAsync();
        await signatory.PictureAsync("j1-contreseing");
        await signatory.PressAsync("Contresigner au nom de DINAMIS");
        await signatory.SeesAsync("En vigueur");
    }

    public static async Task VerifyAsync(this Visitor visitor, byte[] pdf, string verdict)
    {
        await visitor.GoAsync("/verifier");
        await visitor.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "acte.pdf", MimeType = "application/pdf", Buffer = pdf });
        await visitor.PressAsync("Vérifier ce fichier");
        await visitor.SeesAsync(verdict);
    }

    /// <summary>A person of the demonstration's commune asks for an account, proves the address and chooses a password; the référent has not acted yet.</summary>
    public static async Task AskForAccountAsync(this Visitor person, RunningSystem system, string given, string family, string address)
    {
        await person.GoAsync("/mon-espace/demander-un-compte?siren=" + await system.TownSirenAsync());
        foreach (var (name, value) in new[] { ("given_name", given), ("family_name", family), ("function", "Géomaticien"), ("service", "Urbanisme"), ("address", address) })
            await person.Page.Locator($"input[name={name}]").FillAsync(value);
        await person.Page.Locator("textarea[name=intended_uses]").FillAsync("Suivre les haies de la commune.");
        await person.Page.Locator("input[name=charter_acknowledged]").CheckAsync();
        await person.PressAsync("Envoyer ma demande");
        await person.SeesAsync("Vérifiez vos courriels");
        await person.RedeemInvitationAsync((await system.Mailbox.NextAsync(address)).Link);
    }

    public static Task<string> TownSirenAsync(this RunningSystem system) => system.SirenOfAsync(Demo.Referent);

    /// <summary>The body of this référent: its number is on its act.</summary>
    public static async Task<string> SirenOfAsync(this RunningSystem system, string referent)
    {
        var mail = (await system.Mailbox.AllAsync(referent)).Last(m => m.Subject.Contains("en vigueur", StringComparison.OrdinalIgnoreCase));
        using var http = new HttpClient { BaseAddress = system.Gateway };
        var facts = await http.GetStringAsync($"/api/membership/v1/deeds/{Pdf.NumberIn(mail.Text)}", TestContext.Current.CancellationToken);
        return Regex.Match(facts, "\"siren\"\\s*:\\s*\"(\\d{9})\"").Groups[1].Value;
    }

    /// <summary>Opens an invitation and chooses the password, which nobody else ever sees.</summary>
    public static async Task RedeemInvitationAsync(this Visitor person, Uri link)
    {
        await person.Page.GotoAsync(link.AbsoluteUri);
        foreach (var field in await person.Page.Locator("input[type=password]").AllAsync()) await field.FillAsync(Demo.Password);
        await person.Page.Locator("form:has(input[type=password]) button[type=submit]").First.ClickAsync();
        await Assertions.Expect(person.Page.Locator("input[autocomplete=new-password]")).ToHaveCountAsync(0, new() { Timeout = 15_000 });
    }
}
