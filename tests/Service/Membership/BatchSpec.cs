using Dinamis.Kernel;
using Dinamis.Membership.Partners;
using Dinamis.ServiceTests.Harness;
using Dinamis.Wire;
using Microsoft.EntityFrameworkCore;
using static Dinamis.ServiceTests.Membership.Asking;
using BatchState = Dinamis.Wire.Batch.Types.State;
using Kind = Dinamis.Wire.Batch.Types.Kind;
using LineState = Dinamis.Wire.BatchLine.Types.State;
using Relay = Dinamis.ServiceTests.Membership.RelayRoadSpec.Relay;
using Stage = Dinamis.Wire.PartnerView.Types.Stage;

namespace Dinamis.ServiceTests.Membership;

/// <summary>A relay makes many bodies join at once, follows them, reminds them and asks them for what they lack.</summary>
public sealed class BatchSpec
{
    static readonly SectorForm sector = new() { Themes = { "foret" }, IntendedUses = "Suivre la forêt.", Families = { "pleiades" } };

    [Theory, Stores]
    public async Task The_officer_sees_in_one_preview_who_signs_what_and_who_is_left_out_and_why(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "PIGMA", "183300029", "47");
        var (member, joining) = (new Road(host), new Road(host, "216404459"));
        await member.ActivateAsync();
        await relay.JoinAsync(joining, partner: true);
        var lines = Sirens(5).Select(s => Line(s)).ToList();
        lines[1].Partner = false;
        lines[2].Department = "33";
        (lines[3].Representative, lines[3].Street) = (null, "");
        lines[4].Siren = member.Siren;
        await relay.Calls.ImportPartnersAsync(new() { RelayId = relay.Id, Partners = { lines } }, Write());

        var batch = await PrepareAsync(relay, Kind.Join);

        batch.State.ShouldBe(BatchState.Preview);
        batch.Counts.ShouldSatisfyAllConditions(c => c.Avenants.ShouldBe(1), c => c.Conventions.ShouldBe(1), c => c.AvenantsAlone.ShouldBe(1), c => c.Waiting.ShouldBe(3), c => c.LeftOut.ShouldBe(3));
        Of(lines[2]).Reason.ShouldBe("Hors du périmètre du mandat.");
        Of(lines[3]).ShouldSatisfyAllConditions(l => l.Reason.ShouldBe("Sa fiche est à compléter."), l => l.Lacks.ShouldContain("entity.street"), l => l.Lacks.ShouldContain("representative.address"));
        batch.Lines.Single(l => l.Siren == joining.Siren).Reason.ShouldBe("Son représentant légal a déjà été sollicité.");
        (await host.MailsAsync(Representative(lines[0].Siren))).ShouldBeEmpty();

        BatchLine Of(PartnerView line) => batch.Lines.Single(l => l.Siren == line.Siren);
    }

    [Theory, Stores]
    public async Task A_batch_that_is_stopped_half_way_goes_on_where_it_was_and_loses_and_doubles_nothing(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "PIGMA", "183300029", "47");
        var sirens = Sirens(12);
        await relay.Calls.ImportPartnersAsync(new() { RelayId = relay.Id, Partners = { sirens.Select(s => Line(s)) } }, Write());
        var batch = await ConfirmAsync(relay, await PrepareAsync(relay, Kind.Join));
        (batch.State, batch.Counts.Waiting).ShouldBe((BatchState.Running, 12));

        await host.RunBatchesAsync(until: async () => (await GetAsync(relay, batch)).Counts.Sent >= 4);
        (await GetAsync(relay, batch)).Counts.Sent.ShouldBeInRange(4, 12);
        await host.RunBatchesAsync();

        batch = await GetAsync(relay, batch);
        (batch.State, batch.Counts.Sent, batch.Counts.LeftOut).ShouldBe((BatchState.Done, 12, 0));
        foreach (var siren in sirens) (await host.MailsAsync(Representative(siren))).ShouldHaveSingleItem();
        (await host.ReadAsync((db, ct) => db.Adhesions.CountAsync(ct))).ShouldBe(12);
        (await host.ReadAsync((db, ct) => db.Deeds.CountAsync(ct))).ShouldBe(24);
        (await host.ActsAsync()).Where(a => a.Verb is "batch.confirmed" or "adhesion.started").ShouldAllBe(a => a.MandateId == relay.MandateId && a.ActorId == $"{relay.Officer}");
        await relay.Calls.ConfirmBatchAsync(new() { RelayId = relay.Id, BatchId = batch.BatchId }, Write()).ShouldBeRefusedAsync("BATCH_CONFIRMED", 409);
    }

    [Theory, Stores]
    public async Task An_officer_stops_a_batch_under_way_and_what_had_not_left_does_not_leave(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "PIGMA", "183300029", "47");
        var sirens = Sirens(3);
        await relay.Calls.ImportPartnersAsync(new() { RelayId = relay.Id, Partners = { sirens.Select(s => Line(s)) } }, Write());
        var batch = await PrepareAsync(relay, Kind.Join);
        StopBatchRequest stop = new() { RelayId = relay.Id, BatchId = batch.BatchId };
        await relay.Calls.StopBatchAsync(stop, Write()).ShouldBeRefusedAsync("BATCH_NOT_RUNNING", 409);
        await ConfirmAsync(relay, batch);

        batch = await relay.Calls.StopBatchAsync(stop, Write());
        await host.RunBatchesAsync();

        (batch.State, batch.Counts.Sent, batch.Counts.LeftOut).ShouldBe((BatchState.Done, 0, 3));
        batch.Lines.ShouldAllBe(l => l.Reason.StartsWith("Envoi arrêté"));
        (await host.MailsAsync(Representative(sirens[0]))).ShouldBeEmpty();
        await relay.Calls.StopBatchAsync(stop, Write()).ShouldBeRefusedAsync("BATCH_NOT_RUNNING", 409);
        (await host.ActsAsync()).Single(a => a.Verb == "batch.stopped").ShouldSatisfyAllConditions(a => a.Facts["bodies"].ShouldBe("3"), a => a.MandateId.ShouldBe(relay.MandateId));
    }

    [Theory, Stores]
    public async Task What_is_no_more_as_the_officer_saw_it_is_not_sent(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "PIGMA", "183300029", "47");
        var sirens = Sirens(2);
        await relay.Calls.ImportPartnersAsync(new() { RelayId = relay.Id, Partners = { sirens.Select(s => Line(s)) } }, Write());
        var seen = await PrepareAsync(relay, Kind.Join);
        await relay.Calls.ImportPartnersAsync(new() { RelayId = relay.Id, Partners = { new PartnerView(Line(sirens[0])) { Partner = false } } }, Write());

        await Confirm(relay, seen).ShouldBeRefusedAsync("STALE", 409);

        // The mandate ends between the confirmation and the work: nothing leaves under it.
        await ConfirmAsync(relay, await GetAsync(relay, seen));
        await host.As(host.Operator).ChangeMandateAsync(new() { MandateId = relay.MandateId, Version = await relay.VersionAsync(), End = true }, Write());
        await host.RunBatchesAsync();
        (await host.ReadAsync((db, ct) => db.BatchLines.Select(l => l.State).Distinct().ToListAsync(ct))).ShouldBe([LineState.LeftOut]);
        (await host.MailsAsync(Representative(sirens[1]))).ShouldBeEmpty();
    }

    [Theory, Stores]
    public async Task The_board_says_who_was_sent_opened_signed_or_is_silent_and_one_command_reminds_the_silent_once_a_week(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "PIGMA", "183300029", "47");
        var (opens, signs, silent) = (new Road(host, "216404459"), new Road(host), new Road(host, "213300635"));
        foreach (var road in new[] { opens, signs, silent }) await relay.JoinAsync(road, partner: true);
        await host.Anybody.NoteOpeningAsync(new() { Link = await host.LinkAsync(opens.Representative) }, Write());
        await signs.ValidateAsync();
        await host.SealAsync();

        (await StagesAsync()).ShouldBe([(Stage.Sent, 1), (Stage.Opened, 1), (Stage.Signed, 1)]);
        (await BodiesAsync(Stage.Opened)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Siren.ShouldBe(opens.Siren), p => p.OpenedAt.ShouldNotBeNull(), p => p.Mails.ShouldBe(1));

        host.Clock.Advance(TimeSpan.FromDays(8));
        await relay.HeardAsync();
        (await StagesAsync()).ShouldBe([(Stage.Silent, 2), (Stage.Signed, 1)]);
        await PrepareAsync(relay, Kind.Remind, new() { Stage = Stage.Silent });
        await host.RunBatchesAsync();
        (await host.MailsAsync(silent.Representative)).Count.ShouldBe(2);
        (await BodiesAsync(Stage.Sent)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Siren.ShouldBe(silent.Siren), p => p.Mails.ShouldBe(2), p => p.Stage.ShouldBe(Stage.Sent));

        // All of the registry, the same day: too early for some, useless for others.
        var again = await PrepareAsync(relay, Kind.Remind);
        await host.RunBatchesAsync();
        again = await GetAsync(relay, again);
        again.Lines.Select(l => l.Reason).Order().ShouldBe(new[] { PartnerRefusals.NotAwaited.Message, PartnerRefusals.RemindedLately.Message, PartnerRefusals.RemindedLately.Message }.Order());
        (await host.MailsAsync(silent.Representative)).Count.ShouldBe(2);

        async Task<IEnumerable<(Stage, int)>> StagesAsync() =>
            (await relay.Calls.ListPartnersAsync(new() { RelayId = relay.Id, WithStages = true }, Read())).Stages.Where(s => s.Count > 0).Select(s => (s.Stage, s.Count));
        async Task<IReadOnlyList<PartnerView>> BodiesAsync(Stage stage) => (await relay.Calls.ListPartnersAsync(new() { RelayId = relay.Id, Stage = stage }, Read())).Partners;
    }

    [Theory, Stores]
    public async Task A_body_is_asked_in_one_mail_for_what_its_line_lacks_and_its_answer_enters_the_registry(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "PIGMA", "183300029", "47");
        var siren = Sirens(1)[0];
        await relay.Calls.ImportPartnersAsync(new() { RelayId = relay.Id, Partners = { new PartnerView(Line(siren)) { Representative = null } } }, Write());
        (await OneAsync()).ShouldSatisfyAllConditions(p => p.Stage.ShouldBe(Stage.Lacking), p => p.Lacks.Count.ShouldBe(4));

        await PrepareAsync(relay, Kind.Ask, new() { Stage = Stage.Lacking });
        await host.RunBatchesAsync();
        await PrepareAsync(relay, Kind.Ask, new() { Stage = Stage.Lacking });
        await host.RunBatchesAsync();
        (await host.MailsAsync(Referent(siren))).ShouldHaveSingleItem().Text.ShouldContain("ont été donnés à DINAMIS par PIGMA");

        var link = await host.LinkAsync(Referent(siren));
        var form = await host.Anybody.OpenPartnerFormAsync(new() { Link = link }, Read());
        form.Asked.ShouldAllBe(f => f.StartsWith("representative."));
        var error = await Should.ThrowAsync<Grpc.Core.RpcException>(async () => await host.Anybody.AnswerPartnerFormAsync(new() { Link = link, Partner = new() { Representative = new() { GivenName = "Paul" } } }, Write()));
        ServiceDefaults.Refusing.ToRefused(error)!.Fields.Select(f => f.Field).ShouldBe(["partner.representative.family_name", "partner.representative.function", "partner.representative.address"]);
        // What nobody asked is the relay's affair.
        await host.Anybody.AnswerPartnerFormAsync(new() { Link = link, Partner = new() { Name = "Autre nom", Representative = Line(siren).Representative } }, Write());

        (await OneAsync()).ShouldSatisfyAllConditions(p => p.Stage.ShouldBe(Stage.Ready), p => p.Representative.Address.ShouldBe(Representative(siren)), p => p.Name.ShouldBe($"Commune {siren}"), p => p.AnsweredAt.ShouldNotBeNull());

        async Task<PartnerView> OneAsync() => (await relay.Calls.ListPartnersAsync(new() { RelayId = relay.Id }, Read())).Partners.ShouldHaveSingleItem();
    }

    [Theory, Stores]
    public async Task The_first_mail_to_an_address_that_the_relay_gave_says_whence_it_comes_and_an_objection_ends_its_use(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "PIGMA", "183300029", "47");
        var road = new Road(host);
        var file = await relay.JoinAsync(road, partner: true);
        var mail = (await host.MailsAsync(road.Representative)).ShouldHaveSingleItem();
        mail.Text.ShouldContain("ont été donnés à DINAMIS par PIGMA (Plateforme PIGMA), son relais");
        await relay.Calls.RemindRepresentativeAsync(new() { AdhesionId = file.AdhesionId, Version = file.Version }, Write());
        (await host.MailsAsync(road.Representative))[^1].Text.ShouldNotContain("ont été donnés");

        var objection = System.Text.RegularExpressions.Regex.Match(mail.Text, @"/lien/([\w-]+)/coordonnees").Groups[1].Value;
        (await host.Anybody.OpenPartnerFormAsync(new() { Link = objection }, Read())).ShouldSatisfyAllConditions(f => f.Asked.ShouldBeEmpty(), f => f.RelayName.ShouldBe("PIGMA"));
        (await host.Anybody.ObjectToContactAsync(new() { Link = objection }, Write())).ObjectedAt.ShouldNotBeNull();

        (await relay.SeesAsync(file)).State.ShouldBe(Adhesion.Types.State.ClosedWithoutAction);
        (await host.ReadAsync((db, ct) => db.Notices.ToListAsync(ct))).ShouldHaveSingleItem().Message.Subject.ShouldBe($"Opposition d’une personne : Commune {road.Siren}");
        var error = await Should.ThrowAsync<Grpc.Core.RpcException>(() => relay.JoinAsync(road, partner: true));
        ServiceDefaults.Refusing.ToRefused(error)!.Refusal.Code.ShouldBe("CONTACT_OBJECTED");
        (await host.MailsAsync(road.Representative)).Count.ShouldBe(2);
    }

    [Theory, Stores]
    public async Task A_body_that_came_by_itself_and_chose_the_relay_stands_on_the_same_board(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "PIGMA", "183300029", "47");
        var road = new Road(host);
        var start = road.Start(road.Referent);
        (start.Road, start.RelayId) = (Adhesion.Types.Road.WithRelay, relay.Id);
        await host.Anybody.StartAdhesionAsync(start, Write());
        var link = await host.LinkAsync(road.Referent);
        var view = await host.Anybody.ProveAddressAsync(new() { Link = link }, Write());
        await host.Anybody.SaveEntityAsync(new() { Link = link, Version = view.Adhesion.Version, Entity = road.Entity() }, Write());

        (await relay.Calls.ListPartnersAsync(new() { RelayId = relay.Id, Stage = Stage.Preparing }, Read())).Partners.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(p => p.Siren.ShouldBe(road.Siren), p => p.CameAlone.ShouldBeTrue(), p => p.Interested.ShouldBeTrue());
        (await PrepareAsync(relay, Kind.Join)).Lines.ShouldHaveSingleItem().Reason.ShouldBe("Son référent remplit le dossier.");
    }

    [Theory, Stores]
    public async Task Two_lines_of_one_body_become_one_and_the_line_with_a_file_is_the_one_that_stays(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "PIGMA", "183300029", "47");
        var road = new Road(host);
        var kept = await relay.ImportAsync(road, partner: false);
        var twin = Line("213300635");
        await relay.Calls.ImportPartnersAsync(new() { RelayId = relay.Id, Partners = { twin } }, Write());
        var other = (await relay.Calls.ListPartnersAsync(new() { RelayId = relay.Id, Text = twin.Siren }, Read())).Partners[0].PartnerId;

        var one = await relay.Calls.MergePartnersAsync(new() { RelayId = relay.Id, KeptId = kept, MergedId = other }, Write());

        one.ShouldSatisfyAllConditions(p => p.Siren.ShouldBe(road.Siren), p => p.Name.ShouldBe($"Commune {road.Siren}"), p => p.Partner.ShouldBeTrue(), p => p.Representative.ShouldBe(twin.Representative));
        (await relay.Calls.ListPartnersAsync(new() { RelayId = relay.Id }, Read())).Total.ShouldBe(1);
        await relay.JoinAsync(road, partner: true);
        await relay.Calls.ImportPartnersAsync(new() { RelayId = relay.Id, Partners = { twin } }, Write());
        other = (await relay.Calls.ListPartnersAsync(new() { RelayId = relay.Id, Text = twin.Siren }, Read())).Partners[0].PartnerId;
        await relay.Calls.MergePartnersAsync(new() { RelayId = relay.Id, KeptId = other, MergedId = kept }, Write()).ShouldBeRefusedAsync("PARTNER_HAS_FILE", 409);
    }

    [Theory, Stores]
    public async Task The_map_holds_members_and_candidates_and_no_other_relay_sees_it_or_a_batch(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var (relay, other) = (await Relay.CreateAsync(host, "PIGMA", "183300029", "47"), await Relay.CreateAsync(host, "GéoMidi", "200053759", "31"));
        var sirens = Sirens(2);
        var member = new Road(host);
        await member.ActivateAsync();
        await relay.Calls.ImportPartnersAsync(new() { RelayId = relay.Id, Partners = { Line(member.Siren), Line(sirens[0]), new PartnerView(Line(sirens[1])) { Interested = true } } }, Write());

        (await relay.Calls.ListMapPartnersAsync(new() { RelayId = relay.Id }, Read())).Partners.OrderBy(p => p.Member).Select(p => (p.Name, p.Town, p.Member))
            .ShouldBe([($"Commune {sirens[1]}", "Marmande", false), ($"Commune {member.Siren}", "Marmande", true)]);

        var batch = await PrepareAsync(relay, Kind.Join);
        await other.Calls.GetBatchAsync(new() { RelayId = other.Id, BatchId = batch.BatchId }, Read()).ShouldBeRefusedAsync("NOT_FOUND", 404);
        await other.Calls.PrepareBatchAsync(new() { RelayId = other.Id, MandateId = relay.MandateId, Kind = Kind.Join }, Write()).ShouldBeRefusedAsync("NO_MANDATE", 403);
        (await other.Calls.ListBatchesAsync(new() { RelayId = other.Id }, Read())).Batches.ShouldBeEmpty();
        (await other.Calls.ListMapPartnersAsync(new() { RelayId = other.Id }, Read())).Partners.ShouldBeEmpty();
    }

    static async Task<BatchView> PrepareAsync(Relay relay, Kind kind, ListPartnersRequest? filter = null) =>
        await relay.Calls.PrepareBatchAsync(new() { RelayId = relay.Id, MandateId = relay.MandateId, Kind = kind, Filter = filter ?? new() }, Write());

    static async Task<BatchView> ConfirmAsync(Relay relay, BatchView batch) => await Confirm(relay, batch);

    static Grpc.Core.AsyncUnaryCall<BatchView> Confirm(Relay relay, BatchView batch) =>
        relay.Calls.ConfirmBatchAsync(new() { RelayId = relay.Id, BatchId = batch.BatchId, Digest = batch.Digest, Sector = sector }, Write());

    static async Task<BatchView> GetAsync(Relay relay, BatchView batch) => await relay.Calls.GetBatchAsync(new() { RelayId = relay.Id, BatchId = batch.BatchId }, Read());

    static IReadOnlyList<string> Sirens(int count) => [.. Enumerable.Range(0, 1000).Select(n => $"{210_000_000 + n}").Where(Siren.IsSiren).Take(count)];

    static string Representative(string siren) => $"maire@{siren}.example";

    static string Referent(string siren) => $"sig@{siren}.example";

    /// <summary>A line that lacks nothing.</summary>
    static PartnerView Line(string siren) => new()
    {
        Siren = siren,
        Name = $"Commune {siren}",
        Category = "commune",
        Street = "Place Clemenceau",
        PostalCode = "47200",
        Town = "Marmande",
        Department = "47",
        Partner = true,
        Representative = new() { GivenName = "Joëlle", FamilyName = "Laborde", Function = "Maire", Address = Representative(siren) },
        Referent = new() { GivenName = "Rémi", FamilyName = "Castaing", Function = "Géomaticien", Address = Referent(siren) },
    };
}
