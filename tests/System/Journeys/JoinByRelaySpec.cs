using System.Text.Json.Nodes;
using Dinamis.SystemTests.Harness;
using Microsoft.Playwright;

namespace Dinamis.SystemTests.Journeys;

/// <summary>Journey 2: PIGMA makes three bodies of its registry join, each as what it is, and sees nothing of the fourth. None is a body of the demonstration: another journey may have filled the registry with those.</summary>
[Collection(nameof(InTown))]
public sealed class JoinByRelaySpec(Browser browser, Town town, Feytiat feytiat)
{
    static readonly Body partner = new("Commune de Nérac", "214701955", "47", "47600", "Nérac", "sig@nerac.example", "maire@nerac.example");
    static readonly Body other = new("Communauté de communes Creuse Sud Ouest", "200067189", "23", "23400", "Bourganeuf", "sig@creuse-sud-ouest.example", "president@creuse-sud-ouest.example");
    static readonly Body silent = new("Commune de La Souterraine", "212317606", "23", "23300", "La Souterraine", "sig@la-souterraine.example", "maire@la-souterraine.example");

    static readonly string mistyped = Body.Feytiat.Siren[..8] + "0";

    static readonly string list = $"""
        SIREN;Nom;Partenaire;Contact;Code postal;Commune
        {partner.Siren};{partner.Name};oui;{partner.Referent};{partner.PostalCode};{partner.Town}
        {other.Siren};{other.Name};non;{other.Referent};{other.PostalCode};{other.Town}
        {mistyped};{Body.Feytiat.Name};non;{Body.Feytiat.Referent};{Body.Feytiat.PostalCode};{Body.Feytiat.Town}
        {silent.Siren};{silent.Name};peut-être;{silent.Referent};{silent.PostalCode};{silent.Town}
        """;

    [Fact]
    public async Task A_partner_another_body_and_a_member_join_by_the_relay_each_in_its_way()
    {
        var system = town.System;
        await feytiat.JoinsAsync(browser, town);
        await using var signatory = await browser.VisitorAsync(system.Gateway);
        await signatory.SignInAsync(Demo.Signatory, Demo.Password, "/instruction");
        await signatory.SeesAsync("Instruction des adhésions");
        var member = await OrganisationAsync(signatory, Body.Feytiat);

        // The agent signs in by PIGMA's SSO and begins with his list; two lines are wrong, and nothing of it is lost.
        await using var agent = await browser.VisitorAsync(system.Gateway);
        await agent.SignInBySsoAsync(system.Sso, "/relais");
        await ImportAsync(agent);
        var mandate = (await agent.AsksAsync("/api/membership/v1/relays")).Body!["relays"]![0]!["mandates"]![0]!["mandateId"]!.GetValue<string>();
        await IsInvisibleAsync(agent, member, mandate);

        var first = await PartnerJoinsAsync(system, agent, signatory, mandate);
        await SuperReferentAsync(agent, first, mandate);
        await IsInvisibleAsync(agent, member, mandate);
        await DinamisCountersignsAsync(system, signatory, partner);

        var second = await SendAsync(agent, other, "Cet organisme n’est pas encore partenaire de PIGMA", withActe: true, complete: true);
        await SignAsync(system, other, "j2-convention");
        await CountersignAsync(system, agent, other, "j2-convention");
        await DinamisCountersignsAsync(system, signatory, other);

        (await SendAsync(agent, Body.Feytiat, "Cet organisme est déjà adhérent", withActe: false, complete: false)).ShouldBe(member);
        await using (var mayor = await browser.VisitorAsync(system.Gateway, phone: true))
        {
            await mayor.Page.GotoAsync((await system.Mailbox.NextAsync(Body.Feytiat.Representative, "avenant avec PIGMA")).Link.AbsoluteUri);
            await mayor.PictureAsync("j2-seul-representant");
            await mayor.FollowAsync("Lire et signer l’avenant");
            await mayor.Page.Locator("input[name=lu]").CheckAsync();
            await mayor.PictureAsync("j2-seul-avenant");
            await mayor.PressAsync("Signer l’avenant");
            await mayor.SeesAsync("Vous avez signé le");
        }
        await agent.CountersignForRelayAsync(system.Sso, await system.Mailbox.NextAsync(Demo.AgentBySso, "À contresigner pour PIGMA : " + Body.Feytiat.Name), "j2-seul");
        await agent.SeesAsync("L’avenant avec PIGMA est en vigueur");
        await Pdf.ShouldHoldTwoValidSignaturesAsync(await system.Mailbox.AttachmentAsync(await system.Mailbox.NextAsync(Body.Feytiat.Representative, "En vigueur")), system);
        await agent.PicturesAsync("j2-seul-en-vigueur");

        await FactsAsync(system, agent, signatory, mandate, (first, ["ACTE", "AVENANT"]), (second, ["ACTE", "CONVENTION"]), (member, ["ACTE", "AVENANT"]));
        await agent.GoAsync("/relais");
        await agent.PicturesAsync("j2-registre");
    }

    static async Task ImportAsync(Visitor agent)
    {
        await agent.FollowAsync("Importer une liste");
        await agent.PicturesAsync("j2-importer");
        await agent.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "partenaires.csv", MimeType = "text/csv", Buffer = System.Text.CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(list) });
        await agent.PressAsync("Lire la liste");
        await agent.SeesAsync("Rien n’est encore écrit : 2 organismes seraient ajoutés");
        await agent.SeesAsync("Partenaire : écrivez oui ou non, au lieu de « peut-être ».");
        await agent.PressAsync("Faire entrer 2 lignes au registre");
        await agent.SeesAsync("2 organismes ajoutés au registre");
        await agent.PicturesAsync("j2-importer-erreurs");
        var lines = agent.Page.Locator("textarea[name=lignes]");
        await lines.FillAsync((await lines.InputValueAsync()).Replace(mistyped, Body.Feytiat.Siren, StringComparison.Ordinal).Replace("peut-être", "non", StringComparison.Ordinal));
        await agent.PressAsync("Lire ces lignes");
        await agent.PressAsync("Faire entrer 2 lignes au registre");
        await agent.SeesAsync("2 organismes ajoutés au registre");
        await agent.FollowAsync("Voir le registre");
        await agent.SeesAsync(silent.Name);
    }

    /// <summary>The whole road of a partner, with a correction on the way; returns its id.</summary>
    async Task<string> PartnerJoinsAsync(RunningSystem system, Visitor agent, Visitor signatory, string mandate)
    {
        await agent.OpenPartnerAsync(partner);
        await agent.SeesAsync("Il manque : l’adresse du siège.");
        await agent.PicturesAsync("j2-partenaire-incomplet");
        await agent.CompleteAsync();
        await agent.SeesAsync("Cet organisme est déjà partenaire de PIGMA : il signe un avenant");
        (await agent.Page.Locator("input[name='referent.address']").InputValueAsync()).ShouldBe(partner.Referent);
        await agent.PicturesAsync("j2-partenaire");
        await agent.SendToRepresentativeAsync(partner, withActe: true, "Adjointe au maire");
        var id = await OrganisationAsync(agent, partner);

        await using var mayor = await browser.VisitorAsync(system.Gateway, phone: true);
        var old = (await system.Mailbox.NextAsync(partner.Representative, "À signer")).Link;
        await mayor.Page.GotoAsync(old.AbsoluteUri);
        await mayor.FollowAsync("Demander une correction ou refuser");
        await mayor.Page.Locator("textarea[name=message]").First.FillAsync("Je suis maire, et non adjointe.");
        await mayor.PressAsync("Envoyer");
        await mayor.SeesAsync("Votre demande de correction est transmise");

        await agent.Page.GotoAsync((await system.Mailbox.NextAsync(Demo.AgentBySso, "Correction demandée")).ActionLink.AbsoluteUri);
        await agent.SeesAsync("Je suis maire, et non adjointe.");
        await agent.PicturesAsync("j2-correction");
        await agent.SendToRepresentativeAsync(partner, withActe: true, "Maire");
        await mayor.Page.GotoAsync(old.AbsoluteUri);
        await mayor.SeesAsync("Ce lien ne sert plus");
        await SignAsync(system, partner, "j2");

        // Signed by the body alone, it gives the relay nothing; it waits for the relay, and not for DINAMIS.
        await agent.GoAsync("/relais?vue=a-contresigner");
        await agent.SeesAsync(partner.Name);
        await agent.PicturesAsync("j2-registre-a-contresigner");
        foreach (var path in RightsOver(id, mandate)) (await agent.AsksAsync(path)).Status.ShouldBeOneOf(403, 404);
        await signatory.GoAsync("/instruction?vue=au-relais");
        await signatory.SeesAsync("le dossier attend le contreseing de PIGMA");
        await signatory.PicturesAsync("j2-instruction-au-relais");
        await CountersignAsync(system, agent, partner, "j2");
        return id;
    }

    static async Task<string> SendAsync(Visitor agent, Body body, string what, bool withActe, bool complete)
    {
        await agent.OpenPartnerAsync(body);
        if (complete) await agent.CompleteAsync();
        await agent.SeesAsync(what);
        await agent.SendToRepresentativeAsync(body, withActe, "Maire");
        return await OrganisationAsync(agent, body);
    }

    async Task SignAsync(RunningSystem system, Body body, string pictures)
    {
        await using var mayor = await browser.VisitorAsync(system.Gateway, phone: true);
        await mayor.SignAsRepresentativeAsync((await system.Mailbox.NextAsync(body.Representative, "À signer")).Link, pictures);
    }

    static async Task CountersignAsync(RunningSystem system, Visitor agent, Body body, string pictures)
    {
        await agent.CountersignForRelayAsync(system.Sso, await system.Mailbox.NextAsync(Demo.AgentBySso, "À contresigner pour PIGMA : " + body.Name), pictures);
        await agent.SeesAsync("l’acte attend le contreseing de DINAMIS");
        await agent.PicturesAsync(pictures + "-contresigne");
    }

    /// <summary>The mandate has accepted; a person countersigns the acte, and each party holds both files, signed by both sides.</summary>
    static async Task DinamisCountersignsAsync(RunningSystem system, Visitor signatory, Body body)
    {
        await signatory.GoAsync("/instruction?texte=" + body.Siren);
        await signatory.FollowAsync(body.Name);
        await signatory.SeesAsync("L’acceptation vient du mandat de PIGMA");
        await signatory.PicturesAsync("j2-instruction");
        await signatory.FollowAsync("Contresigner l’acte");
        await signatory.Page.Locator("input[name=relu]").CheckAsync();
        await signatory.PicturesAsync("j2-dinamis");
        await signatory.PressAsync("Contresigner au nom de DINAMIS");
        await signatory.SeesAsync("L’adhésion est en vigueur");
        foreach (var _ in (int[])[1, 2])
        {
            var sent = await system.Mailbox.NextAsync(body.Representative, "En vigueur");
            await Pdf.ShouldHoldTwoValidSignaturesAsync(await system.Mailbox.AttachmentAsync(sent), system);
            await system.Mailbox.NextAsync(body.Referent, "En vigueur");
        }
    }

    /// <summary>Sealed, the avenant opens the body's accounts and activity to the relay at once, while DINAMIS has not countersigned the acte yet.</summary>
    static async Task SuperReferentAsync(Visitor agent, string id, string mandate)
    {
        var entity = (await agent.AsksAsync($"/api/membership/v1/entities/{id}")).Body!;
        (entity["actInForce"]?.GetValue<bool>() ?? false).ShouldBeFalse();
        foreach (var path in RightsOver(id, mandate)) await Patiently.UntilAsync($"the relay's right at {path}", TimeSpan.FromSeconds(5), async () => (await agent.AsksAsync(path)).Status == 200);
        await agent.FollowAsync("Gérer les comptes au nom de l’organisme");
        await agent.SeesAsync("Vous agissez au nom de cet organisme");
        await agent.SeesAsync(partner.Name);
        await agent.PicturesAsync("j2-comptes");
    }

    static string[] RightsOver(string id, string mandate) => [$"/api/membership/v1/entities/{id}", $"/api/accounts/v1/organisations/{id}/persons?mandateId={mandate}", $"/api/activity/v1/entities/{id}/acts"];

    /// <summary>In the perimeter and in the registry, but bound by neither avenant nor convention: to the relay's rights it does not exist.</summary>
    static async Task IsInvisibleAsync(Visitor agent, string id, string mandate)
    {
        foreach (var path in RightsOver(id, mandate)) (await agent.AsksAsync(path)).Status.ShouldBeOneOf(403, 404);
        await agent.GoAsync($"/mon-espace/comptes?organisme={id}&mandat={mandate}");
        await agent.PicturesAsync("j2-invisible");
        (await agent.Page.Locator("body").InnerTextAsync()).ShouldNotContain("Feytiat");
        (await agent.AsksAsync("/api/membership/v1/adhesions")).Body!.ToJsonString().ShouldNotContain(Body.Feytiat.Siren);
    }

    /// <summary>The same facts by the API: what each body signed, and that all the relay did is written in its name, under its mandate.</summary>
    static async Task FactsAsync(RunningSystem system, Visitor agent, Visitor signatory, string mandate, params (string Id, string[] Deeds)[] bodies)
    {
        foreach (var (id, deeds) in bodies)
        {
            var entity = (await signatory.AsksAsync($"/api/membership/v1/entities/{id}")).Body!;
            entity["actInForce"]!.GetValue<bool>().ShouldBeTrue();
            entity["relays"]![0]!["relayName"]!.GetValue<string>().ShouldBe("PIGMA");
            entity["deeds"]!.AsArray().Select(d => d!["kind"]!.GetValue<string>()).ShouldBe(deeds);
            entity["deeds"]!.AsArray().ShouldAllBe(d => d!["status"]!.GetValue<string>() == "IN_FORCE");
            JsonArray acts = [];
            await Patiently.UntilAsync("the journal to hold the acts of the relay", TimeSpan.FromSeconds(10), async () =>
            {
                acts = (await agent.AsksAsync($"/api/activity/v1/entities/{id}/acts?pageSize=200")).Body!["acts"]!.AsArray().DeepClone().AsArray();
                return acts.Any(a => a!["act"]!["verb"]!.GetValue<string>() == "organisation.under-mandate");
            });
            string[] verbs = ["adhesion.started", "adhesion.frozen", "deed.countersigned", "organisation.under-mandate"];
            foreach (var verb in verbs) acts.Select(a => a!["act"]!).ShouldContain(a => a["verb"]!.GetValue<string>() == verb && a["mandateId"]!.GetValue<string>() == mandate, verb);
        }
        using var anybody = new HttpClient { BaseAddress = system.Gateway };
        var known = JsonNode.Parse(await anybody.GetStringAsync($"/api/membership/v1/bodies/{silent.Siren}", TestContext.Current.CancellationToken))!;
        known["relays"]![0]!["deed"]!.GetValue<string>().ShouldBe("CONVENTION");
    }

    static async Task<string> OrganisationAsync(Visitor visitor, Body body)
    {
        var file = (await visitor.AsksAsync("/api/membership/v1/adhesions?text=" + body.Siren)).Body!["adhesions"]![0]!["adhesionId"]!.GetValue<string>();
        return (await visitor.AsksAsync("/api/membership/v1/adhesions/" + file)).Body!["organisationId"]!.GetValue<string>();
    }
}
