using Dinamis.ServiceTests.Harness;
using Dinamis.Wire;
using Microsoft.EntityFrameworkCore;
using static Dinamis.ServiceTests.Membership.Asking;
using Client = Dinamis.Wire.Membership.MembershipClient;
using Kind = Dinamis.Wire.Deed.Types.Kind;
using Relay = Dinamis.ServiceTests.Membership.RelayRoadSpec.Relay;
using Stage = Dinamis.Wire.PartnerView.Types.Stage;
using State = Dinamis.Wire.Adhesion.Types.State;
using Status = Dinamis.Wire.Deed.Types.Status;

namespace Dinamis.ServiceTests.Membership;

/// <summary>A member leaves its relay by an avenant, and keeps all that it has with DINAMIS.</summary>
public sealed class RelayDepartureSpec
{
    [Theory, Stores]
    public async Task A_member_that_joined_with_its_relay_leaves_it_once_both_have_signed_keeps_its_acte_and_may_join_again_by_an_avenant_alone(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "PIGMA", "183300029", "47");
        var road = new Road(host);
        var member = await WithActeAsync(host, relay, road);
        var (acte, convention) = (member.Deeds[0], member.Deeds[1]);
        var referent = await host.ReferentAsync(member);

        await referent.AskRelayDepartureAsync(Asked(member, relay), Write());

        var open = await OpenAsync(referent, member);
        open.Deeds.ShouldHaveSingleItem().ShouldSatisfyAllConditions(d => d.Kind.ShouldBe(Kind.Departure), d => d.Status.ShouldBe(Status.Frozen), d => d.MandateId.ShouldBe(relay.MandateId));
        (open.WithActe, open.Departure.Reason).ShouldBe((false, "La communauté nous accompagne."));
        open.Departure.Ended.ShouldHaveSingleItem().ShouldSatisfyAllConditions(e => e.Number.ShouldBe(convention.Number), e => e.Kind.ShouldBe(Kind.Convention));
        (await host.MailsAsync(road.Representative))[^1].ShouldSatisfyAllConditions(m => m.Subject.ShouldStartWith("À signer : avenant de sortie du relais PIGMA"), m => m.Text.ShouldContain("La communauté nous accompagne."));
        (await SubjectsAsync(host, relay)).ShouldContain($"Sortie du relais demandée : {road.Name}");
        var link = await host.LinkAsync(road.Representative);
        await host.Anybody.AskCorrectionAsync(new() { Link = link, Message = "Le motif." }, Write()).ShouldBeRefusedAsync("AMENDMENT_NOT_TO_CORRECT", 409);
        await road.ValidateAsync(link);
        await host.SealAsync();
        (await LineAsync(relay, road)).ShouldSatisfyAllConditions(l => l.AwaitsRelay.ShouldBeTrue(), l => l.Departure.ShouldBeTrue(), l => l.UnderMandate.ShouldBeTrue("nothing changes by one signature"), l => l.Stage.ShouldBe(Stage.Signed));
        await relay.CountersignAsync(await relay.SeesAsync(open));
        await host.SealAsync();

        (await relay.MandatesOverAsync(member)).ShouldBeEmpty();
        var entity = await referent.GetEntityAsync(new() { EntityId = member.OrganisationId }, Read());
        (entity.ActInForce, entity.Relays.Count, entity.DepartureId, entity.AdhesionId).ShouldBe((true, 0, "", member.AdhesionId));
        entity.Deeds.Select(d => (d.Kind, d.Status)).ShouldBe([(Kind.Acte, Status.InForce), (Kind.Convention, Status.Terminated), (Kind.Departure, Status.InForce)]);
        (await host.Anybody.GetDeedAsync(new() { Number = acte.Number }, Read())).Sha256.ShouldBe(acte.Sha256);
        (await host.As(host.Instructor).GetAdhesionAsync(new() { AdhesionId = member.AdhesionId }, Read())).ShouldSatisfyAllConditions(f => f.State.ShouldBe(State.Active), f => f.Relay.ShouldBeNull());
        // The relay keeps what it has signed, and sees the body's own file no more.
        await relay.Calls.GetEntityAsync(new() { EntityId = member.OrganisationId }, Read()).ShouldBeRefusedAsync("NOT_FOUND", 404);
        await relay.Calls.GetAdhesionAsync(new() { AdhesionId = member.AdhesionId }, Read()).ShouldBeRefusedAsync("NOT_FOUND", 404);
        await relay.Calls.ProposeReferentAsync(new() { EntityId = member.OrganisationId, Referent = new() }, Write()).ShouldBeRefusedAsync("NOT_FOUND", 404);
        (await FileAsync(relay, convention.Number)).ShouldBeTrue();
        (await FileAsync(relay, acte.Number)).ShouldBeFalse();
        foreach (var party in new[] { road.Referent, road.Representative })
            (await host.MailsAsync(party)).Where(m => m.Subject.StartsWith("En vigueur : avenant de sortie", StringComparison.Ordinal)).ShouldHaveSingleItem().Text.ShouldContain($"PIGMA n’agit plus au nom de « {road.Name} »");
        (await SubjectsAsync(host, relay)).Count(s => s == $"Sortie du relais signée : {road.Name}").ShouldBe(1);
        (await LineAsync(relay, road)).ShouldSatisfyAllConditions(l => l.Stage.ShouldBe(Stage.Left), l => l.UnderMandate.ShouldBeFalse(), l => l.Member.ShouldBeTrue(), l => l.StateSince.ShouldNotBeNull());
        (await StagesAsync(relay)).ShouldBe([(Stage.Left, 1)]);
        (await relay.Calls.ListPartnersAsync(new() { RelayId = relay.Id, States = { State.Active } }, Read())).Partners.ShouldBeEmpty();
        (await host.ActsAsync()).Single(a => a.Verb == "organisation.left-relay").ShouldSatisfyAllConditions(a => a.RelayId.ShouldBe(relay.Id), a => a.MandateId.ShouldBe(relay.MandateId), a => a.OrganisationId.ShouldBe(member.OrganisationId));
        await referent.AskRelayDepartureAsync(Asked(member, relay), Write()).ShouldBeRefusedAsync("NOT_UNDER_MANDATE", 409);

        host.Clock.Advance(TimeSpan.FromSeconds(1));
        var again = await relay.JoinAsync(road, partner: true);
        again.Deeds.ShouldHaveSingleItem().Kind.ShouldBe(Kind.Avenant);
        await road.ValidateAsync();
        await host.SealAsync();
        await relay.CountersignAsync(await relay.SeesAsync(again));
        await host.SealAsync();
        (await relay.MandatesOverAsync(member)).ShouldBe([relay.MandateId]);
        (await LineAsync(relay, road)).ShouldSatisfyAllConditions(l => l.Stage.ShouldBe(Stage.InForce), l => l.Departure.ShouldBeFalse());
        (await StagesAsync(relay)).ShouldBe([(Stage.InForce, 1)]);
    }

    [Theory, Stores]
    public async Task A_relay_lets_go_a_member_that_joined_it_by_an_avenant_alone_on_the_day_that_both_have_agreed(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "PIGMA", "183300029", "47");
        var road = new Road(host);
        var member = await road.ActivateAsync();
        var joined = await ByAvenantAsync(host, relay, road);
        var day = host.Clock.GetUtcNow().AddDays(40);
        AskRelayDepartureRequest asked = new() { EntityId = member.OrganisationId, Reason = "Hors de notre territoire.", FirstDay = day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) };

        await relay.Calls.AskRelayDepartureAsync(asked, Write());

        var open = await OpenAsync(await host.ReferentAsync(member), member);
        open.PreparedByRelay.ShouldBeTrue();
        (await host.MailsAsync(road.Referent))[^1].Text.ShouldContain("Hors de notre territoire.");
        await road.ValidateAsync();
        await host.SealAsync();
        await relay.CountersignAsync(await relay.SeesAsync(open));
        await host.SealAsync();

        open = await relay.SeesAsync(open);
        (open.State, open.EndsAt is not null, open.Deeds.Single().Status).ShouldBe((State.Submitted, true, Status.InForce));
        (await host.MailsAsync(road.Representative))[^1].Text.ShouldContain($"PIGMA n’agira plus au nom de « {road.Name} » à compter du");
        (await relay.MandatesOverAsync(member)).ShouldBe([relay.MandateId], "the day has not come");
        await host.As(host.Instructor).DropAdhesionAsync(new() { AdhesionId = open.AdhesionId, Version = open.Version, Reason = "Sans suite." }, Write()).ShouldBeRefusedAsync("ADHESION_NOT_UNDER_EXAMINATION", 409);
        await host.PassAsync(TimeSpan.FromDays(38));
        (await relay.MandatesOverAsync(member)).ShouldBe([relay.MandateId]);
        var mails = (await host.MailsAsync(road.Representative)).Count;
        await host.PassAsync(TimeSpan.FromDays(3));
        await relay.HeardAsync();

        (await relay.MandatesOverAsync(member)).ShouldBeEmpty();
        (await relay.SeesAsync(open)).State.ShouldBe(State.Active);
        // What it signed with the body stays readable, and says that it has ended.
        (await relay.SeesAsync(joined)).ShouldSatisfyAllConditions(f => f.State.ShouldBe(State.Terminated), f => f.Deeds.Single().Status.ShouldBe(Status.Terminated));
        (await LineAsync(relay, road)).Stage.ShouldBe(Stage.Left);
        (await StagesAsync(relay)).ShouldBe([(Stage.Left, 1)]);
        (await host.MailsAsync(road.Representative)).Count.ShouldBe(mails, "all were told when both had signed");
        var batch = await relay.Calls.PrepareBatchAsync(new() { RelayId = relay.Id, Kind = Batch.Types.Kind.Join, MandateId = relay.MandateId, Filter = new() }, Write());
        batch.Lines.ShouldHaveSingleItem().Reason.ShouldContain("a quitté le relais", customMessage: "who has left is not asked again by the dozen");
    }

    [Theory, Stores]
    public async Task A_departure_is_taken_back_by_the_side_that_asked_refused_or_closed_and_the_body_stays_with_its_relay(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "PIGMA", "183300029", "47");
        var road = new Road(host);
        var member = await WithActeAsync(host, relay, road);
        var referent = await host.ReferentAsync(member);
        WithdrawRelayDepartureRequest back = new() { EntityId = member.OrganisationId };
        await referent.WithdrawRelayDepartureAsync(back, Write()).ShouldBeRefusedAsync("NO_DEPARTURE", 409);

        // Taken back: not by the other side, and no more once it is signed.
        await referent.AskRelayDepartureAsync(Asked(member, relay), Write());
        var link = await host.LinkAsync(road.Representative);
        await relay.Calls.WithdrawRelayDepartureAsync(back, Write()).ShouldBeRefusedAsync("DEPARTURE_OF_OTHER_SIDE", 403);
        await referent.WithdrawRelayDepartureAsync(back, Write());
        await host.Anybody.OpenLinkAsync(new() { Link = link }, Read()).ShouldBeRefusedAsync("LINK_GONE", 410);
        (await host.MailsAsync(road.Representative))[^1].Subject.ShouldBe($"Sortie du relais retirée : {road.Name}");
        (await SubjectsAsync(host, relay)).ShouldContain($"Sortie du relais retirée : {road.Name}");
        await StaysAsync();

        // Refused by the représentant légal.
        await referent.AskRelayDepartureAsync(Asked(member, relay), Write());
        await host.Anybody.DeclineToSignAsync(new() { Link = await host.LinkAsync(road.Representative), Message = "Nous restons." }, Write());
        (await host.MailsAsync(road.Referent))[^1].Text.ShouldContain("Nous restons.");
        await StaysAsync();

        // Closed by DINAMIS, since nobody countersigns: the body is free to open another file.
        await referent.AskRelayDepartureAsync(Asked(member, relay), Write());
        await road.ValidateAsync();
        await host.SealAsync();
        await referent.WithdrawRelayDepartureAsync(back, Write()).ShouldBeRefusedAsync("ADHESION_NOT_AWAITING_SIGNATURE", 409);
        var signed = await OpenAsync(referent, member);
        await host.As(host.Instructor).DropAdhesionAsync(new() { AdhesionId = signed.AdhesionId, Version = signed.Version, Reason = "Le relais ne répond pas." }, Write());
        (await host.MailsAsync(road.Representative))[^1].Text.ShouldContain("reste accompagné par son relais");
        await relay.Calls.CountersignRelayDeedAsync(Road.Countersign(signed.Deeds[0]), Write()).ShouldBeRefusedAsync("STALE", 409);
        await StaysAsync();
        await referent.AskRelayDepartureAsync(Asked(member, relay), Write());

        async Task StaysAsync()
        {
            (await referent.GetEntityAsync(new() { EntityId = member.OrganisationId }, Read())).DepartureId.ShouldBeEmpty();
            (await LineAsync(relay, road)).ShouldSatisfyAllConditions(l => l.UnderMandate.ShouldBeTrue(), l => l.AdhesionId.ShouldBe(member.AdhesionId), l => l.Stage.ShouldBe(Stage.InForce));
        }
    }

    [Theory, Stores]
    public async Task A_departure_that_cannot_be_is_refused_with_its_reason(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "PIGMA", "183300029", "47");
        var other = await Relay.CreateAsync(host, "GéoMidi", "200053759", "31");
        var road = new Road(host);
        var member = await WithActeAsync(host, relay, road);
        var referent = await host.ReferentAsync(member);

        await other.Calls.AskRelayDepartureAsync(Asked(member, other), Write()).ShouldBeRefusedAsync("NOT_FOUND", 404);
        await host.As(host.Instructor).AskRelayDepartureAsync(Asked(member, relay), Write()).ShouldBeRefusedAsync("NOT_FOUND", 404);
        await referent.AskRelayDepartureAsync(Asked(member, other), Write()).ShouldBeRefusedAsync("NOT_UNDER_MANDATE", 409);
        (await FaultyAsync(Asked(member, relay, ""))).ShouldBe(["reason"]);
        foreach (var day in new[] { "demain", Day(0), Day(200) }) (await FaultyAsync(Asked(member, relay, firstDay: day))).ShouldBe(["first_day"]);

        await referent.AskRelayDepartureAsync(Asked(member, relay), Write());
        await referent.AskRelayDepartureAsync(Asked(member, relay), Write()).ShouldBeRefusedAsync("BODY_ALREADY_APPLYING", 409);
        await relay.Calls.AskRelayDepartureAsync(Asked(member, relay), Write()).ShouldBeRefusedAsync("BODY_ALREADY_APPLYING", 409);
        await referent.WithdrawRelayDepartureAsync(new() { EntityId = member.OrganisationId }, Write());
        await host.As(host.Operator).ChangeMandateAsync(new() { MandateId = relay.MandateId, Version = await relay.VersionAsync(), End = true }, Write());
        await referent.AskRelayDepartureAsync(Asked(member, relay), Write()).ShouldBeRefusedAsync("MANDATE_ENDED", 409);
        (await referent.GetEntityAsync(new() { EntityId = member.OrganisationId }, Read())).DepartureId.ShouldBeEmpty("what was refused left no file");

        string Day(int ahead) => host.Clock.GetUtcNow().AddDays(ahead).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        async Task<IEnumerable<string>> FaultyAsync(AskRelayDepartureRequest asked)
        {
            var error = await Should.ThrowAsync<Grpc.Core.RpcException>(referent.AskRelayDepartureAsync(asked, Write()).ResponseAsync);
            return ServiceDefaults.Refusing.ToRefused(error)!.Fields.Select(f => f.Field);
        }
    }

    static AskRelayDepartureRequest Asked(AdhesionView member, Relay relay, string reason = "La communauté nous accompagne.", string firstDay = "") =>
        new() { EntityId = member.OrganisationId, RelayId = relay.Id, Reason = reason, FirstDay = firstDay };

    /// <summary>It joins by the relay with its acte, and a convention.</summary>
    static async Task<AdhesionView> WithActeAsync(MembershipHost host, Relay relay, Road road)
    {
        var file = await relay.JoinAsync(road, partner: false);
        await road.ValidateAsync();
        await host.SealAsync();
        await relay.CountersignAsync(await relay.SeesAsync(file));
        await host.SealAsync();
        await host.AsSigning(host.Signatory).CountersignDeedAsync(Road.Countersign((await relay.SeesAsync(file)).Deeds[0]), Write());
        await host.SealAsync();
        // Whatever follows comes later.
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        return await relay.SeesAsync(file);
    }

    static async Task<AdhesionView> ByAvenantAsync(MembershipHost host, Relay relay, Road road)
    {
        var file = await relay.JoinAsync(road, partner: true);
        await road.ValidateAsync();
        await host.SealAsync();
        await relay.CountersignAsync(await relay.SeesAsync(file));
        await host.SealAsync();
        return file;
    }

    static async Task<AdhesionView> OpenAsync(Client referent, AdhesionView member) =>
        await referent.GetAdhesionAsync(new() { AdhesionId = (await referent.GetEntityAsync(new() { EntityId = member.OrganisationId }, Read())).DepartureId }, Read());

    static async Task<PartnerView> LineAsync(Relay relay, Road road) => (await relay.Calls.ListPartnersAsync(new() { RelayId = relay.Id, Text = road.Siren }, Read())).Partners.ShouldHaveSingleItem();

    static async Task<IEnumerable<(Stage, int)>> StagesAsync(Relay relay) =>
        (await relay.Calls.ListPartnersAsync(new() { RelayId = relay.Id, WithStages = true }, Read())).Stages.Where(s => s.Count > 0).Select(s => (s.Stage, s.Count));

    /// <summary>Whether the relay reads this file.</summary>
    static async Task<bool> FileAsync(Relay relay, string number)
    {
        using var call = relay.Calls.ReadDeed(new() { Number = number }, Read());
        try
        {
            return await call.ResponseStream.MoveNext(MembershipHost.Stop);
        }
        catch (Grpc.Core.RpcException e) when (ServiceDefaults.Refusing.ToRefused(e) is { Refusal.Code: "NOT_FOUND" })
        {
            return false;
        }
    }

    static async Task<IEnumerable<string>> SubjectsAsync(MembershipHost host, Relay relay) =>
        (await host.ReadAsync((db, ct) => db.Notices.Where(n => n.PersonId == relay.Officer).ToListAsync(ct))).Select(n => n.Message.Subject);
}
