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
        await visitor.TypeAsync("input[name=siren]", body.Siren);
        await visitor.SelectByKeyAsync("select[name=department]", body.Department, body.Department);
        await visitor.PressByKeyAsync("Continuer");
        await visitor.ChooseByKeyAsync("input[name=relay_id]", "Seul");
        await visitor.TypeAsync("input[name=given_name]", "Nadia");
        await visitor.TypeAsync("input[name=family_name]", "Bellanger");
        await visitor.TypeAsync("input[name=address]", body.Referent);
        await visitor.PressByKeyAsync("Recevoir le lien");
        await visitor.SeesAsync("Vérifiez vos courriels");
    }

    public static async Task FillEntityAsync(this Visitor visitor, Body body)
    {
        await visitor.TypeAsync("input[name='entity.name']", body.Name);
        await visitor.SelectByKeyAsync("select[name='entity.category']", "Commune", "commune");
        await visitor.TypeAsync("input[name='entity.legal_form']", "Commune");
        await visitor.TypeAsync("input[name='entity.street']", "1 place de l’Hôtel-de-Ville");
        await visitor.TypeAsync("input[name='entity.postal_code']", body.PostalCode);
        await visitor.TypeAsync("input[name='entity.town']", body.Town);
        await visitor.SelectByKeyAsync("select[name='entity.department']", body.Department, body.Department);
        await visitor.PressByKeyAsync("Enregistrer et continuer");
    }

    public static async Task FillSectorAsync(this Visitor visitor)
    {
        await visitor.CheckByKeyAsync("input[name='sector.themes'][value=urbanisme]");
        await visitor.TypeAsync("textarea[name='sector.intended_uses']", "Suivi de l’artificialisation des sols et des arbres de la ville.");
        await visitor.CheckByKeyAsync("input[name='sector.families'][value=pleiades]");
        await visitor.CheckByKeyAsync("input[name='sector.families'][value='spot-6-7']");
        await visitor.PressByKeyAsync("Enregistrer et continuer");
    }

    public static async Task FillRepresentativeAsync(this Visitor visitor, Body body)
    {
        await visitor.TypeAsync("input[name='representative.given_name']", "Hélène");
        await visitor.TypeAsync("input[name='representative.family_name']", "Garrigue");
        await visitor.TypeAsync("input[name='representative.function']", "Maire");
        await visitor.TypeAsync("input[name='representative.address']", body.Representative);
        await visitor.TypeAsync("input[name=referent_function]", "Responsable du service SIG");
        await visitor.PressByKeyAsync("Enregistrer et continuer");
    }

    /// <summary>
    /// The représentant légal's code, which the référent tells him, his two validations, then the seal, which comes by itself. He has a keyboard
    /// and nothing else, as all people of journey 1.
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
        await instructor.FollowByKeyAsync(body.Name);
        await instructor.PressByKeyAsync("Commencer l’examen");
        await instructor.PictureAsync("j1-instruction");
        await instructor.FollowByKeyAsync("Accepter");
        await instructor.TypeAsync("textarea[name=note]", note);
        var refusing = await instructor.Context.NewPageAsync();
        await refusing.GotoAsync(instructor.Page.Url.Replace("/accepter", "/refuser", StringComparison.Ordinal));
        await instructor.PressByKeyAsync("Accepter l’adhésion");
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
        await signatory.FollowByKeyAsync(body.Name);
        await signatory.FollowByKeyAsync("Contresigner l’acte");
        await signatory.CheckByKeyAsync("input[name=relu]");
        await signatory.PictureAsync("j1-contreseing");
        await signatory.PressByKeyAsync("Contresigner au nom de DINAMIS");
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
