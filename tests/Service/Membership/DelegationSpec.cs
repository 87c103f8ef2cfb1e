using Dinamis.ServiceDefaults;
using Dinamis.ServiceTests.Harness;
using Dinamis.Wire;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using static Dinamis.ServiceTests.Membership.Asking;
using Purpose = Dinamis.Wire.LinkView.Types.Purpose;
using State = Dinamis.Wire.Adhesion.Types.State;

namespace Dinamis.ServiceTests.Membership;

/// <summary>Somebody signs by delegation of the représentant légal, by a decree that DINAMIS has examined.</summary>
public sealed class DelegationSpec
{
    const string Delegate = "adjointe@214701575.example";
    static readonly byte[] decree = [.. "%PDF-1.7\narrêté"u8];

    [Theory, Stores]
    public async Task Once_DINAMIS_accepts_the_decree_the_person_named_signs_by_a_link_of_her_own_and_acte_evidence_and_journal_say_so(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        var before = (await road.FreezeAsync()).Adhesion;
        var mayors = await host.LinkAsync(road.Representative);

        await NameAsync(host, mayors);
        (await host.MailsAsync(road.Referent))[^1].Subject.ShouldStartWith("Signature déléguée");
        (await host.MailsAsync(Delegate)).ShouldBeEmpty("nothing counts before DINAMIS has examined the decree");
        (await host.Anybody.OpenLinkAsync(new() { Link = mayors }, Read())).Adhesion.FrozenSha256.ShouldBe(before.FrozenSha256);
        var waiting = (await host.As(host.Instructor).ListAdhesionsAsync(new() { Delegations = true }, Read())).Adhesions.ShouldHaveSingleItem();
        waiting.WaitsFor.ShouldBe(AdhesionSummary.Types.Party.Instructor);
        var file = await host.As(host.Instructor).GetAdhesionAsync(new() { AdhesionId = waiting.AdhesionId }, Read());
        (await AttachmentSpec.BytesAsync(host.As(host.Instructor), new() { AttachmentId = file.ProposedDelegation.Decree.AttachmentId })).ShouldBe(decree);
        DecideDelegationRequest decision = new() { AdhesionId = file.AdhesionId, Version = file.Version, Confirm = true };
        await host.As(host.Signatory).DecideDelegationAsync(decision, Write()).ShouldBeRefusedAsync("FORBIDDEN", 403);
        file = await host.As(host.Instructor).DecideDelegationAsync(decision, Write());
        await host.As(host.Instructor).DecideDelegationAsync(decision, Write()).ShouldBeRefusedAsync("STALE", 409);

        file.Deeds.ShouldHaveSingleItem().Number.ShouldNotBe(before.Deeds[0].Number);
        (file.Delegation.Delegate.FamilyName, file.Delegation.ConfirmedBy, file.ProposedDelegation).ShouldBe(("Durand", $"{host.Instructor}", null));
        (await host.As(host.Instructor).ListAdhesionsAsync(new() { Delegations = true }, Read())).Adhesions.ShouldBeEmpty();
        foreach (var party in new[] { road.Referent, road.Representative }) (await host.MailsAsync(party))[^1].Subject.ShouldStartWith("Délégation de signature acceptée");
        var gone = (await Should.ThrowAsync<RpcException>(async () => await host.Anybody.OpenLinkAsync(new() { Link = mayors }, Read()))).ToRefused()!.Refusal;
        (gone.Code, gone.Status, gone.Missing).ShouldBe(("LINK_DELEGATED", 410, "Par votre délégation signe Anne Durand, Première adjointe."));
        await host.Anybody.RenewLinkAsync(new() { Link = mayors }, Write());
        (await host.MailsAsync(road.Representative)).Count(m => m.Text.Contains("/lien/", StringComparison.Ordinal)).ShouldBe(1, "his link is not renewed while another signs");

        var hers = await host.LinkAsync(Delegate);
        (await host.Anybody.OpenLinkAsync(new() { Link = hers }, Read())).Purpose.ShouldBe(Purpose.Delegate);
        await host.Anybody.NameDelegateAsync(new() { Link = hers }, Write()).ShouldBeRefusedAsync("LINK_GONE", 410);
        await host.Anybody.DeclineToSignAsync(new() { Link = hers, Message = "Non." }, Write()).ShouldBeRefusedAsync("LINK_GONE", 410);
        await road.ValidateAsync(hers);
        await host.SealAsync();
        file = await road.SeenByInstructorAsync();
        file = await host.As(host.Instructor).BeginExaminationAsync(new() { AdhesionId = file.AdhesionId, Version = file.Version }, Write());
        file = await host.As(host.Instructor).AcceptAdhesionAsync(new() { AdhesionId = file.AdhesionId, Version = file.Version, Families = { "pleiades" } }, Write());
        await host.AsSigning(host.Signatory).CountersignDeedAsync(Road.Countersign(file.Deeds[0]), Write());
        await host.SealAsync();

        file = await road.SeenByInstructorAsync();
        file.State.ShouldBe(State.Active);
        var deed = await host.ReadAsync((db, ct) => db.Deeds.SingleAsync(d => d.Number == file.Deeds[0].Number, ct));
        deed.Content.Member.Delegation.ShouldNotBeNull().ShouldSatisfyAllConditions(
            d => d.Basis(deed.Content.Member).ShouldBe("par délégation de Joëlle Laborde, Maire, arrêté n° 2026-014 du 28\u00a0mars 2026"), d => d.DecreeSha256.ShouldBe(file.Delegation.Decree.Sha256), d => d.ExaminedBy.ShouldBe($"{host.Instructor}"));
        (await host.ActsAsync()).Single(a => a.Verb == "deed.signed-by-member").Facts["decree"].ShouldBe(file.Delegation.Decree.Sha256);
        (await host.As(host.Instructor).GetEntityAsync(new() { EntityId = file.OrganisationId }, Read())).Acceptances.ShouldAllBe(t => t.AcceptedBy == "Anne Durand, Première adjointe, par délégation de Joëlle Laborde, Maire");
        foreach (var party in new[] { road.Referent, road.Representative, Delegate }) (await host.MailsAsync(party)).Count(m => m.Subject.StartsWith("En vigueur", StringComparison.Ordinal)).ShouldBe(1);

        // What follows the signature is the représentant légal's again.
        await host.Anybody.GiveNoticeAsync(new() { Link = hers, Message = "Adieu." }, Write()).ShouldBeRefusedAsync("LINK_GONE", 410);
        await host.Anybody.RenewLinkAsync(new() { Link = mayors }, Write());
        (await host.Anybody.OpenLinkAsync(new() { Link = await host.LinkAsync(road.Representative) }, Read())).Purpose.ShouldBe(Purpose.Representative);
    }

    [Theory, Stores]
    public async Task A_delegation_that_DINAMIS_does_not_accept_leaves_the_signature_where_it_was_and_both_read_why(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        var frozen = (await road.FreezeAsync()).Adhesion.FrozenSha256;
        await NameAsync(host, await host.LinkAsync(road.Representative));
        var file = await road.SeenByInstructorAsync();
        DecideDelegationRequest decision = new() { AdhesionId = file.AdhesionId, Version = file.Version };
        await host.As(host.Instructor).DecideDelegationAsync(decision, Write()).ShouldBeRefusedAsync("INVALID", 400);
        decision.Reason = "L’arrêté ne porte pas sur cet acte.";

        file = await host.As(host.Instructor).DecideDelegationAsync(decision, Write());

        (file.FrozenSha256, file.Delegation, file.ProposedDelegation).ShouldBe((frozen, null, null));
        file.Exchanges[^1].ShouldSatisfyAllConditions(e => e.Kind.ShouldBe(Exchange.Types.Kind.Delegation), e => e.Attachments.ShouldHaveSingleItem().MediaType.ShouldBe("application/pdf"));
        foreach (var party in new[] { road.Referent, road.Representative }) (await host.MailsAsync(party))[^1].Text.ShouldContain("L’arrêté ne porte pas sur cet acte.");
        await road.ValidateAsync();
        await host.SealAsync();
        (await road.SeenByInstructorAsync()).State.ShouldBe(State.Submitted);
        (await host.MailsAsync(Delegate)).ShouldBeEmpty();
    }

    [Theory, Stores]
    public async Task Whoever_was_named_gives_the_signature_back_and_the_représentant_légal_signs_an_acte_that_names_nobody_else(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        await road.FreezeAsync();
        await NameAsync(host, await host.LinkAsync(road.Representative));
        var file = await road.SeenByInstructorAsync();
        await host.As(host.Instructor).DecideDelegationAsync(new() { AdhesionId = file.AdhesionId, Version = file.Version, Confirm = true }, Write());
        var hers = await host.LinkAsync(Delegate);

        await host.Anybody.ReturnSignatureAsync(new() { Link = hers, Message = "Au maire de signer." }, Write());

        await host.Anybody.OpenLinkAsync(new() { Link = hers }, Read()).ShouldBeRefusedAsync("LINK_GONE", 410);
        foreach (var party in new[] { road.Referent, road.Representative }) (await host.MailsAsync(party))[^1].Text.ShouldContain("Au maire de signer.");
        await road.ValidateAsync();
        await host.SealAsync();
        file = await road.SeenByInstructorAsync();
        (file.State, file.Delegation).ShouldBe((State.Submitted, null));
        (await host.ReadAsync((db, ct) => db.Deeds.SingleAsync(d => d.Number == file.Deeds[0].Number, ct))).Content.Member.Delegation.ShouldBeNull();
    }

    [Theory, Stores]
    public async Task A_delegation_rests_on_a_PDF_of_a_decree_that_exists_and_each_fault_stands_beside_its_field(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        await road.FreezeAsync();
        var link = await host.LinkAsync(road.Representative);
        var picture = await AttachmentSpec.SentAsync(host, "arrêté.png", [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 1], link);

        NameDelegateRequest request = new()
        {
            Link = link,
            Delegate = new() { GivenName = "Joëlle", FamilyName = "LABORDE", Function = "Maire", Address = "joelle" },
            DecreeDate = $"{host.Clock.GetUtcNow().AddDays(2):yyyy-MM-dd}",
            AttachmentIds = { picture },
        };
        // Another than the decree, and one that the service has refused when it was sent.
        foreach (var file in new[] { picture, $"{Guid.Empty}" })
        {
            request.AttachmentIds[0] = file;
            var refused = (await Should.ThrowAsync<RpcException>(async () => await host.Anybody.NameDelegateAsync(request, Write()))).ToRefused()!;
            refused.Fields.Select(f => f.Field).ShouldBe(["delegate.address", "delegate.family_name", "decree_number", "decree_date", "attachment_ids"]);
        }
        (await road.SeenByInstructorAsync()).ProposedDelegation.ShouldBeNull();
    }

    static async Task NameAsync(MembershipHost host, string link) => await host.Anybody.NameDelegateAsync(new()
    {
        Link = link,
        Delegate = new() { GivenName = "Anne", FamilyName = "Durand", Function = "Première adjointe", Address = " Adjointe@214701575.example" },
        DecreeNumber = "2026-014",
        DecreeDate = "2026-03-28",
        AttachmentIds = { await AttachmentSpec.SentAsync(host, "arrêté.pdf", decree, link) },
    }, Write());
}
