using Dinamis.Kernel;
using Dinamis.ServiceTests.Harness;
using Dinamis.Wire;
using static Dinamis.ServiceTests.Membership.Asking;
using State = Dinamis.Wire.Adhesion.Types.State;

namespace Dinamis.ServiceTests.Membership;

public sealed class ExaminationSpec
{
    [Theory, Stores]
    public async Task Only_an_instructor_of_DINAMIS_examines(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var file = await new Road(host).SubmitAsync();
        var command = new AdhesionCommand { AdhesionId = file.AdhesionId, Version = file.Version };
        // An instructor's name in another organisation is worth nothing here.
        var (stranger, elsewhere) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await host.LearnAsync(MembershipHost.Person(stranger, elsewhere, Organisation.Types.Kind.Entity, Role.Types.Name.Instructor, Role.Types.Name.Referent));

        await host.Anybody.BeginExaminationAsync(command, Write()).ResponseAsync.ShouldThrowAsync<Grpc.Core.RpcException>();
        await host.As(host.Signatory).BeginExaminationAsync(command, Write()).ShouldBeRefusedAsync("FORBIDDEN", 403);
        await host.As(stranger, elsewhere).BeginExaminationAsync(command, Write()).ShouldBeRefusedAsync("FORBIDDEN", 403);
        await host.As(stranger, elsewhere).GetAdhesionAsync(new() { AdhesionId = file.AdhesionId }, Read()).ShouldBeRefusedAsync("NOT_FOUND", 404);
        (await host.As(stranger, elsewhere).ListAdhesionsAsync(new(), Read())).Adhesions.ShouldBeEmpty();
    }

    [Theory, Stores]
    public async Task Four_eyes_see_an_act_before_it_is_in_force(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var file = await new Road(host).AcceptAsync();
        var countersign = Road.Countersign(file.Deeds[0]);

        await host.AsSigning(host.Instructor).CountersignDeedAsync(countersign, Write()).ShouldBeRefusedAsync("FOUR_EYES", 403);
        await host.AsSigning(host.Signatory).CountersignDeedAsync(new(countersign) { Sha256 = "00" }, Write()).ShouldBeRefusedAsync("STALE", 409);
        await host.AsSigning(host.Signatory).CountersignDeedAsync(new(countersign) { Version = 1 }, Write()).ShouldBeRefusedAsync("STALE", 409);
        (await host.AsSigning(host.Signatory).CountersignDeedAsync(countersign, Write())).Sealing.ShouldBe(Deed.Types.Sealing.Pending);
    }

    [Theory, Stores]
    public async Task An_instructor_who_saw_another_version_is_stopped(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var file = await new Road(host).ExamineAsync();

        await host.As(host.Instructor).RefuseAdhesionAsync(new() { AdhesionId = file.AdhesionId, Version = file.Version - 1, Reason = "Non." }, Write()).ShouldBeRefusedAsync("STALE", 409);
    }

    [Theory, Stores]
    public async Task A_complement_that_changes_a_fact_brings_a_new_acte_to_sign(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        var file = await road.ExamineAsync();
        var first = await host.LinkAsync(road.Representative);
        var asked = await host.As(host.Instructor).RequestComplementAsync(new() { AdhesionId = file.AdhesionId, Version = file.Version, Message = "Précisez l’adresse.", Field = "entity.street" }, Write());
        var link = await host.LinkAsync(road.Referent);

        var entity = road.Entity();
        entity.Street = "1 place Clemenceau";
        var view = await host.Anybody.SaveEntityAsync(new() { Link = link, Version = asked.Version, Entity = entity }, Write());
        view = await host.Anybody.SubmitDraftAsync(new() { Link = link, Version = view.Adhesion.Version, Message = "Corrigé." }, Write());

        view.Adhesion.State.ShouldBe(State.AwaitingRepresentative);
        view.Adhesion.Deeds[0].Number.ShouldNotBe(file.Deeds[0].Number);
        await host.Anybody.OpenLinkAsync(new() { Link = first }, Read()).ShouldBeRefusedAsync("LINK_GONE", 410);
    }

    [Theory, Stores]
    public async Task A_complement_that_changes_no_fact_goes_straight_back_to_examination(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        var file = await road.ExamineAsync();
        var asked = await host.As(host.Instructor).RequestComplementAsync(new() { AdhesionId = file.AdhesionId, Version = file.Version, Message = "Qui est l’élu référent ?" }, Write());

        var view = await host.Anybody.SubmitDraftAsync(new() { Link = await host.LinkAsync(road.Referent), Version = asked.Version, Message = "Mme Laborde." }, Write());

        view.Adhesion.State.ShouldBe(State.UnderExamination);
        view.Adhesion.Deeds[0].Number.ShouldBe(file.Deeds[0].Number);
        view.Adhesion.Exchanges[^1].Message.ShouldBe("Mme Laborde.");
    }

    [Theory, Stores]
    public async Task A_refusal_tells_its_reason_to_both_and_the_body_may_apply_again(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        var file = await road.ExamineAsync();

        await host.As(host.Instructor).RefuseAdhesionAsync(new() { AdhesionId = file.AdhesionId, Version = file.Version, Reason = "Usage commercial." }, Write());

        foreach (var party in new[] { road.Referent, road.Representative }) (await host.MailsAsync(party))[^1].Text.ShouldContain("Usage commercial.");
        (await new Road(host).StartAsync()).Adhesion.State.ShouldBe(State.Draft);
    }

    [Theory, Stores]
    public async Task Rights_that_are_not_known_to_be_recent_are_not_guessed(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        host.Clock.Advance(TimeSpan.FromMinutes(2));

        await host.As(host.Instructor).ListAdhesionsAsync(new(), Read()).ShouldBeRefusedAsync(Refusals.RightsUnknown.Code, 503);
    }

    [Theory, Stores]
    public async Task A_file_signed_under_one_version_keeps_it_when_another_is_published(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        await road.FreezeAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(1));

        (await host.PublishAsync("pleiades", "# Pléiades\nVersion 2.")).Number.ShouldBe(2);
        var view = await road.ValidateAsync();

        view.Adhesion.Texts.Single(t => t.Family == "pleiades").Number.ShouldBe(1);
        (await host.Anybody.ListTextsAsync(new(), Read())).Texts.Single(t => t.Family == "pleiades").Number.ShouldBe(2);
    }

    [Theory, Stores]
    public async Task A_version_to_come_is_listed_for_who_asks_for_all_of_them_and_each_is_a_file_for_anybody(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        await host.PublishAsync("pleiades", "# Pléiades\nVersion 2.", host.Clock.GetUtcNow().AddDays(30));

        async Task<int[]> NumbersAsync(bool all) => [.. (await host.Anybody.ListTextsAsync(new() { All = all }, Read())).Texts.Where(t => t.Family == "pleiades").Select(t => t.Number)];

        (await NumbersAsync(all: false)).ShouldBe([1]);
        (await NumbersAsync(all: true)).ShouldBe([2, 1]);
        foreach (var number in (int[])[1, 2])
        {
            var file = await host.Anybody.ReadTextAsync(new() { Family = "pleiades", Number = number }, Read());
            (file.ContentType, file.Data.Span.StartsWith("%PDF-"u8)).ShouldBe(("application/pdf", true));
        }
        await host.Anybody.ReadTextAsync(new() { Family = "pleiades", Number = 3 }, Read()).ShouldBeRefusedAsync("NOT_FOUND", 404);
    }

    [Theory, Stores]
    public async Task Texts_are_published_by_the_operator_alone(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);

        await host.As(host.Instructor).PublishTextAsync(new() { Family = "spot-5", Name = "SPOT 5", Text = "Texte." }, Write()).ShouldBeRefusedAsync("FORBIDDEN", 403);
    }
}
