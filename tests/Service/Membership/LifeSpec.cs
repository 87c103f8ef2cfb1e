using Dinamis.Membership.Adhesions;
using Dinamis.ServiceDefaults;
using Dinamis.ServiceTests.Harness;
using Dinamis.Wire;
using Microsoft.EntityFrameworkCore;
using static Dinamis.ServiceTests.Membership.Asking;
using State = Dinamis.Wire.Adhesion.Types.State;
using Status = Dinamis.Wire.Deed.Types.Status;

namespace Dinamis.ServiceTests.Membership;

public sealed class LifeSpec
{
    [Theory, Stores]
    public async Task A_suspension_closes_the_rights_in_the_same_instant_and_its_lifting_opens_them_as_they_were(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        var file = await road.ActivateAsync();
        var number = file.Deeds[0].Number;

        file = await host.As(host.Instructor).SuspendAdhesionAsync(Reasoned(file, "Images revendues."), Write());

        (await StandingAsync(host, file)).ActInForce.ShouldBeFalse();
        (await host.Anybody.GetDeedAsync(new() { Number = number }, Read())).Status.ShouldBe(Status.Suspended);
        await host.Anybody.FindMemberAsync(new() { Siren = road.Siren }, Read()).ShouldBeRefusedAsync("NOT_FOUND", 404);
        foreach (var party in new[] { road.Referent, road.Representative }) (await host.MailsAsync(party))[^1].Text.ShouldContain("Images revendues.");

        file = await host.As(host.Instructor).ResumeAdhesionAsync(Reasoned(file, "Régularisé."), Write());

        var standing = await StandingAsync(host, file);
        standing.ActInForce.ShouldBeTrue();
        standing.Licences.Select(l => l.Family).ShouldBe(["charter", "pleiades"]);
        (await host.Anybody.GetDeedAsync(new() { Number = number }, Read())).Status.ShouldBe(Status.InForce);
    }

    [Theory, Stores]
    public async Task A_suspended_body_gets_no_other_acte_alone_or_by_a_relay(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await RelayRoadSpec.Relay.CreateAsync(host, "PIGMA", "183300029", "47");
        var road = new Road(host);
        var file = await road.ActivateAsync();
        await host.As(host.Instructor).SuspendAdhesionAsync(Reasoned(file, "Images revendues."), Write());

        await host.Anybody.StartAdhesionAsync(road.Start("autre@ailleurs.example"), Write());

        (await host.MailsAsync("autre@ailleurs.example")).ShouldBeEmpty();
        (await host.MailsAsync(road.Referent))[^1].Subject.ShouldContain("Une adhésion a été tentée");
        (await Should.ThrowAsync<Grpc.Core.RpcException>(() => relay.JoinAsync(road, partner: true))).ToRefused()!.Refusal.Code.ShouldBe("BODY_NOT_MEMBER");
    }

    [Theory, Stores]
    public async Task The_referent_proposes_to_leave_his_representative_decides_and_time_ends_the_acte(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        var file = await road.ActivateAsync();
        var (referent, body) = (Guid.CreateVersion7(), Guid.Parse(file.OrganisationId));
        await host.LearnAsync(MembershipHost.Person(referent, body, Organisation.Types.Kind.Entity, Role.Types.Name.Referent));

        await host.As(referent, body).AskTerminationAsync(new() { EntityId = file.OrganisationId, Reason = "Nous fusionnons." }, Write());
        (await road.SeenByInstructorAsync()).EndsAt.ShouldBeNull("nothing ends by a proposal");
        (await host.MailsAsync(road.Representative))[^1].Text.ShouldContain("Nous fusionnons.");
        var link = await host.LinkAsync(road.Representative);
        await host.Anybody.GiveNoticeAsync(new() { Link = link, Message = "Fusion au 1er janvier." }, Write());

        await host.Anybody.GiveNoticeAsync(new() { Link = link }, Write()).ShouldBeRefusedAsync("ADHESION_NOTICE_GIVEN", 409);
        await host.PassAsync(TimeSpan.FromDays(58));
        (await road.SeenByInstructorAsync()).State.ShouldBe(State.Active);
        await host.PassAsync(TimeSpan.FromDays(5));

        file = await road.SeenByInstructorAsync();
        file.State.ShouldBe(State.Terminated);
        (await StandingAsync(host, file)).ShouldSatisfyAllConditions(s => s.ActInForce.ShouldBeFalse(), s => s.Licences.ShouldBeEmpty());
        (await host.Anybody.GetDeedAsync(new() { Number = file.Deeds[0].Number }, Read())).ShouldSatisfyAllConditions(d => d.Status.ShouldBe(Status.Terminated), d => d.EndedAt.ShouldNotBeNull());
        (await host.MailsAsync(road.Referent))[^1].Subject.ShouldStartWith("Adhésion résiliée");
        (await new Road(host).StartAsync()).Adhesion.State.ShouldBe(State.Draft, "it may join again");
    }

    [Theory, Stores]
    public async Task DINAMIS_ends_an_acte_with_notice_or_at_once_when_a_month_of_suspension_mended_nothing(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var (noticed, mended) = (new Road(host), new Road(host, "213300635"));
        var first = await noticed.ActivateAsync();
        var second = await mended.ActivateAsync();

        first = await host.As(host.Instructor).TerminateAdhesionAsync(Reasoned(first, "Fin du programme."), Write());
        second = await host.As(host.Instructor).SuspendAdhesionAsync(Reasoned(second, "Images revendues."), Write());
        (first.State, first.EndsAt is not null).ShouldBe((State.Active, true));
        second.Terminable.ShouldBeFalse();
        await host.PassAsync(TimeSpan.FromDays(32));
        second = await host.As(host.Instructor).TerminateAdhesionAsync(Reasoned(await mended.SeenByInstructorAsync(), "Rien n’est régularisé."), Write());

        second.State.ShouldBe(State.Terminated);
        (await host.MailsAsync(mended.Representative))[^1].Text.ShouldContain("Rien n’est régularisé.");
    }

    [Theory, Stores]
    public async Task A_term_is_announced_renewed_by_the_representative_and_expires_when_nobody_does(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        var file = await road.ActivateAsync();
        var first = file.Until.ToDateTimeOffset();
        first.ShouldBe(host.Clock.GetUtcNow().AddYears(5), TimeSpan.FromMinutes(1));

        await host.PassAsync(first.AddMonths(-3).AddDays(1) - host.Clock.GetUtcNow());
        (await host.MailsAsync(road.Referent))[^1].Subject.ShouldStartWith("Adhésion à renouveler");
        var view = await host.Anybody.RenewAdhesionAsync(new() { Link = await host.LinkAsync(road.Representative) }, Write());

        view.Adhesion.Until.ToDateTimeOffset().ShouldBe(first.AddYears(5));
        view.Adhesion.Renewable.ShouldBeFalse();
        await host.PassAsync(first.AddYears(5).AddDays(-10) - host.Clock.GetUtcNow());
        await host.PassAsync(TimeSpan.FromDays(11));
        file = await road.SeenByInstructorAsync();
        file.State.ShouldBe(State.Expired);
        (await StandingAsync(host, file)).ActInForce.ShouldBeFalse();
        (await host.MailsAsync(road.Representative))[^1].Subject.ShouldStartWith("Adhésion arrivée à son terme");
    }

    [Theory, Stores]
    public async Task A_draft_left_alone_is_announced_then_closed_and_one_never_proven_leaves_no_trace(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var (kept, left, unproven) = (new Road(host), new Road(host, "213300635"), new Road(host, "217500016"));
        await left.FillAsync();
        await host.Anybody.StartAdhesionAsync(unproven.Start(unproven.Referent), Write());
        var view = await kept.FillAsync();

        await host.PassAsync(TimeSpan.FromDays(80));
        foreach (var road in new[] { kept, left }) (await host.MailsAsync(road.Referent))[^1].Subject.ShouldStartWith("Votre dossier sera clos");
        (await host.MailsAsync(unproven.Referent)).Count.ShouldBe(1, "a stranger's address is not written to again");
        view = await host.Anybody.OpenLinkAsync(new() { Link = await host.LinkAsync(kept.Referent) }, Read());
        await host.Anybody.SaveEntityAsync(new() { Link = await host.LinkAsync(kept.Referent), Version = view.Adhesion.Version, Entity = kept.Entity() }, Write());
        await host.PassAsync(TimeSpan.FromDays(15));

        (await kept.SeenByInstructorAsync()).State.ShouldBe(State.Draft);
        (await left.SeenByInstructorAsync()).State.ShouldBe(State.ClosedWithoutAction);
        (await host.MailsAsync(left.Referent))[^1].Subject.ShouldStartWith("Dossier clos sans suite");
        (await host.ReadAsync((db, ct) => db.Adhesions.AnyAsync(a => a.Siren == unproven.Siren, ct))).ShouldBeFalse();
    }

    [Theory, Stores]
    public async Task A_file_whose_complement_never_comes_is_closed_with_its_reason(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        var file = await road.ExamineAsync();
        file = await host.As(host.Instructor).RequestComplementAsync(new() { AdhesionId = file.AdhesionId, Version = file.Version, Message = "La délibération manque." }, Write());

        file = await host.As(host.Instructor).DropAdhesionAsync(Reasoned(file, "Sans réponse depuis deux mois."), Write());

        file.State.ShouldBe(State.ClosedWithoutAction);
        file.Deeds.ShouldBeEmpty();
        foreach (var party in new[] { road.Referent, road.Representative }) (await host.MailsAsync(party))[^1].Text.ShouldContain("Sans réponse depuis deux mois.");
        (await host.ReadAsync((db, ct) => db.DeedFiles.AnyAsync(ct))).ShouldBeTrue("what was signed is kept");
    }

    [Theory, Stores]
    public async Task Another_representative_is_proposed_by_the_referent_told_to_the_present_one_and_confirmed_by_DINAMIS(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        var file = await road.ActivateAsync();
        var former = await host.LinkAsync(road.Representative);
        var (referent, body) = (Guid.CreateVersion7(), Guid.Parse(file.OrganisationId));
        await host.LearnAsync(MembershipHost.Person(referent, body, Organisation.Types.Kind.Entity, Role.Types.Name.Referent));
        Task ProposeAsync(string address) => host.As(referent, body).ProposeRepresentativeAsync(new()
        {
            EntityId = file.OrganisationId,
            Representative = new() { GivenName = "Anne", FamilyName = "Duprat", Function = "Maire", Address = address },
        }, Write()).ResponseAsync;
        DecideRepresentativeRequest Decide(bool confirm, string reason = "") => new() { AdhesionId = file.AdhesionId, Version = file.Version, Confirm = confirm, Reason = reason };

        await ProposeAsync("anne.duprat@marmande.example");
        (await host.MailsAsync(road.Representative))[^1].Text.ShouldContain("Anne Duprat");
        file = await road.SeenByInstructorAsync();
        file.Representative.Address.ShouldBe(road.Representative, "nothing changes by a proposal");
        file = await host.As(host.Instructor).DecideRepresentativeAsync(Decide(confirm: false, "La délibération manque."), Write());
        await host.As(host.Instructor).DecideRepresentativeAsync(Decide(confirm: true), Write()).ShouldBeRefusedAsync("ADHESION_NO_PROPOSAL", 409);

        await ProposeAsync("anne.duprat@marmande.example");
        file = await road.SeenByInstructorAsync();
        file = await host.As(host.Instructor).DecideRepresentativeAsync(Decide(confirm: true), Write());

        file.Representative.FamilyName.ShouldBe("Duprat");
        await host.Anybody.OpenLinkAsync(new() { Link = former }, Read()).ShouldBeRefusedAsync("LINK_GONE", 410);
        (await host.MailsAsync(road.Representative))[^1].Subject.ShouldStartWith("Nouveau représentant légal");
        (await host.Anybody.GiveNoticeAsync(new() { Link = await host.LinkAsync("anne.duprat@marmande.example"), Message = "" }, Write())).Adhesion.EndsAt.ShouldNotBeNull();
    }

    static ReasonedCommand Reasoned(AdhesionView file, string reason) => new() { AdhesionId = file.AdhesionId, Version = file.Version, Reason = reason };

    static async Task<Standing> StandingAsync(MembershipHost host, AdhesionView file) =>
        Standing.Parser.ParseFrom((await host.ReadAsync((db, ct) => db.Set<Rights.StandingRow>().SingleAsync(r => r.Key == file.OrganisationId, ct))).Payload);
}
