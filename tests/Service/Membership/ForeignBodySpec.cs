using Dinamis.ServiceTests.Harness;
using Dinamis.Wire;
using static Dinamis.ServiceTests.Membership.Asking;
using State = Dinamis.Wire.Adhesion.Types.State;

namespace Dinamis.ServiceTests.Membership;

public sealed class ForeignBodySpec
{
    const string Number = "BE-0203201340";

    [Theory, Stores]
    public async Task A_body_without_SIREN_joins_under_its_country_and_its_number_there(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        (await host.Anybody.LookUpBodyAsync(new() { Siren = "be-0203.201.340", Department = "99" }, Read())).Siren.ShouldBe(Number);
        var road = new Road(host, Number) { Name = "Université de Namur", Department = "99", Change = Abroad };

        var file = await road.SubmitAsync();

        file.State.ShouldBe(State.Submitted);
        (file.Entity.Siren, file.Deeds[0].Siren).ShouldBe((Number, Number));
        // The same body, typed otherwise: its référent is warned, nothing else is opened.
        await host.Anybody.StartAdhesionAsync(new(road.Start("autre@unamur.example")) { Siren = "BE-0203 201 340" }, Write());
        (await host.MailsAsync("autre@unamur.example")).ShouldBeEmpty();
        (await host.MailsAsync(road.Referent))[^1].Subject.ShouldStartWith("Une adhésion a été tentée");
        (await host.As(host.Instructor).GetInstructionAsync(new() { AdhesionId = file.AdhesionId }, Read())).Checklist.Select(c => c.Code).ShouldContain("registre-etranger");
    }

    [Theory, Stores]
    public async Task It_is_a_foreign_body_and_no_other_and_outside_of_every_departement(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host, Number) { Department = "99" };

        await host.Anybody.StartAdhesionAsync(new(road.Start(road.Referent)) { Department = "47" }, Write()).ShouldBeRefusedAsync("INVALID", 400);
        await host.Anybody.StartAdhesionAsync(new(road.Start(road.Referent)) { Siren = "FR-214701575" }, Write()).ShouldBeRefusedAsync("INVALID", 400);
        await host.Anybody.LookUpBodyAsync(new() { Siren = "BE-", Department = "99" }, Read()).ShouldBeRefusedAsync("INVALID", 400);
        var view = await road.StartAsync();
        await host.Anybody.SaveEntityAsync(new() { Link = await host.LinkAsync(road.Referent), Version = view.Adhesion.Version, Entity = road.Entity() }, Write()).ShouldBeRefusedAsync("INVALID", 400);
    }

    static void Abroad(EntityForm entity) =>
        (entity.Category, entity.LegalForm, entity.Street, entity.PostalCode, entity.Town, entity.Department, entity.Country, entity.FrenchPartner) =
        ("organisme-etranger", "Université", "Rue de Bruxelles 61", "5000", "Namur", "99", "Belgique", "CNRS");
}
