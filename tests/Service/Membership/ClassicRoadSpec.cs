using Dinamis.ServiceTests.Harness;
using Dinamis.Wire;
using Microsoft.EntityFrameworkCore;
using static Dinamis.ServiceTests.Membership.Asking;
using State = Dinamis.Wire.Adhesion.Types.State;

namespace Dinamis.ServiceTests.Membership;

public sealed class ClassicRoadSpec
{
    [Theory, Stores]
    public async Task A_body_joins_alone_from_its_siren_to_an_act_in_force(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);

        var file = await road.ActivateAsync();

        file.State.ShouldBe(State.Active);
        file.Granted.ShouldBe(["pleiades"]);
        var deed = file.Deeds.ShouldHaveSingleItem();
        deed.Status.ShouldBe(Deed.Types.Status.InForce);
        deed.Number.ShouldBe($"DIN-{host.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(1)).Year}-000001");
        deed.DecidedLicences.Select(l => l.Family).ShouldBe(["charter", "pleiades"]);
        // No authority is to be had here: that hides no fact.
        (await host.Anybody.GetDeedAsync(new() { Number = deed.Number }, Read())).ShouldSatisfyAllConditions(d => d.OrganisationName.ShouldBe($"Commune {road.Siren}"), d => d.Verification.ShouldBeNull());
        (await host.Anybody.FindMemberAsync(new() { Siren = road.Siren }, Read())).OrganisationId.ShouldBe(file.OrganisationId);
        foreach (var party in new[] { road.Referent, road.Representative })
            (await host.MailsAsync(party))[^1].AttachmentName.ShouldBe($"{deed.Number}.pdf");
    }

    [Theory, Stores]
    public async Task Its_standing_is_published_with_what_was_granted(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var file = await new Road(host).ActivateAsync();

        var row = await host.ReadAsync((db, ct) => db.Set<Rights.StandingRow>().SingleAsync(r => r.Key == file.OrganisationId, ct));
        var standing = Standing.Parser.ParseFrom(row.Payload);

        standing.ActInForce.ShouldBeTrue();
        standing.Licences.Select(l => (l.Family, l.Version)).ShouldBe([("charter", 1), ("pleiades", 1)]);
    }

    [Theory, Stores]
    public async Task The_journal_learns_every_step_with_who_did_it(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        await new Road(host).ActivateAsync();

        var acts = await host.ActsAsync();

        acts.Where(a => a.ObjectType == "adhesion").Select(a => a.Verb).ShouldBe(
        [
            "adhesion.started", "adhesion.address-proven", "adhesion.saved", "adhesion.saved", "adhesion.saved", "adhesion.frozen",
            "adhesion.code-mailed", "adhesion.code-proven", "adhesion.deed-validated", "adhesion.texts-validated", "adhesion.submitted", "adhesion.examination-begun", "adhesion.accepted", "adhesion.active",
        ]);
        acts.Single(a => a.Verb == "adhesion.accepted").ActorId.ShouldBe($"{host.Instructor}");
        acts.Single(a => a.Verb == "deed.countersigned").ActorId.ShouldBe($"{host.Signatory}");
        var links = await host.ReadAsync((db, ct) => db.Links.Select(l => l.Id).ToListAsync(ct));
        links.Select(l => $"{l}").ShouldContain(acts.Single(a => a.Verb == "adhesion.texts-validated").ActorId);
        acts.ShouldAllBe(a => a.Facts.Values.All(v => !v.Contains('@')));
    }

    [Theory, Stores]
    public async Task A_correction_voids_what_was_frozen_and_the_next_acte_has_a_new_number(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        var frozen = await road.FreezeAsync();
        var link = await host.LinkAsync(road.Representative);

        var back = await host.Anybody.AskCorrectionAsync(new() { Link = link, Message = "La rue est fausse." }, Write());

        back.Adhesion.State.ShouldBe(State.Draft);
        await host.Anybody.OpenLinkAsync(new() { Link = link }, Read()).ShouldBeRefusedAsync("LINK_GONE", 410);
        var again = await host.Anybody.SubmitDraftAsync(new() { Link = await host.LinkAsync(road.Referent), Version = back.Adhesion.Version }, Write());
        again.Adhesion.Deeds[0].Number.ShouldNotBe(frozen.Adhesion.Deeds[0].Number);
        await host.Anybody.OpenLinkAsync(new() { Link = link }, Read()).ShouldBeRefusedAsync("LINK_GONE", 410);
    }

    [Theory, Stores]
    public async Task The_frozen_file_is_read_by_its_parties_alone(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        var number = (await road.FreezeAsync()).Adhesion.Deeds[0].Number;

        var bytes = 0;
        using var call = host.Anybody.ReadDeed(new() { Number = number, Link = await host.LinkAsync(road.Representative) }, Read());
        while (await call.ResponseStream.MoveNext(MembershipHost.Stop)) bytes += call.ResponseStream.Current.Data.Length;

        bytes.ShouldBeGreaterThan(1000);
        await host.Anybody.GetDeedAsync(new() { Number = number }, Read()).ShouldBeRefusedAsync("NOT_FOUND", 404);
        using var stranger = host.Anybody.ReadDeed(new() { Number = number }, Read());
        await Should.ThrowAsync<Grpc.Core.RpcException>(() => stranger.ResponseStream.MoveNext(MembershipHost.Stop));
    }

    [Theory, Stores]
    public async Task Two_files_frozen_at_once_get_numbers_without_gap_or_twin(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        Road[] roads = [.. new[] { "213300635", "200053759", "217500016", "214701575" }.Select(siren => new Road(host, siren))];
        List<(string Link, long Version)> drafts = [];
        foreach (var road in roads) drafts.Add(((await road.FillAsync()).Adhesion.Version is var version ? await host.LinkAsync(road.Referent) : "", version));

        var views = await Task.WhenAll(drafts.Select(d => host.Anybody.SubmitDraftAsync(new() { Link = d.Link, Version = d.Version }, Write()).ResponseAsync));

        views.Select(v => v.Adhesion.Deeds[0].Number[^6..]).Order().ShouldBe(["000001", "000002", "000003", "000004"]);
    }
}
