using System.Text.Json.Nodes;
using Dinamis.SystemTests.Harness;
using Microsoft.Playwright;

namespace Dinamis.SystemTests.Journeys;

/// <summary>Journey 2: PIGMA makes bodies of its registry join, each as what it is, and sees nothing of those that did not choose it. Those that it imports are none of the demonstration: another journey may have filled the registry with those.</summary>
[Collection(nameof(InTown))]
public sealed class JoinByRelaySpec(Browser browser, Town town)
{
    static readonly Body partner = new("Commune de Nérac", "214701955", "47", "47600", "Nérac", "sig@nerac.example", "maire@nerac.example");
    static readonly Body other = new("Communauté de communes Creuse Sud Ouest", "200067189", "23", "23400", "Bourganeuf", "sig@creuse-sud-ouest.example", "president@creuse-sud-ouest.example");
    static readonly Body joinedAlone = new("Commune de Cerizay", "217900620", "79", "79140", "Cerizay", "referent@org217900620.example", "representant@org217900620.example");
    static readonly Body silent = new("Commune de La Souterraine", "212317606", "23", "23300", "La Souterraine", "sig@la-souterraine.example", "maire@la-souterraine.example");
    static readonly Body unsure = new("Commune de Gioux", "212309108", "23", "23500", "Gioux", "sig@gioux.example", "maire@gioux.example");

    RunningSystem System => town.System;

    [Fact]
    public async Task A_partner_of_an_imported_list_joins_by_an_avenant_after_a_correction_and_the_relay_acts_for_it_from_then_on()
    {
        await using var signatory = await SignatoryAsync();
        var siren = await System.SirenOfAsync(Demo.Neighbour);
        var stranger = (siren, await OrganisationAsync(signatory, siren));

        // The agent signs in by PIGMA's SSO and begins with his list; two lines are wrong, and nothing of it is lost.
        await using var agent = await browser.VisitorAsync(System.Gateway);
        await agent.SignInBySsoAsync(System.Sso, "/relais");
        await ImportWithFaultsAsync(agent);
        var mandate = await MandateAsync(agent);
        await IsInvisibleAsync(agent, stranger, mandate);

        var member = await PartnerJoinsAsync(agent, signatory, mandate);
        await SuperReferentAsync(agent, member, mandate);
        await IsInvisibleAsync(agent, stranger, mandate);
        await DinamisCountersignsAsync(signatory, partner);

        await FactsAsync(agent, signatory, member, mandate, "ACTE", "AVENANT");
        await agent.GoAsync("/relais");
        await agent.PicturesAsync("j2-registre");
        using var anybody = new HttpClient { BaseAddress = System.Gateway };
        var known = JsonNode.Parse(await anybody.GetStringAsync($"/api/membership/v1/bodies/{silent.Siren}", TestContext.Current.CancellationToken))!;
        known["relays"]![0]!["deed"]!.GetValue<string>().ShouldBe("CONVENTION");
    }

    [Fact]
    public async Task A_body_that_is_no_partner_joins_by_a_convention()
    {
        await using var signatory = await SignatoryAsync();
        await using var agent = await browser.VisitorAsync(System.Gateway);
        await agent.SignInBySsoAsync(System.Sso, "/relais");
        await ImportAsync(agent, other);

        var member = await SendAsync(agent, other, "Cet organisme n’est pas encore partenaire de PIGMA", withActe: true, complete: true);
        await SignAsync(other, "j2-convention");
        await CountersignAsync(agent, other, "j2-convention");
        await DinamisCountersignsAsync(signatory, other);

        await FactsAsync(agent, signatory, member, await MandateAsync(agent), "ACTE", "CONVENTION");
    }

    [Fact]
    public async Task A_body_that_is_a_member_already_signs_an_avenant_alone()
    {
        await using var signatory = await SignatoryAsync();
        await using var agent = await browser.VisitorAsync(System.Gateway);
        await agent.SignInBySsoAsync(System.Sso, "/relais");
        await System.Mailbox.ReadAllAsync(joinedAlone.Referent, joinedAlone.Representative);

        var id = await SendAsync(agent, joinedAlone, "Cet organisme est déjà adhérent", withActe: false, complete: false);
        id.ShouldBe(await OrganisationAsync(signatory, joinedAlone.Siren));
        await using (var mayor = await browser.VisitorAsync(System.Gateway, phone: true))
        {
            await mayor.Page.GotoAsync((await System.Mailbox.NextAsync(joinedAlone.Representative, "avenant avec PIGMA")).Link.AbsoluteUri);
            await mayor.PictureAsync("j2-seul-representant");
            await mayor.FollowAsync("Lire et signer l’avenant");
            await mayor.ShowCodeAsync(System, joinedAlone);
            await mayor.Page.Locator("input[name=lu]").CheckAsync();
            await mayor.PictureAsync("j2-seul-avenant");
            await mayor.PressAsync("Signer l’avenant");
            await mayor.SeesAsync("Vous avez signé le");
        }
        await agent.CountersignForRelayAsync(System.Sso, await System.Mailbox.NextAsync(Demo.AgentBySso, "À contresigner pour PIGMA : " + joinedAlone.Name), "j2-seul");
        await agent.SeesAsync("L’avenant avec PIGMA est en vigueur");
        await Pdf.ShouldHoldTwoValidSignaturesAsync(await System.Mailbox.AttachmentAsync(await System.Mailbox.NextAsync(joinedAlone.Representative, "En vigueur")), System);
        await agent.PicturesAsync("j2-seul-en-vigueur");

        await FactsAsync(agent, signatory, id, await MandateAsync(agent), "ACTE", "AVENANT");
    }

    async Task<Visitor> SignatoryAsync()
    {
        var signatory = await browser.VisitorAsync(System.Gateway);
        await signatory.SignInAsync(Demo.Signatory, Demo.Password, "/instruction");
        await signatory.SeesAsync("Instruction des adhésions");
        return signatory;
    }

    static async Task<string> MandateAsync(Visitor agent) => (await agent.AsksAsync("/api/membership/v1/relays")).Body!["relays"]![0]!["mandates"]![0]!["mandateId"]!.GetValue<string>();

    static async Task GiveListAsync(Visitor agent, params string[] lines)
    {
        await agent.FollowAsync("Importer une liste");
        await agent.PicturesAsync("j2-importer");
        var list = string.Join('\n', ["SIREN;Nom;Partenaire;Contact;Code postal;Commune", .. lines]);
        await agent.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "partenaires.csv", MimeType = "text/csv", Buffer = global::System.Text.CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(list) });
        await agent.PressAsync("Lire la liste");
    }

    static string Line(Body body, string isPartner, string? siren = null) => $"{siren ?? body.Siren};{body.Name};{isPartner};{body.Referent};{body.PostalCode};{body.Town}";

    static async Task ImportAsync(Visitor agent, Body body)
    {
        await GiveListAsync(agent, Line(body, "non"));
        await agent.PressAsync("Faire entrer 1 ligne au registre");
        await agent.SeesAsync("1 organisme ajouté au registre");
    }

    static async Task ImportWithFaultsAsync(Visitor agent)
    {
        var mistyped = silent.Siren[..8] + "0";
        await GiveListAsync(agent, Line(partner, "oui"), Line(silent, "non", mistyped), Line(unsure, "peut-être"));
        await agent.SeesAsync("Rien n’est encore écrit : 1 organisme serait ajouté");
        await agent.SeesAsync("Partenaire : écrivez oui ou non, au lieu de « peut-être ».");
        await agent.PressAsync("Faire entrer 1 ligne au registre");
        await agent.SeesAsync("1 organisme ajouté au registre");
        await agent.PicturesAsync("j2-importer-erreurs");
        var lines = agent.Page.Locator("textarea[name=lignes]");
        await lines.FillAsync((await lines.InputValueAsync()).Replace(mistyped, silent.Siren, StringComparison.Ordinal).Replace("peut-être", "non", StringComparison.Ordinal));
        await agent.PressAsync("Lire ces lignes");
        await agent.PressAsync("Faire entrer 2 lignes au registre");
        await agent.SeesAsync("2 organismes ajoutés au registre");
        await agent.FollowAsync("Voir le registre");
        await agent.SeesAsync(silent.Name);
    }

    /// <summary>The whole road of a partner, with a correction on the way; returns its id.</summary>
    async Task<string> PartnerJoinsAsync(Visitor agent, Visitor signatory, string mandate)
    {
        await agent.OpenPartnerAsync(partner);
        await agent.SeesAsync("Il manque : l’adresse du siège.");
        await agent.PicturesAsync("j2-partenaire-incomplet");
        await agent.CompleteAsync();
        await agent.SeesAsync("Cet organisme est déjà partenaire de PIGMA : il signe un avenant");
        (await agent.Page.Locator("input[name='referent.address']").InputValueAsync()).ShouldBe(partner.Referent);
        await agent.PicturesAsync("j2-partenaire");
        await agent.SendToRepresentativeAsync(partner, withActe: true, "Adjointe au maire");
        var id = await OrganisationAsync(agent, partner.Siren);

        await using var mayor = await browser.VisitorAsync(System.Gateway, phone: true);
        var old = (await System.Mailbox.NextAsync(partner.Representative, "À signer")).Link;
        await mayor.Page.GotoAsync(old.AbsoluteUri);
        await mayor.FollowAsync("Demander une correction ou refuser");
        await mayor.Page.Locator("textarea[name=message]").First.FillAsync("Je suis maire, et non adjointe.");
        await mayor.PressAsync("Envoyer");
        await mayor.SeesAsync("Votre demande de correction est transmise");

        await agent.Page.GotoAsync((await System.Mailbox.NextAsync(Demo.AgentBySso, "Correction demandée")).ActionLink.AbsoluteUri);
        await agent.SeesAsync("Je suis maire, et non adjointe.");
        await agent.PicturesAsync("j2-correction");
        await agent.SendToRepresentativeAsync(partner, withActe: true, "Maire");
        await mayor.Page.GotoAsync(old.AbsoluteUri);
        await mayor.SeesAsync("Ce lien ne sert plus");
        await SignAsync(partner, "j2");

        // Signed by the body alone, it gives the relay nothing; it waits for the relay, and not for DINAMIS.
        await agent.GoAsync("/relais?vue=a-contresigner");
        await agent.SeesAsync(partner.Name);
        await agent.PicturesAsync("j2-registre-a-contresigner");
        foreach (var path in RightsOver(id, mandate)) (await agent.AsksAsync(path)).Status.ShouldBeOneOf(403, 404);
        await signatory.GoAsync("/instruction?vue=au-relais");
        await signatory.SeesAsync("le dossier attend le contreseing de PIGMA");
        await signatory.PicturesAsync("j2-instruction-au-relais");
        await CountersignAsync(agent, partner, "j2");
        return id;
    }

    static async Task<string> SendAsync(Visitor agent, Body body, string what, bool withActe, bool complete)
    {
        await agent.OpenPartnerAsync(body);
        if (complete) await agent.CompleteAsync();
        await agent.SeesAsync(what);
        await agent.SendToRepresentativeAsync(body, withActe, "Maire");
        return await OrganisationAsync(agent, body.Siren);
    }

    async Task SignAsync(Body body, string pictures)
    {
        await using var mayor = await browser.VisitorAsync(System.Gateway, phone: true);
        await mayor.SignAsRepresentativeAsync(System, (await System.Mailbox.NextAsync(body.Representative, "À signer")).Link, body, pictures);
    }

    async Task CountersignAsync(Visitor agent, Body body, string pictures)
    {
        await agent.CountersignForRelayAsync(System.Sso, await System.Mailbox.NextAsync(Demo.AgentBySso, "À contresigner pour PIGMA : " + body.Name), pictures);
        await agent.SeesAsync("l’acte attend le contreseing de DINAMIS");
        await agent.PicturesAsync(pictures + "-contresigne");
    }

    /// <summary>The mandate has accepted; a person countersigns the acte, and each party holds both files, signed by both sides.</summary>
    async Task DinamisCountersignsAsync(Visitor signatory, Body body)
    {
        await signatory.GoAsync("/instruction?texte=" + body.Siren);
        await signatory.FollowAsync(body.Name);
        await signatory.SeesAsync("L’acceptation vient du mandat de PIGMA");
        await signatory.PicturesAsync("j2-instruction");
        await signatory.FollowAsync("Contresigner l’acte");
        await signatory.FollowAsync("M’identifier pour contresigner");
        await signatory.FillSignInAsync(Demo.Signatory);
        await signatory.ArrivesAsync("/contresigner");
        await signatory.Page.Locator("input[name=relu]").CheckAsync();
        await signatory.PicturesAsync("j2-dinamis");
        await signatory.PressAsync("Contresigner au nom de DINAMIS");
        await signatory.SeesAsync("L’adhésion est en vigueur");
        foreach (var _ in (int[])[1, 2])
        {
            var sent = await System.Mailbox.NextAsync(body.Representative, "En vigueur");
            await Pdf.ShouldHoldTwoValidSignaturesAsync(await System.Mailbox.AttachmentAsync(sent), System);
            await System.Mailbox.NextAsync(body.Referent, "En vigueur");
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
    static async Task IsInvisibleAsync(Visitor agent, (string Siren, string Id) stranger, string mandate)
    {
        foreach (var path in RightsOver(stranger.Id, mandate)) (await agent.AsksAsync(path)).Status.ShouldBeOneOf(403, 404);
        await agent.GoAsync($"/mon-espace/comptes?organisme={stranger.Id}&mandat={mandate}");
        await agent.PicturesAsync("j2-invisible");
        (await agent.Page.Locator("body").InnerTextAsync()).ShouldNotContain("Val de Garonne");
        (await agent.AsksAsync("/api/membership/v1/adhesions?pageSize=200")).Body!.ToJsonString().ShouldNotContain(stranger.Siren);
    }

    /// <summary>The same facts by the API: what the body signed, and that all the relay did is written in its name, under its mandate.</summary>
    static async Task FactsAsync(Visitor agent, Visitor signatory, string id, string mandate, params string[] deeds)
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

    static async Task<string> OrganisationAsync(Visitor visitor, string siren)
    {
        var file = (await visitor.AsksAsync("/api/membership/v1/adhesions?text=" + siren)).Body!["adhesions"]![0]!["adhesionId"]!.GetValue<string>();
        return (await visitor.AsksAsync("/api/membership/v1/adhesions/" + file)).Body!["organisationId"]!.GetValue<string>();
    }
}
