using Dinamis.Kernel;
using Dinamis.ServiceTests.Harness;
using Dinamis.Wire;
using Microsoft.EntityFrameworkCore;
using static Dinamis.ServiceTests.Membership.Asking;
using Name = Dinamis.Wire.Role.Types.Name;
using State = Dinamis.Wire.Adhesion.Types.State;
using Waited = Dinamis.Wire.AdhesionSummary.Types.Party;

namespace Dinamis.ServiceTests.Membership;

public sealed class InstructionSpec
{
    [Theory, Stores]
    public async Task What_DINAMIS_notes_is_seen_by_nobody_else_and_makes_no_form_of_the_referent_stale(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        var file = await road.ExamineAsync();
        file = await host.As(host.Instructor).RequestComplementAsync(new() { AdhesionId = file.AdhesionId, Version = file.Version, Message = "Précisez.", Field = "entity.street" }, Write());
        var (referent, body) = (Guid.CreateVersion7(), Guid.Parse(file.OrganisationId));
        await host.LearnAsync(MembershipHost.Person(referent, body, Organisation.Types.Kind.Entity, Name.Referent));

        var work = await host.As(host.Signatory).NoteAdhesionAsync(new() { AdhesionId = file.AdhesionId, Text = "Vu avec le directeur : prudence." }, Write());

        work.Notes.ShouldHaveSingleItem().By.ShouldBe($"{host.Signatory}");
        await host.As(referent, body).GetInstructionAsync(new() { AdhesionId = file.AdhesionId }, Read()).ShouldBeRefusedAsync("FORBIDDEN", 403);
        (await host.As(referent, body).GetAdhesionAsync(new() { AdhesionId = file.AdhesionId }, Read())).ToString().ShouldNotContain("prudence");
        var link = await host.LinkAsync(road.Referent);
        (await host.Anybody.OpenLinkAsync(new() { Link = link }, Read())).ToString().ShouldNotContain("prudence");
        await host.Anybody.SaveEntityAsync(new() { Link = link, Version = file.Version, Entity = road.Entity() }, Write());
        (await host.ActsAsync()).ShouldAllBe(a => a.Facts.Values.All(v => !v.Contains("prudence")));
    }

    [Theory, Stores]
    public async Task Two_instructors_who_take_a_file_at_once_do_not_both_have_it_and_the_queue_tells_whose_it_is(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var (file, other) = (await new Road(host).SubmitAsync(), await new Road(host, "213300635").SubmitAsync());
        var colleague = Guid.CreateVersion7();
        await host.LearnAsync(MembershipHost.Person(colleague, WellKnown.Dinamis, Organisation.Types.Kind.Dinamis, Name.Instructor));
        AssignAdhesionRequest To(Guid person) => new() { AdhesionId = file.AdhesionId, PersonId = $"{person}" };

        var taken = await Task.WhenAll(new[] { host.Instructor, colleague }.Select(async who =>
        {
            try
            {
                return (await host.As(who).AssignAdhesionAsync(To(who), Write())).AssignedTo;
            }
            catch (Grpc.Core.RpcException)
            {
                return "";
            }
        }));

        var owner = taken.Where(t => t.Length > 0).ShouldHaveSingleItem();
        await host.As(host.Instructor).AssignAdhesionAsync(new() { AdhesionId = file.AdhesionId, Version = 1, PersonId = $"{host.Signatory}" }, Write()).ShouldBeRefusedAsync("INVALID", 400);
        async Task<string[]> InHandAsync(string who) => [.. (await host.As(host.Instructor).ListAdhesionsAsync(new() { AssignedTo = who }, Read())).Adhesions.Select(a => a.AdhesionId)];
        (await InHandAsync(owner)).ShouldBe([file.AdhesionId]);
        (await InHandAsync("nobody")).ShouldBe([other.AdhesionId]);
    }

    [Theory, Stores]
    public async Task The_queue_says_who_is_waited_for_and_the_file_shows_its_neighbours_and_its_twins(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        await new Road(host, "200053759").FreezeAsync();
        var older = await new Road(host, "213300635").SubmitAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(5));
        var file = await new Road(host) { Name = "Commune 213300635" }.SubmitAsync();

        var queue = (await host.As(host.Instructor).ListAdhesionsAsync(new() { OldestFirst = true, States = { State.Submitted, State.AwaitingRepresentative } }, Read())).Adhesions;
        var work = await host.As(host.Instructor).GetInstructionAsync(new() { AdhesionId = file.AdhesionId }, Read());

        queue.Single(a => a.Siren == "200053759").ShouldSatisfyAllConditions(a => a.WaitsFor.ShouldBe(Waited.Representative), a => a.SubmittedAt.ShouldBeNull());
        queue.Where(a => a.State == State.Submitted).Select(a => (a.AdhesionId, a.WaitsFor)).ShouldBe([(older.AdhesionId, Waited.Instructor), (file.AdhesionId, Waited.Instructor)]);
        (work.PreviousId, work.NextId).ShouldBe(("", older.AdhesionId));
        work.Duplicates.ShouldHaveSingleItem().ShouldSatisfyAllConditions(d => d.AdhesionId.ShouldBe(older.AdhesionId), d => d.SameSiren.ShouldBeFalse());
    }

    [Theory, Stores]
    public async Task The_neighbours_of_a_file_are_those_of_the_list_in_which_one_works_even_after_a_decision(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        List<AdhesionView> files = [];
        foreach (var siren in new[] { "214701575", "213300635", "200053759" })
        {
            files.Add(await new Road(host, siren).SubmitAsync());
            host.Clock.Advance(TimeSpan.FromSeconds(5));
        }
        await host.LearnAsync();
        ListAdhesionsRequest list = new() { OldestFirst = true, States = { State.Submitted, State.UnderExamination } };
        async Task<(string, string)> AroundAsync(int n) =>
            await host.As(host.Instructor).GetInstructionAsync(new() { AdhesionId = files[n].AdhesionId, Queue = list }, Read()) is { } work ? (work.PreviousId, work.NextId) : default;

        (await AroundAsync(0)).ShouldBe(("", files[1].AdhesionId));
        (await AroundAsync(1)).ShouldBe((files[0].AdhesionId, files[2].AdhesionId));
        // The list holds the second one no more: who has just decided goes on to the third all the same, and from it back to the first.
        var taken = await host.As(host.Instructor).BeginExaminationAsync(new() { AdhesionId = files[1].AdhesionId, Version = files[1].Version }, Write());
        await host.As(host.Instructor).DropAdhesionAsync(new() { AdhesionId = taken.AdhesionId, Version = taken.Version, Reason = "Renonce." }, Write());
        (await AroundAsync(1)).ShouldBe((files[0].AdhesionId, files[2].AdhesionId));
        (await AroundAsync(2)).ShouldBe((files[0].AdhesionId, ""));
        list.Text = "200053759";
        (await AroundAsync(0)).ShouldBe(("", files[2].AdhesionId));
    }

    [Theory, Stores]
    public async Task What_is_to_check_is_that_of_the_category_and_a_tick_keeps_who_made_it(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var file = await new Road(host) { Change = e => e.Category = "association" }.SubmitAsync();
        var colleague = Guid.CreateVersion7();
        await host.LearnAsync(MembershipHost.Person(colleague, WellKnown.Dinamis, Organisation.Types.Kind.Dinamis, Name.Instructor));
        CheckAdhesionRequest Tick(long version, params string[] codes) => new() { AdhesionId = file.AdhesionId, Version = version, Checked = { codes } };

        var work = await host.As(host.Instructor).GetInstructionAsync(new() { AdhesionId = file.AdhesionId }, Read());
        work.Checklist.Select(c => c.Code).ShouldBe(["identite", "representant", "adresses", "usages", "interet-general"]);
        work = await host.As(host.Instructor).CheckAdhesionAsync(Tick(0, "identite", "usages"), Write());
        await host.As(colleague).CheckAdhesionAsync(Tick(work.Version, "donneur-d-ordre"), Write()).ShouldBeRefusedAsync("INVALID", 400);
        await host.As(colleague).CheckAdhesionAsync(Tick(0, "usages"), Write()).ShouldBeRefusedAsync("STALE", 409);
        work = await host.As(colleague).CheckAdhesionAsync(Tick(work.Version, "usages", "interet-general"), Write());

        work.Checklist.Where(c => c.CheckedAt is not null).Select(c => (c.Code, c.CheckedBy)).ShouldBe([("usages", $"{host.Instructor}"), ("interet-general", $"{colleague}")]);
    }

    [Theory, Stores]
    public async Task A_complement_aims_at_a_field_of_the_form_and_at_nothing_else(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        var file = await road.ExamineAsync();
        RequestComplementRequest About(string field) => new() { AdhesionId = file.AdhesionId, Version = file.Version, Message = "Précisez la rue.", Field = field };

        await host.As(host.Instructor).RequestComplementAsync(About("entity.siren"), Write()).ShouldBeRefusedAsync("INVALID", 400);
        await host.As(host.Instructor).RequestComplementAsync(About("entity.street"), Write());

        (await host.Anybody.OpenLinkAsync(new() { Link = await host.LinkAsync(road.Referent) }, Read())).Adhesion.Exchanges[^1].Field.ShouldBe("entity.street");
    }

    [Theory, Stores]
    public async Task Two_decisions_on_one_version_are_one_decision_one_mail_and_a_409_that_finds_the_other(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        var file = await road.ExamineAsync();
        var before = (await host.MailsAsync(road.Referent)).Count;

        await host.As(host.Instructor).AcceptAdhesionAsync(new() { AdhesionId = file.AdhesionId, Version = file.Version, Families = { "pleiades" }, Note = "Éligible." }, Write());
        await host.As(host.Instructor).RefuseAdhesionAsync(new() { AdhesionId = file.AdhesionId, Version = file.Version, Reason = "Non." }, Write()).ShouldBeRefusedAsync("STALE", 409);

        (await host.MailsAsync(road.Referent)).Skip(before).ShouldHaveSingleItem().Subject.ShouldStartWith("Adhésion acceptée");
        var now = await host.As(host.Instructor).GetAdhesionAsync(new() { AdhesionId = file.AdhesionId }, Read());
        (now.State, now.DecisionNote, now.DecidedBy).ShouldBe((State.Accepted, "Éligible.", $"{host.Instructor}"));
    }

    [Theory, Stores]
    public async Task A_draft_is_there_for_its_referent_alone_until_its_address_is_proven(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        await host.Anybody.StartAdhesionAsync(road.Start(road.Referent), Write());
        var id = $"{await host.ReadAsync((db, ct) => db.Adhesions.Select(a => a.Id).SingleAsync(ct))}";
        var (stranger, elsewhere) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await host.LearnAsync(MembershipHost.Person(stranger, elsewhere, Organisation.Types.Kind.Entity, Name.Referent));

        await host.As(host.Instructor).GetAdhesionAsync(new() { AdhesionId = id }, Read()).ShouldBeRefusedAsync("NOT_FOUND", 404);
        await host.As(host.Instructor).GetInstructionAsync(new() { AdhesionId = id }, Read()).ShouldBeRefusedAsync("NOT_FOUND", 404);
        (await host.As(host.Instructor).ListAdhesionsAsync(new(), Read())).Adhesions.ShouldBeEmpty();
        await host.Anybody.ProveAddressAsync(new() { Link = await host.LinkAsync(road.Referent) }, Write());
        (await host.As(host.Instructor).GetAdhesionAsync(new() { AdhesionId = id }, Read())).State.ShouldBe(State.Draft);
        await host.As(stranger, elsewhere).GetAdhesionAsync(new() { AdhesionId = id }, Read()).ShouldBeRefusedAsync("NOT_FOUND", 404);
    }
}
