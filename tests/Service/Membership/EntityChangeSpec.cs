using Dinamis.ServiceTests.Harness;
using Dinamis.Wire;
using static Dinamis.ServiceTests.Membership.Asking;
using State = Dinamis.Wire.Adhesion.Types.State;

namespace Dinamis.ServiceTests.Membership;

/// <summary>Another name or address of a member whose SIREN stays.</summary>
public sealed class EntityChangeSpec
{
    [Theory, Stores]
    public async Task Another_address_counts_once_DINAMIS_has_confirmed_and_the_document_joined_to_it_is_read_beside(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        var file = await road.ActivateAsync();
        var (person, referent) = await host.ReferentOfAsync(file);
        var deliberation = await AttachmentSpec.SentAsync(host, "délibération.pdf", pdf, token: TestTokens.ForPerson("membership", person, Guid.Parse(file.OrganisationId)));
        var proposal = Proposal(file);
        (proposal.Entity.Name, proposal.Entity.LegalForm) = (file.Entity.Name, file.Entity.LegalForm);
        proposal.AttachmentIds.Add(deliberation);

        await referent.ProposeEntityChangeAsync(proposal, Write());
        (await host.MailsAsync(road.Representative))[^1].Text.ShouldContain("Délibération du 3 mai.");
        file = await road.SeenByInstructorAsync();
        file.Entity.Street.ShouldNotBe("2 rue Haute", "nothing changes by a proposal");
        (await AttachmentSpec.BytesAsync(host.As(host.Instructor), new() { AttachmentId = file.ProposedEntity.Attachments.ShouldHaveSingleItem().AttachmentId })).ShouldBe(pdf);
        DecideEntityChangeRequest decision = new() { AdhesionId = file.AdhesionId, Version = file.Version, Confirm = true };
        file = await host.As(host.Instructor).DecideEntityChangeAsync(decision, Write());
        await host.As(host.Instructor).DecideEntityChangeAsync(decision, Write()).ShouldBeRefusedAsync("STALE", 409);

        (file.Entity.Name, file.Entity.Street, file.Entity.Siren, file.Entity.Category).ShouldBe((road.Name, "2 rue Haute", road.Siren, "commune"));
        file.Exchanges[^1].ShouldSatisfyAllConditions(e => e.Kind.ShouldBe(Exchange.Types.Kind.Change), e => e.Message.ShouldContain("2 rue Haute"), e => e.Attachments.ShouldHaveSingleItem().AttachmentId.ShouldBe(deliberation));
        file.Deeds.ShouldHaveSingleItem();
        foreach (var party in new[] { road.Referent, road.Representative }) (await host.MailsAsync(party))[^1].Subject.ShouldStartWith("Changement enregistré");
    }

    [Theory, Stores]
    public async Task Another_name_is_agreed_by_an_avenant_that_both_sign_and_the_member_keeps_its_acte_and_its_rights_meanwhile(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        var file = await road.ActivateAsync();
        var (referent, acte) = (await host.ReferentAsync(file), file.Deeds[0]);
        await referent.ProposeEntityChangeAsync(Proposal(file), Write());
        file = await road.SeenByInstructorAsync();

        file = await host.As(host.Instructor).DecideEntityChangeAsync(new() { AdhesionId = file.AdhesionId, Version = file.Version, Confirm = true }, Write());

        (file.State, file.Entity.Name, file.ProposedEntity).ShouldBe((State.Active, road.Name, null));
        (await host.MailsAsync(road.Representative))[^1].Subject.ShouldStartWith("À signer : avenant de changement de nom");
        var link = await host.LinkAsync(road.Representative);
        var shown = (await host.Anybody.OpenLinkAsync(new() { Link = link }, Read())).Adhesion;
        (shown.State, shown.WithActe, shown.Amendment.ActeNumber, shown.Amendment.FormerName, shown.Entity.Name).ShouldBe((State.AwaitingRepresentative, false, acte.Number, road.Name, "Commune nouvelle"));
        await host.Anybody.AskCorrectionAsync(new() { Link = link, Message = "Le nom." }, Write()).ShouldBeRefusedAsync("AMENDMENT_NOT_TO_CORRECT", 409);
        (await host.Anybody.FindMemberAsync(new() { Siren = road.Siren }, Read())).Name.ShouldBe(road.Name);
        await road.ValidateAsync(link);
        await host.SealAsync();

        var waiting = (await host.As(host.Signatory).ListDeedsToCountersignAsync(new(), Read())).Deeds.ShouldHaveSingleItem();
        (waiting.Deed.Kind, waiting.Amendment.FormerName).ShouldBe((Deed.Types.Kind.Amendment, road.Name));
        await host.AsSigning(host.Instructor).CountersignDeedAsync(Road.Countersign(waiting.Deed), Write()).ShouldBeRefusedAsync("FOUR_EYES", 403);
        await host.AsSigning(host.Signatory).CountersignDeedAsync(Road.Countersign(waiting.Deed), Write());
        await host.SealAsync();

        file = await host.As(host.Instructor).GetAdhesionAsync(new() { AdhesionId = file.AdhesionId }, Read());
        (file.State, file.Entity.Name, file.Entity.Street, file.Entity.Siren).ShouldBe((State.Active, "Commune nouvelle", "2 rue Haute", road.Siren));
        (await host.Anybody.FindMemberAsync(new() { Siren = road.Siren }, Read())).Name.ShouldBe("Commune nouvelle");
        (await host.Anybody.GetDeedAsync(new() { Number = acte.Number }, Read())).ShouldSatisfyAllConditions(d => d.OrganisationName.ShouldBe(road.Name), d => d.Sha256.ShouldBe(acte.Sha256), d => d.Status.ShouldBe(Deed.Types.Status.InForce));
        (await host.Anybody.GetDeedAsync(new() { Number = waiting.Deed.Number }, Read())).ShouldSatisfyAllConditions(d => d.OrganisationName.ShouldBe("Commune nouvelle"), d => d.Status.ShouldBe(Deed.Types.Status.InForce), d => d.MandateId.ShouldBeEmpty());
        foreach (var party in new[] { road.Referent, road.Representative }) (await host.MailsAsync(party))[^1].Subject.ShouldStartWith("En vigueur : avenant à l’acte d’adhésion");
        (await host.ActsAsync()).Single(a => a.Verb == "adhesion.changed").Facts["name"].ShouldBe("other");
    }

    [Theory, Stores]
    public async Task An_avenant_that_the_représentant_légal_does_not_sign_leaves_the_name_as_it_was_and_the_change_may_be_told_again(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        var file = await road.ActivateAsync();
        var referent = await host.ReferentAsync(file);
        async Task ConfirmAsync()
        {
            await referent.ProposeEntityChangeAsync(Proposal(file), Write());
            var seen = await host.As(host.Instructor).GetAdhesionAsync(new() { AdhesionId = file.AdhesionId }, Read());
            await host.As(host.Instructor).DecideEntityChangeAsync(new() { AdhesionId = file.AdhesionId, Version = seen.Version, Confirm = true }, Write());
        }
        await ConfirmAsync();
        await referent.ProposeEntityChangeAsync(Proposal(file), Write());
        var twice = await host.As(host.Instructor).GetAdhesionAsync(new() { AdhesionId = file.AdhesionId }, Read());
        await host.As(host.Instructor).DecideEntityChangeAsync(new() { AdhesionId = file.AdhesionId, Version = twice.Version, Confirm = true }, Write()).ShouldBeRefusedAsync("BODY_ALREADY_APPLYING", 409);

        await host.Anybody.DeclineToSignAsync(new() { Link = await host.LinkAsync(road.Representative), Message = "Le nom n’est pas celui du décret." }, Write());

        (await host.MailsAsync(road.Referent))[^1].Text.ShouldContain("Le nom n’est pas celui du décret.");
        file = await host.As(host.Instructor).GetAdhesionAsync(new() { AdhesionId = file.AdhesionId }, Read());
        (file.State, file.Entity.Name).ShouldBe((State.Active, road.Name));
        await ConfirmAsync();
        (await host.Anybody.OpenLinkAsync(new() { Link = await host.LinkAsync(road.Representative) }, Read())).Adhesion.State.ShouldBe(State.AwaitingRepresentative);
    }

    [Theory, Stores]
    public async Task An_avenant_that_nobody_signs_is_closed_by_DINAMIS_its_link_is_dead_and_the_change_may_be_told_again(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        var file = await road.ActivateAsync();
        var referent = await host.ReferentAsync(file);
        async Task<AdhesionView> ConfirmedAsync()
        {
            await referent.ProposeEntityChangeAsync(Proposal(file), Write());
            var seen = await host.As(host.Instructor).GetAdhesionAsync(new() { AdhesionId = file.AdhesionId }, Read());
            await host.As(host.Instructor).DecideEntityChangeAsync(new() { AdhesionId = file.AdhesionId, Version = seen.Version, Confirm = true }, Write());
            return (await host.Anybody.OpenLinkAsync(new() { Link = await host.LinkAsync(road.Representative) }, Read())).Adhesion;
        }
        var avenant = await ConfirmedAsync();
        var link = await host.LinkAsync(road.Representative);

        var closed = await host.As(host.Instructor).DropAdhesionAsync(new() { AdhesionId = avenant.AdhesionId, Version = avenant.Version, Reason = "Sans réponse depuis deux mois." }, Write());

        closed.State.ShouldBe(State.ClosedWithoutAction);
        foreach (var party in new[] { road.Referent, road.Representative }) (await host.MailsAsync(party))[^1].Text.ShouldContain("L’adhésion continue sous le nom qu’elle avait");
        await host.Anybody.OpenLinkAsync(new() { Link = link }, Read()).ShouldBeRefusedAsync("LINK_GONE", 410);
        (await host.As(host.Instructor).GetAdhesionAsync(new() { AdhesionId = file.AdhesionId }, Read())).State.ShouldBe(State.Active);
        (await ConfirmedAsync()).State.ShouldBe(State.AwaitingRepresentative);
    }

    [Theory, Stores]
    public async Task The_référent_sees_what_he_told_and_takes_it_back_before_DINAMIS_decides(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        var file = await road.ActivateAsync();
        var referent = await host.ReferentAsync(file);
        await referent.ProposeEntityChangeAsync(Proposal(file), Write());
        (await referent.GetEntityAsync(new() { EntityId = file.OrganisationId }, Read())).ProposedEntity.Entity.Name.ShouldBe("Commune nouvelle");

        await referent.WithdrawEntityChangeAsync(new() { EntityId = file.OrganisationId }, Write());

        (await referent.GetEntityAsync(new() { EntityId = file.OrganisationId }, Read())).ProposedEntity.ShouldBeNull();
        (await host.MailsAsync(road.Representative))[^1].Subject.ShouldStartWith("Changement de nom ou d’adresse retiré");
        var seen = await road.SeenByInstructorAsync();
        await host.As(host.Instructor).DecideEntityChangeAsync(new() { AdhesionId = file.AdhesionId, Version = seen.Version, Confirm = true }, Write()).ShouldBeRefusedAsync("ADHESION_NO_CHANGE_PROPOSED", 409);
        await referent.WithdrawEntityChangeAsync(new() { EntityId = file.OrganisationId }, Write()).ShouldBeRefusedAsync("ADHESION_NO_CHANGE_PROPOSED", 409);
    }

    [Theory, Stores]
    public async Task What_DINAMIS_does_not_confirm_changes_nothing_and_both_read_why(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        var file = await road.ActivateAsync();
        var referent = await host.ReferentAsync(file);
        var same = Proposal(file);
        same.Entity = new(file.Entity);
        await referent.ProposeEntityChangeAsync(same, Write()).ShouldBeRefusedAsync("INVALID", 400);
        await referent.ProposeEntityChangeAsync(Proposal(file), Write());
        file = await road.SeenByInstructorAsync();

        file = await host.As(host.Instructor).DecideEntityChangeAsync(new() { AdhesionId = file.AdhesionId, Version = file.Version, Reason = "Le décret manque." }, Write());

        (file.Entity.Name, file.ProposedEntity).ShouldBe((road.Name, null));
        foreach (var party in new[] { road.Referent, road.Representative }) (await host.MailsAsync(party))[^1].Text.ShouldContain("Le décret manque.");
        await host.As(host.Instructor).DecideEntityChangeAsync(new() { AdhesionId = file.AdhesionId, Version = file.Version, Confirm = true }, Write()).ShouldBeRefusedAsync("ADHESION_NO_CHANGE_PROPOSED", 409);
    }

    static readonly byte[] pdf = [.. "%PDF-1.7\ndélibération"u8];

    static ProposeEntityChangeRequest Proposal(AdhesionView file) => new()
    {
        EntityId = file.OrganisationId,
        Entity = new(file.Entity) { Name = "Commune nouvelle", Street = "2 rue Haute", Siren = "213300635", Category = "epci" },
        Message = "Délibération du 3 mai.",
    };
}
