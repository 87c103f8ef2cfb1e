using Dinamis.SystemTests.Harness;
using Microsoft.Playwright;

namespace Dinamis.SystemTests.Journeys;

/// <summary>A body that joins alone, with the people who act for it.</summary>
public sealed record Body(string Name, string Siren, string Department, string PostalCode, string Town, string Referent, string Representative)
{
    public static readonly Body Limoges = new("Commune de Limoges", "218708501", "87", "87000", "Limoges", "referente@limoges.example", "maire@limoges.example");
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

    /// <summary>The représentant légal's two validations, then the seal, which comes by itself.</summary>
    public static async Task SignAsRepresentativeAsync(this Visitor mayor, Uri link)
    {
        await mayor.Page.GotoAsync(link.AbsoluteUri);
        await mayor.PictureAsync("j1-representant");
        await mayor.FollowAsync("Lire et valider l’acte");
        await mayor.Page.Locator("input[name=lu]").CheckAsync();
        await mayor.PressAsync("Valider l’acte");
        await mayor.Page.Locator("input[name=lu]").CheckAsync();
        await mayor.PictureAsync("j1-textes");
        await mayor.PressAsync("Accepter et signer");
        await mayor.SeesAsync("Vous avez signé le");
        await mayor.PictureAsync("j1-signe");
    }
}
