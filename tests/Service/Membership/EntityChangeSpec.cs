using Dinamis.ServiceTests.Harness;
using Dinamis.Wire;
using static Dinamis.ServiceTests.Membership.Asking;

namespace Dinamis.ServiceTests.Membership;

/// <summary>Another name or address of a member whose SIREN stays.</summary>
public sealed class EntityChangeSpec
{
    [Theory, Stores]
    public async Task Another_name_and_address_told_by_the_referent_count_once_DINAMIS_has_confirmed_and_the_acte_stays_as_it_was_signed(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        var file = await road.ActivateAsync();
        var (referent, acte) = (await host.ReferentAsync(file), file.Deeds[0]);

        await referent.ProposeEntityChangeAsync(Proposal(file), Write());
        (await host.MailsAsync(road.Representative))[^1].Text.ShouldContain("Délibération du 3 mai.");
        file = await road.SeenByInstructorAsync();
        file.Entity.Name.ShouldBe(road.Name, "nothing changes by a proposal");
        DecideEntityChangeRequest decision = new() { AdhesionId = file.AdhesionId, Version = file.Version, Confirm = true };
        file = await host.As(host.Instructor).DecideEntityChangeAsync(decision, Write());
        await host.As(host.Instructor).DecideEntityChangeAsync(decision, Write()).ShouldBeRefusedAsync("STALE", 409);

        (file.Entity.Name, file.Entity.Street, file.Entity.Siren, file.Entity.Category).ShouldBe(("Commune nouvelle", "2 rue Haute", road.Siren, "commune"));
        file.Exchanges[^1].ShouldSatisfyAllConditions(e => e.Kind.ShouldBe(Exchange.Types.Kind.Change), e => e.Message.ShouldContain(road.Name), e => e.Message.ShouldContain("Commune nouvelle"));
        (await host.Anybody.FindMemberAsync(new() { Siren = road.Siren }, Read())).Name.ShouldBe("Commune nouvelle");
        (await host.As(host.Instructor).ListAdhesionsAsync(new() { Text = "commune nouvelle" }, Read())).Adhesions.ShouldHaveSingleItem();
        (await host.Anybody.GetDeedAsync(new() { Number = acte.Number }, Read())).ShouldSatisfyAllConditions(d => d.OrganisationName.ShouldBe(road.Name), d => d.Sha256.ShouldBe(acte.Sha256));
        foreach (var party in new[] { road.Referent, road.Representative }) (await host.MailsAsync(party))[^1].Subject.ShouldStartWith("Changement enregistré");
        (await host.ActsAsync()).Single(a => a.Verb == "adhesion.changed").Facts["name"].ShouldBe("other");
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

    static ProposeEntityChangeRequest Proposal(AdhesionView file) => new()
    {
        EntityId = file.OrganisationId,
        Entity = new(file.Entity) { Name = "Commune nouvelle", Street = "2 rue Haute", Siren = "213300635", Category = "epci" },
        Message = "Délibération du 3 mai.",
    };
}
