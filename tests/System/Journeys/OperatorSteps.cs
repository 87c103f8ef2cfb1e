using Dinamis.SystemTests.Harness;
using Microsoft.Playwright;

namespace Dinamis.SystemTests.Journeys;

/// <summary>What the operator does in pages to put DINAMIS into service, always from <c>/exploitation</c>, by its own links.</summary>
static class OperatorSteps
{
    public static async Task InviteStaffAsync(this Visitor @operator, params (string Given, string Family, string Function, string Address, string Role)[] people)
    {
        await @operator.GoAsync("/exploitation");
        await @operator.FollowAsync("Inviter un instructeur et un signataire");
        for (var n = 0; n < people.Length; n++)
        {
            await @operator.FillInviteeAsync(n, people[n].Given, people[n].Family, people[n].Function, people[n].Address);
            await @operator.Page.Locator($"select[name='invitees[{n}].roles']").SelectOptionAsync(people[n].Role);
        }
        await @operator.PictureAsync("j9-inviter");
        await @operator.PressAsync("Envoyer les invitations");
        await @operator.SeesAsync($"{people.Length} invitations sont envoyées");
    }

    /// <summary>A text is chosen in the list by its name; a licence has purposes, one a line.</summary>
    public static async Task PublishAsync(this Visitor @operator, string name, string text, string? purposes = null)
    {
        await @operator.GoAsync("/exploitation");
        await @operator.FollowAsync("Publier un texte");
        await @operator.FollowAsync(name);
        await @operator.FillAsync("Texte", text);
        if (purposes is not null) await @operator.FillAsync("Usages permis", purposes);
        await @operator.PictureAsync("j9-texte");
        await @operator.PressAsync("Publier cette version");
        await @operator.SeesAsync("La version est publiée.");
    }

    public static async Task CreateCollectionAsync(this Visitor @operator, string id, string title, string description, string family, string gsd, string satellites)
    {
        await @operator.GoAsync("/exploitation");
        await @operator.FollowAsync("Créer une collection");
        foreach (var (label, value) in new[] { ("Identifiant", id), ("Titre", title), ("Description", description), ("Résolution nominale", gsd), ("Satellites", satellites) })
            await @operator.FillAsync(label, value);
        await @operator.Page.Locator("select[name=family]").SelectOptionAsync(family);
        await @operator.PictureAsync("j9-collection");
        await @operator.PressAsync("Créer la collection");
        await @operator.SeesAsync("La collection est enregistrée.");
    }

    public static async Task CreateRelayAsync(this Visitor @operator, string name, string shortName, string siren)
    {
        await @operator.GoAsync("/exploitation");
        await @operator.FollowAsync("Créer un relais");
        foreach (var (label, value) in new[] { ("Nom officiel", name), ("Nom d’usage", shortName), ("SIREN", siren), ("Adresse du siège", "6 parvis des Chartrons, 33075 Bordeaux"), ("Prénom et nom", "Anne Delmas"), ("Fonction", "Directrice") })
            await @operator.FillAsync(label, value);
        await @operator.PressAsync("Créer le relais");
        await @operator.SeesAsync("Le relais est créé.");
        await @operator.PictureAsync("j9-relais-cree");
    }

    /// <summary>Accounts hears of the new relay by a feed: a page that comes before it is opened again.</summary>
    public static async Task InviteAgentAsync(this Visitor @operator, string relay, string given, string family, string function, string address)
    {
        var invite = @operator.Page.GetByRole(AriaRole.Link, new() { Name = "Inviter des personnes" });
        await Patiently.UntilAsync("the page of the relay's agents", TimeSpan.FromSeconds(20), async () =>
        {
            await @operator.GoAsync("/exploitation");
            await @operator.GoAsync((await @operator.Page.GetByRole(AriaRole.Link, new() { Name = $"Agents de {relay}" }).First.GetAttributeAsync("href"))!);
            return await invite.CountAsync() > 0;
        });
        await invite.First.ClickAsync();
        await @operator.FillInviteeAsync(0, given, family, function, address);
        await @operator.PressAsync("Envoyer les invitations");
        await @operator.SeesAsync("L’invitation est envoyée");
    }

    public static async Task GiveMandateAsync(this Visitor @operator, string relay, string region, string basis, string agent)
    {
        await @operator.GoAsync("/exploitation");
        await @operator.FollowAsync($"Donner un mandat à {relay}");
        await @operator.FillAsync("Convention sur laquelle il repose", basis);
        await @operator.Page.Locator("input[name=until]").FillAsync("2035-12-31");
        await @operator.Page.GetByRole(AriaRole.Checkbox, new() { Name = region, Exact = true }).CheckAsync();
        foreach (var right in new[] { "Faire adhérer", "Gérer les comptes", "Aider", "Voir l’activité" })
            await @operator.Page.GetByRole(AriaRole.Checkbox, new() { Name = right, Exact = true }).CheckAsync();
        await @operator.Page.GetByRole(AriaRole.Checkbox, new() { Name = agent }).CheckAsync();
        await @operator.PictureAsync("j9-mandat");
        await @operator.PressAsync("Donner le mandat");
        await @operator.SeesAsync("Le mandat est donné");
    }

    static async Task FillInviteeAsync(this Visitor @operator, int n, string given, string family, string function, string address)
    {
        foreach (var (field, value) in new[] { ("given_name", given), ("family_name", family), ("function", function), ("address", address) })
            await @operator.Page.Locator($"input[name='invitees[{n}].{field}']").FillAsync(value);
    }
}
