using Dinamis.ServiceTests.Harness;
using Dinamis.Wire;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using static Dinamis.ServiceTests.Membership.Asking;
using Kind = Dinamis.Wire.Deed.Types.Kind;
using Right = Dinamis.Wire.Mandate.Types.Right;
using State = Dinamis.Wire.Adhesion.Types.State;

namespace Dinamis.ServiceTests.Membership;

public sealed class RelayRoadSpec
{
    [Theory, Stores]
    public async Task A_partner_joins_by_one_signature_session_and_the_mandate_accepts(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "PIGMA", "183300029", "47");
        var road = new Road(host);

        var file = await relay.JoinAsync(road, partner: true);
        file.Deeds.Select(d => d.Kind).ShouldBe([Kind.Acte, Kind.Avenant]);
        file.State.ShouldBe(State.AwaitingRepresentative);
        await road.ValidateAsync();
        await host.SealAsync();
        file = await road.SeenByInstructorAsync();
        file.State.ShouldBe(State.Submitted);
        (await relay.MandatesOverAsync(file)).ShouldBeEmpty();

        await relay.CountersignAsync(file);
        await host.SealAsync();

        (await relay.MandatesOverAsync(file)).ShouldBe([relay.MandateId]);
        file = await road.SeenByInstructorAsync();
        file.State.ShouldBe(State.Accepted);
        file.DecidedBy.ShouldBe(relay.MandateId);
        await host.AsSigning(host.Signatory).CountersignDeedAsync(Road.Countersign(file.Deeds[0]), Write());
        await host.SealAsync();
        (await road.SeenByInstructorAsync()).State.ShouldBe(State.Active);
    }

    [Theory, Stores]
    public async Task All_that_the_relay_does_is_told_in_its_name_and_under_its_mandate(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "PIGMA", "183300029", "47");
        var road = new Road(host);
        await relay.JoinAsync(road, partner: false);
        await road.ValidateAsync();
        await host.SealAsync();
        await relay.CountersignAsync(await road.SeenByInstructorAsync());
        await host.SealAsync();

        var acts = await host.ActsAsync();

        foreach (var verb in new[] { "adhesion.started", "adhesion.frozen", "adhesion.accepted", "organisation.under-mandate" })
            acts.Single(a => a.Verb == verb).ShouldSatisfyAllConditions(a => a.RelayId.ShouldBe(relay.Id), a => a.MandateId.ShouldBe(relay.MandateId));
        acts.Single(a => a.Verb == "deed.countersigned").ShouldSatisfyAllConditions(a => a.ActorId.ShouldBe($"{relay.Officer}"), a => a.MandateId.ShouldBe(relay.MandateId));
    }

    [Theory, Stores]
    public async Task A_member_signs_an_avenant_alone_and_keeps_its_acte(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "PIGMA", "183300029", "47");
        var road = new Road(host);
        var member = await road.ActivateAsync();

        var file = await relay.JoinAsync(road, partner: false);
        file.Deeds.ShouldHaveSingleItem().Kind.ShouldBe(Kind.Avenant);
        file.OrganisationId.ShouldBe(member.OrganisationId);
        await road.ValidateAsync();
        await host.SealAsync();
        await relay.CountersignAsync(await relay.SeesAsync(file));
        await host.SealAsync();

        (await relay.SeesAsync(file)).State.ShouldBe(State.Active);
        var entity = await host.As(host.Instructor).GetEntityAsync(new() { EntityId = member.OrganisationId }, Read());
        entity.ActInForce.ShouldBeTrue();
        entity.Relays.ShouldHaveSingleItem().RelayName.ShouldBe("PIGMA");
        entity.Deeds.Select(d => d.Kind).ShouldBe([Kind.Acte, Kind.Avenant]);
    }

    [Theory, Stores]
    public async Task What_waits_for_the_relay_stands_in_its_list_and_not_among_what_DINAMIS_has_to_do(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "PIGMA", "183300029", "47");
        var road = new Road(host);
        await relay.Calls.ImportPartnersAsync(new() { RelayId = relay.Id, Partners = { new PartnerView { Siren = "213300635", Name = "Commune de Bordeaux" } } }, Write());
        var file = await relay.JoinAsync(road, partner: true);
        (await FoundAsync(State.Unspecified)).ShouldBe(["213300635"]);
        (await FoundAsync(State.AwaitingRepresentative, State.Active)).ShouldBe([road.Siren]);
        (await FoundAsync(State.Unspecified, State.AwaitingRepresentative)).Order().ShouldBe(new[] { "213300635", road.Siren }.Order());
        (await AwaitingAsync()).ShouldBeEmpty();

        await road.ValidateAsync();
        await host.SealAsync();
        (await AwaitingAsync()).ShouldBe([road.Siren]);
        (await ToDoAsync(awaitsRelay: true)).ShouldBe([file.AdhesionId]);
        (await ToDoAsync(awaitsRelay: false)).ShouldBeEmpty();

        await relay.CountersignAsync(await road.SeenByInstructorAsync());
        await host.SealAsync();
        (await AwaitingAsync()).ShouldBeEmpty();
        (await FoundAsync(State.Accepted)).ShouldBe([road.Siren]);
        (await ToDoAsync(awaitsRelay: true)).ShouldBeEmpty();
        (await ToDoAsync(awaitsRelay: false)).ShouldBe([file.AdhesionId]);

        async Task<IEnumerable<string>> FoundAsync(params State[] states) => (await relay.Calls.ListPartnersAsync(new() { RelayId = relay.Id, States = { states } }, Read())).Partners.Select(p => p.Siren);
        async Task<IEnumerable<string>> AwaitingAsync() => (await relay.Calls.ListPartnersAsync(new() { RelayId = relay.Id, AwaitsRelay = true }, Read())).Partners.Select(p => p.Siren);
        async Task<IEnumerable<string>> ToDoAsync(bool awaitsRelay) =>
            (await host.As(host.Instructor).ListAdhesionsAsync(new() { States = { State.Submitted, State.UnderExamination, State.Accepted }, AwaitsRelay = awaitsRelay }, Read())).Adhesions.Select(a => a.AdhesionId);
    }

    [Theory, Stores]
    public async Task Where_the_mandate_does_not_accept_DINAMIS_examines_and_the_relay_stays_whatever_becomes_of_the_acte(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "GéoMidi", "200053759", "47", accepts: false);
        var instructor = host.As(host.Instructor);
        var road = new Road(host);
        await relay.JoinAsync(road, partner: true);
        await road.ValidateAsync();
        await host.SealAsync();
        await relay.CountersignAsync(await road.SeenByInstructorAsync());
        await host.SealAsync();
        var file = await road.SeenByInstructorAsync();
        file.State.ShouldBe(State.Submitted);
        (await relay.MandatesOverAsync(file)).ShouldBe([relay.MandateId]);

        // A complement that changes the acte has it signed again, and not the avenant, which is in force.
        file = await instructor.BeginExaminationAsync(new() { AdhesionId = file.AdhesionId, Version = file.Version }, Write());
        await instructor.RequestComplementAsync(new() { AdhesionId = file.AdhesionId, Version = file.Version, Message = "Quels usages ?" }, Write());
        (await host.ReadAsync((db, ct) => db.Notices.ToListAsync(ct))).ShouldContain(n => n.PersonId == relay.Officer && n.Message.Subject == $"DINAMIS demande un complément : Commune {road.Siren}" && n.Message.Paragraphs.Contains("« Quels usages ? »"));
        var link = await host.LinkAsync(road.Referent);
        var view = await host.Anybody.OpenLinkAsync(new() { Link = link }, Read());
        view = await host.Anybody.SaveSectorAsync(new() { Link = link, Version = view.Adhesion.Version, Sector = new(view.Adhesion.Sector) { IntendedUses = "Suivre la forêt et l’eau." } }, Write());
        view = await host.Anybody.SubmitDraftAsync(new() { Link = link, Version = view.Adhesion.Version }, Write());
        view.Adhesion.Deeds.Select(d => (d.Kind, d.Status)).ShouldBe([(Kind.Avenant, Deed.Types.Status.InForce), (Kind.Acte, Deed.Types.Status.Frozen)]);
        (await host.MailsAsync(road.Representative))[^1].Text.ShouldNotContain("avenant");
        await road.ValidateAsync();
        await host.SealAsync();

        file = await road.SeenByInstructorAsync();
        file.AwaitsRelay.ShouldBeFalse();
        file = await instructor.BeginExaminationAsync(new() { AdhesionId = file.AdhesionId, Version = file.Version }, Write());
        file = await instructor.RefuseAdhesionAsync(new() { AdhesionId = file.AdhesionId, Version = file.Version, Reason = "Hors du champ." }, Write());
        file.State.ShouldBe(State.Refused);
        file.Deeds.ShouldHaveSingleItem().Status.ShouldBe(Deed.Types.Status.InForce);
        (await relay.MandatesOverAsync(file)).ShouldBe([relay.MandateId]);
    }

    [Theory, Stores]
    public async Task A_body_under_the_mandate_that_was_refused_applies_again_by_the_relay_with_the_acte_alone_and_DINAMIS_examines_it(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "PIGMA", "183300029", "47", accepts: false);
        var (road, instructor) = (new Road(host), host.As(host.Instructor));
        await relay.JoinAsync(road, partner: true);
        await road.ValidateAsync();
        await host.SealAsync();
        await relay.CountersignAsync(await road.SeenByInstructorAsync());
        await host.SealAsync();
        var file = await road.SeenByInstructorAsync();
        file = await instructor.BeginExaminationAsync(new() { AdhesionId = file.AdhesionId, Version = file.Version }, Write());
        await instructor.RefuseAdhesionAsync(new() { AdhesionId = file.AdhesionId, Version = file.Version, Reason = "Hors du champ." }, Write());
        (await relay.MandatesOverAsync(file)).ShouldBe([relay.MandateId]);

        var again = await relay.JoinAsync(road, partner: true);

        again.Deeds.ShouldHaveSingleItem().Kind.ShouldBe(Kind.Acte);
        (await host.MailsAsync(road.Representative))[^1].Text.ShouldNotContain("avenant");
        await road.ValidateAsync();
        await host.SealAsync();
        (await relay.SeesAsync(again)).ShouldSatisfyAllConditions(f => f.State.ShouldBe(State.Submitted), f => f.AwaitsRelay.ShouldBeFalse());
    }

    [Theory, Stores]
    public async Task One_relay_sees_nothing_of_another(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var pigma = await Relay.CreateAsync(host, "PIGMA", "183300029", "47");
        var other = await Relay.CreateAsync(host, "GéoMidi", "200053759", "31");
        var file = await pigma.JoinAsync(new Road(host), partner: true);

        await other.Calls.GetAdhesionAsync(new() { AdhesionId = file.AdhesionId }, Read()).ShouldBeRefusedAsync("NOT_FOUND", 404);
        (await other.Calls.ListAdhesionsAsync(new(), Read())).Adhesions.ShouldBeEmpty();
        await other.Calls.ListPartnersAsync(new() { RelayId = pigma.Id }, Read()).ShouldBeRefusedAsync("NOT_FOUND", 404);
        await other.Calls.CountersignRelayDeedAsync(Road.Countersign(file.Deeds[1]), Write()).ShouldBeRefusedAsync("NOT_FOUND", 404);
        (await other.Calls.ListRelaysAsync(new(), Read())).Relays.ShouldHaveSingleItem().ShortName.ShouldBe("GéoMidi");
    }

    [Theory, Stores]
    public async Task An_officer_countersigns_only_after_he_has_signed_in_again_for_it(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "PIGMA", "183300029", "47");
        var road = new Road(host);
        var before = host.Clock.GetUtcNow();
        await relay.JoinAsync(road, partner: true);
        host.Clock.Advance(TimeSpan.FromSeconds(3));
        await road.ValidateAsync();
        await host.SealAsync();
        var avenant = Road.Countersign((await road.SeenByInstructorAsync()).Deeds[1]);

        // By a device, by a sign-in older than the signature that is countersigned, and by one that is too long ago.
        await relay.CallsSince(null).CountersignRelayDeedAsync(avenant, Write()).ShouldBeRefusedAsync("SIGN_IN_AGAIN", 403);
        await relay.CallsSince(before).CountersignRelayDeedAsync(avenant, Write()).ShouldBeRefusedAsync("SIGN_IN_AGAIN", 403);
        var after = host.Clock.GetUtcNow();
        host.Clock.Advance(TimeSpan.FromMinutes(6));
        await relay.HeardAsync();
        await relay.CallsSince(after).CountersignRelayDeedAsync(avenant, Write()).ShouldBeRefusedAsync("SIGN_IN_AGAIN", 403);

        (await relay.Calls.CountersignRelayDeedAsync(avenant, Write())).Deeds[1].Sealing.ShouldBe(Deed.Types.Sealing.Pending);
    }

    [Theory, Stores]
    public async Task A_list_adds_bodies_and_brings_known_ones_up_to_date_without_emptying_them(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "PIGMA", "183300029", "47");
        var road = new Road(host);
        await relay.ImportAsync(road, partner: false);

        var reply = await relay.Calls.ImportPartnersAsync(new()
        {
            RelayId = relay.Id,
            Merge = true,
            Partners = { new PartnerView { Siren = road.Siren, Name = "Commune renommée", Partner = true, Referent = new() { Address = "sig@commune.example" } }, new PartnerView { Siren = "213300635", Name = "Commune de Bordeaux" } },
        }, Write());

        (reply.Added, reply.Replaced).ShouldBe((1, 1));
        var line = (await relay.Calls.ListPartnersAsync(new() { RelayId = relay.Id, Text = road.Siren }, Read())).Partners.ShouldHaveSingleItem();
        line.ShouldSatisfyAllConditions(l => l.Name.ShouldBe("Commune renommée"), l => l.Partner.ShouldBeTrue(), l => l.Referent.Address.ShouldBe("sig@commune.example"), l => l.Town.ShouldBe("Marmande"), l => l.Department.ShouldBe("47"));
        // A line that does not say where the body is cannot join, and says what it lacks.
        var bare = (await relay.Calls.ListPartnersAsync(new() { RelayId = relay.Id, Text = "213300635" }, Read())).Partners[0];
        var error = await Should.ThrowAsync<Grpc.Core.RpcException>(async () => await relay.Calls.StartRelayAdhesionAsync(new() { RelayId = relay.Id, MandateId = relay.MandateId, PartnerId = bare.PartnerId }, Write()));
        ServiceDefaults.Refusing.ToRefused(error)!.Fields.Select(f => f.Field).ShouldContain("entity.department");
        error = await Should.ThrowAsync<Grpc.Core.RpcException>(async () => await relay.Calls.ImportPartnersAsync(new() { RelayId = relay.Id, Partners = { new PartnerView { Siren = "213300635", Name = "Bordeaux", Category = "ville", Referent = new() { Address = "05 56 00 00 00" } } } }, Write()));
        ServiceDefaults.Refusing.ToRefused(error)!.Fields.Select(f => f.Field).ShouldBe(["partners[0].category", "partners[0].referent.address"]);
    }

    [Theory, Stores]
    public async Task The_officers_are_told_that_a_file_waits_for_them_and_of_a_correction(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "PIGMA", "183300029", "47");
        var road = new Road(host);
        var file = await relay.JoinAsync(road, partner: true);
        await host.Anybody.AskCorrectionAsync(new() { Link = await host.LinkAsync(road.Representative), Message = "Le prénom est faux." }, Write());
        await relay.JoinAsync(road, partner: true);
        await road.ValidateAsync();
        await host.SealAsync();

        var notices = await host.ReadAsync((db, ct) => db.Notices.OrderBy(n => n.DueAt).ThenBy(n => n.Id).ToListAsync(ct));

        notices.ShouldAllBe(n => n.PersonId == relay.Officer);
        notices.Select(n => n.Message.Subject).ShouldBe([$"Correction demandée : Commune {road.Siren}", $"À contresigner pour PIGMA : Commune {road.Siren}"], ignoreOrder: true);
        var line = (await relay.Calls.ListPartnersAsync(new() { RelayId = relay.Id, Text = road.Siren }, Read())).Partners[0];
        notices.ShouldAllBe(n => n.Message.ActionUrl!.AbsolutePath == $"/relais/partenaires/{line.PartnerId}");
        (line.AwaitsRelay, line.AdhesionId).ShouldBe((true, file.AdhesionId));
    }

    [Theory, Stores]
    public async Task The_file_says_under_which_mandate_the_relay_acts_and_in_whose_name(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "PIGMA", "183300029", "47");

        var file = await relay.JoinAsync(new Road(host), partner: false);

        (file.PreparedByRelay, file.WithActe).ShouldBe((true, true));
        (file.Mandate.MandateId, file.Mandate.LegalBasis).ShouldBe((relay.MandateId, "Convention du 12 janvier 2026"));
        file.Mandate.Officers.ShouldBeEmpty();
        file.Deeds.Select(d => d.MandateId).ShouldBe(["", relay.MandateId]);
    }

    [Theory, Stores]
    public async Task A_body_out_of_the_perimeter_does_not_join_by_the_relay(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "PIGMA", "183300029", "33");

        var error = await Should.ThrowAsync<Grpc.Core.RpcException>(() => relay.JoinAsync(new Road(host), partner: true));

        ServiceDefaults.Refusing.ToRefused(error)!.Refusal.Code.ShouldBe("NO_MANDATE");
    }

    [Theory, Stores]
    public async Task The_end_of_the_mandate_ends_the_rights_at_once(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "PIGMA", "183300029", "47");
        var file = await relay.JoinAsync(new Road(host), partner: true);
        var view = (await host.As(host.Operator).ListRelaysAsync(new(), Read())).Relays[0];

        await host.As(host.Operator).ChangeMandateAsync(new() { MandateId = relay.MandateId, Version = view.Version, End = true }, Write());

        await relay.Calls.ListPartnersAsync(new() { RelayId = relay.Id }, Read()).ShouldBeRefusedAsync("FORBIDDEN", 403);
        await relay.Calls.GetAdhesionAsync(new() { AdhesionId = file.AdhesionId }, Read()).ShouldBeRefusedAsync("FORBIDDEN", 403);
    }

    [Theory, Stores]
    public async Task Once_the_mandate_has_ended_its_officers_are_told_nothing_more(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "PIGMA", "183300029", "47");
        var road = new Road(host);
        await relay.JoinAsync(road, partner: true);
        var view = (await host.As(host.Operator).ListRelaysAsync(new(), Read())).Relays[0];
        await host.As(host.Operator).ChangeMandateAsync(new() { MandateId = relay.MandateId, Version = view.Version, End = true }, Write());

        await host.Anybody.AskCorrectionAsync(new() { Link = await host.LinkAsync(road.Representative), Message = "Le prénom est faux." }, Write());

        (await host.ReadAsync((db, ct) => db.Notices.ToListAsync(ct))).ShouldBeEmpty();
        (await host.MailsAsync(road.Referent))[^1].Text.ShouldContain("Le prénom est faux.");
    }

    [Theory, Stores]
    public async Task A_visitor_learns_which_roads_are_open_and_not_who_is_a_member(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "PIGMA", "183300029", "47");
        var road = new Road(host);
        var unknown = await host.Anybody.LookUpBodyAsync(new() { Siren = road.Siren, Department = "47" }, Read());
        await relay.ImportAsync(road, partner: true);

        unknown.Relays.ShouldHaveSingleItem().Deed.ShouldBe(Kind.Convention);
        (await host.Anybody.LookUpBodyAsync(new() { Siren = road.Siren }, Read())).Relays.ShouldHaveSingleItem().Deed.ShouldBe(Kind.Avenant);
        (await host.Anybody.LookUpBodyAsync(new() { Siren = "213300635", Department = "75" }, Read())).Relays.ShouldBeEmpty();
    }

    [Theory, Stores]
    public async Task The_registry_shows_what_became_of_each_body(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "PIGMA", "183300029", "47");
        var road = new Road(host);
        var file = await relay.JoinAsync(road, partner: true);
        await road.ValidateAsync();
        await host.SealAsync();
        await relay.CountersignAsync(await road.SeenByInstructorAsync());
        await host.SealAsync();

        var partner = (await relay.Calls.ListPartnersAsync(new() { RelayId = relay.Id, Text = "commune" }, Read())).Partners.ShouldHaveSingleItem();

        partner.AdhesionId.ShouldBe(file.AdhesionId);
        partner.State.ShouldBe(State.Accepted);
        partner.UnderMandate.ShouldBeTrue();
    }

    /// <summary>A relay with one mandate and one officer named in it.</summary>
    internal sealed record Relay(MembershipHost Host, string Id, string MandateId, Guid Officer)
    {
        /// <summary>As the officer, who has just signed in.</summary>
        public Wire.Membership.MembershipClient Calls => CallsSince(Host.Clock.GetUtcNow());

        public Wire.Membership.MembershipClient CallsSince(DateTimeOffset? signedInAt) => Host.As(Officer, Guid.Parse(Id), signedInAt);

        public static async Task<Relay> CreateAsync(MembershipHost host, string name, string siren, string department, bool accepts = true)
        {
            var (asOperator, officer, now) = (host.As(host.Operator), Guid.CreateVersion7(), host.Clock.GetUtcNow());
            var relay = await asOperator.CreateRelayAsync(new()
            {
                Name = $"Plateforme {name}",
                ShortName = name,
                Siren = siren,
                Address = "6 parvis des Chartrons, 33075 Bordeaux",
                RepresentativeName = "Jean Dupin",
                RepresentativeFunction = "Directeur",
            }, Write());
            relay = await asOperator.CreateMandateAsync(new()
            {
                RelayId = relay.RelayId,
                LegalBasis = "Convention du 12 janvier 2026",
                From = now.AddDays(-1).ToTimestamp(),
                Until = now.AddYears(2).ToTimestamp(),
                Departments = { department },
                Rights = { Right.Join, Right.Accounts, Right.Help, Right.View },
                Officers = { $"{officer}" },
                Accepts = accepts,
            }, Write());
            Relay made = new(host, relay.RelayId, relay.Mandates[0].MandateId, officer);
            await made.HeardAsync();
            return made;
        }

        /// <summary>Accounts was heard a moment ago, whatever the clock.</summary>
        public Task HeardAsync() => Host.LearnAsync(MembershipHost.Person(Officer, Guid.Parse(Id), Organisation.Types.Kind.Relay, Role.Types.Name.Officer));

        /// <summary>Raised by each change of one of its mandates.</summary>
        public async Task<long> VersionAsync() => (await Host.As(Host.Operator).ListRelaysAsync(new(), Read())).Relays.Single(r => r.RelayId == Id).Version;

        public async Task<string> ImportAsync(Road road, bool partner)
        {
            var entity = road.Entity();
            var row = new PartnerView
            {
                Name = entity.Name,
                Siren = road.Siren,
                Category = entity.Category,
                Street = entity.Street,
                PostalCode = entity.PostalCode,
                Town = entity.Town,
                Department = entity.Department,
                Partner = partner,
            };
            await Calls.ImportPartnersAsync(new() { RelayId = Id, Partners = { row } }, Write());
            return (await Calls.ListPartnersAsync(new() { RelayId = Id, Text = road.Siren }, Read())).Partners[0].PartnerId;
        }

        public async Task<AdhesionView> JoinAsync(Road road, bool partner) => await Calls.StartRelayAdhesionAsync(new()
        {
            RelayId = Id,
            MandateId = MandateId,
            PartnerId = await ImportAsync(road, partner),
            Representative = new() { GivenName = "Joëlle", FamilyName = "Laborde", Function = "Maire", Address = road.Representative },
            Referent = new() { GivenName = "Rémi", FamilyName = "Castaing", Function = "Géomaticien", Address = road.Referent },
            Sector = new() { Themes = { "foret" }, IntendedUses = "Suivre la forêt.", Families = { "pleiades" } },
        }, Write());

        public async Task CountersignAsync(AdhesionView file) =>
            await Calls.CountersignRelayDeedAsync(Road.Countersign(file.Deeds.Single(d => d.Kind != Kind.Acte)), Write());

        public async Task<AdhesionView> SeesAsync(AdhesionView file) => await Calls.GetAdhesionAsync(new() { AdhesionId = file.AdhesionId }, Read());

        public async Task<List<string>> MandatesOverAsync(AdhesionView file)
        {
            var row = await Host.ReadAsync((db, ct) => db.Set<Rights.StandingRow>().SingleAsync(r => r.Key == file.OrganisationId, ct));
            return [.. Standing.Parser.ParseFrom(row.Payload).Mandates.Select(m => m.MandateId)];
        }
    }
}
