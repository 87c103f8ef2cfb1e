using System.Text.Json.Nodes;
using Dinamis.SystemTests.Harness;
using Microsoft.Playwright;

namespace Dinamis.SystemTests.Journeys;

/// <summary>What an agent of a relay does for a body, in his pages.</summary>
static class RelaySteps
{
    /// <summary>The bearer of the session answers: status and body of a GET of our own origin.</summary>
    public static async Task<(int Status, JsonNode? Body)> AsksAsync(this Visitor visitor, string path)
    {
        var answer = JsonNode.Parse(await visitor.Page.EvaluateAsync<string>("async path => { const r = await fetch(path); return JSON.stringify({ status: r.status, body: r.headers.get('content-type')?.includes('json') ? await r.json() : null }); }", path))!;
        return (answer["status"]!.GetValue<int>(), answer["body"]);
    }

    public static async Task SignInBySsoAsync(this Visitor agent, Uri sso, string returnUrl)
    {
        await agent.GoAsync($"/bff/login?returnUrl={Uri.EscapeDataString(returnUrl)}");
        await agent.ThroughSsoAsync(sso);
        await agent.ArrivesAsync(returnUrl);
    }

    /// <summary>The page of DINAMIS asks who signs in; PIGMA's SSO asks for the password.</summary>
    public static async Task ThroughSsoAsync(this Visitor agent, Uri sso)
    {
        await agent.PressAsync("Se connecter avec PIGMA");
        await agent.ArrivesAsync(sso.AbsoluteUri);
        await agent.Page.Locator("input[autocomplete=username]").FillAsync(Demo.AgentBySso);
        await agent.Page.Locator("input[autocomplete=current-password]").FillAsync(Demo.Password);
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Se connecter", Exact = true }).ClickAsync();
    }

    /// <summary>A picture at the desk and one at the phone.</summary>
    public static async Task PicturesAsync(this Visitor visitor, string name)
    {
        if (!Visitor.KeepsPictures) return;
        await visitor.PictureAsync(name);
        await visitor.Page.SetViewportSizeAsync(390, 844);
        await visitor.PictureAsync(name + "-telephone");
        await visitor.Page.SetViewportSizeAsync(1280, 800);
    }

    public static async Task OpenPartnerAsync(this Visitor agent, Body body)
    {
        await agent.GoAsync("/relais?texte=" + body.Siren);
        await agent.FollowAsync(body.Name);
        await agent.SeesAsync("Vous agissez au nom de la commun"); // « de la commune de… », « de la communauté… »
    }

    /// <summary>What the list did not say of the body.</summary>
    public static async Task CompleteAsync(this Visitor agent)
    {
        await agent.FollowAsync("Compléter la fiche");
        await agent.PicturesAsync("j2-fiche");
        await agent.Page.Locator("input[name=street]").FillAsync("1 place de la Mairie");
        await agent.PressAsync("Enregistrer la fiche");
    }

    public static async Task SendToRepresentativeAsync(this Visitor agent, Body body, bool withActe, string function)
    {
        foreach (var (name, value) in new[]
        {
            ("representative.given_name", "Hélène"), ("representative.family_name", "Garrigue"), ("representative.function", function), ("representative.address", body.Representative),
            ("referent.given_name", "Nadia"), ("referent.family_name", "Bellanger"), ("referent.function", "Responsable SIG"), ("referent.address", body.Referent),
        }) await agent.Page.Locator($"input[name='{name}']").FillAsync(value);
        if (withActe)
        {
            await agent.Page.Locator("input[name='sector.themes'][value=urbanisme]").CheckAsync();
            await agent.Page.Locator("textarea[name='sector.intended_uses']").FillAsync("Suivi de l’occupation du sol et des haies.");
            await agent.Page.Locator("input[name='sector.families'][value=pleiades]").CheckAsync();
        }
        await agent.PressAsync("Envoyer au représentant légal");
        await agent.SeesAsync("attend la signature du représentant légal");
    }

    /// <summary>By the mailed link to the page, the SSO's password once more, and the countersignature, sealed while the page waits.</summary>
    public static async Task CountersignForRelayAsync(this Visitor agent, Uri sso, Mail mail, string pictures)
    {
        await agent.Page.GotoAsync(mail.ActionLink.AbsoluteUri);
        await agent.PictureAsync(pictures + "-a-contresigner");
        await agent.FollowAsync("Relire et contresigner");
        await Assertions.Expect(agent.Page.GetByRole(AriaRole.Button, new() { Name = "Contresigner au nom du relais" })).ToHaveCountAsync(0);
        await agent.PictureAsync(pictures + "-identite");
        await agent.FollowAsync("M’identifier pour contresigner");
        await agent.SeesAsync("identifiez-vous de nouveau");
        await agent.PictureAsync(pictures + "-connexion");
        await agent.ThroughSsoAsync(sso);
        await agent.ArrivesAsync("/contresigner");
        await agent.Page.Locator("input[name=relu]").CheckAsync();
        await agent.PicturesAsync(pictures + "-contreseing");
        await agent.PressAsync("Contresigner au nom du relais");
        await agent.SeesAsync("signé par les deux parties");
    }
}
