using Dinamis.Membership.Adhesions;
using Dinamis.ServiceTests.Harness;
using Dinamis.Storage;
using Dinamis.Wire;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using static Dinamis.ServiceTests.Membership.Asking;
using Side = Dinamis.Wire.ReferentProposal.Types.Side;

namespace Dinamis.ServiceTests.Membership;

/// <summary>Another référent of a member: named, proven, confirmed.</summary>
public sealed class ReferentSpec
{
    const string Next = "ines.garnier@marmande.example";

    [Theory, Stores]
    public async Task The_next_referent_proves_his_address_the_representative_confirms_and_the_former_one_is_told_and_opens_nothing_more(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        var file = await road.ActivateAsync();
        var formerLink = await host.LinkAsync(road.Referent);
        var referent = await host.ReferentAsync(file);

        await referent.ProposeReferentAsync(new() { EntityId = file.OrganisationId, Referent = Ines() }, Write());
        var seen = await host.Anybody.OpenLinkAsync(new() { Link = await host.LinkAsync(Next) }, Read());
        (seen.Purpose, seen.Adhesion.Entity.Name, seen.Adhesion.Representative, seen.Adhesion.Referent).ShouldBe((LinkView.Types.Purpose.NewReferent, road.Name, null, null), "of the file nothing but the body");
        file = await road.SeenByInstructorAsync();
        var early = await host.LinkAsync(road.Representative);
        await host.Anybody.DecideReferentAsync(new() { Link = early, Version = file.Version, Confirm = true }, Write()).ShouldBeRefusedAsync("ADHESION_NO_REFERENT_PROVEN", 409);

        await host.Anybody.ProveReferentAsync(new() { Link = await host.LinkAsync(Next) }, Write());
        file = await road.SeenByInstructorAsync();
        (file.Referent.Address, file.ProposedReferent.ProvenAt is not null).ShouldBe((road.Referent, true), "nothing changes before the représentant légal has confirmed");
        var link = await host.LinkAsync(road.Representative);
        await host.Anybody.DecideReferentAsync(new() { Link = link, Version = file.Version - 1, Confirm = true }, Write()).ShouldBeRefusedAsync("STALE", 409);
        file = (await host.Anybody.DecideReferentAsync(new() { Link = link, Version = file.Version, Confirm = true }, Write())).Adhesion;

        (file.Referent.Address, file.ProposedReferent, file.ReferentSince is not null).ShouldBe((Next, null, true));
        file.Exchanges[^1].ShouldSatisfyAllConditions(e => e.Kind.ShouldBe(Exchange.Types.Kind.Change), e => e.Message.ShouldContain("Inès Garnier"), e => e.Message.ShouldContain("Rémi Castaing"));
        await host.Anybody.OpenLinkAsync(new() { Link = formerLink }, Read()).ShouldBeRefusedAsync("LINK_GONE", 410);
        (await host.MailsAsync(road.Referent))[^1].Subject.ShouldStartWith("Vous n’êtes plus référent");
        (await host.MailsAsync(Next))[^1].Subject.ShouldStartWith("Vous êtes le référent DINAMIS");
        (await host.ActsAsync()).Count(a => a.Verb == "adhesion.referent-changed").ShouldBe(1);
    }

    [Theory, Stores]
    public async Task Accounts_is_asked_once_to_give_the_role_to_the_new_one_and_to_take_it_from_all_whose_place_he_took(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        await road.ActivateAsync();
        var accounts = new InvitationSpec.Answering(refusals: 0);
        await InviteAsync(); // The first one.

        foreach (var (address, inPlace) in new[] { ("entretemps@marmande.example", road.Referent), (Next, "entretemps@marmande.example") })
        {
            await host.Anybody.NameReferentAsync(new() { Link = await ProvenAsync(host, road, inPlace), Referent = new(Ines()) { Address = address } }, Write());
            await host.Anybody.ProveReferentAsync(new() { Link = await host.LinkAsync(address) }, Write());
            host.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        await InviteAsync();

        accounts.Last!.Referent.Address.ShouldBe(Next);
        accounts.Last.FormerAddresses.ShouldBe([road.Referent, "entretemps@marmande.example"]);
        accounts.Keys.Distinct().Count().ShouldBe(2, "another key than for the first one");

        Task InviteAsync() => host.RunAsync(
            new ReferentInvitations(host.Store, new StoreSignal<Dinamis.Membership.MembershipDb>(), accounts, host.Clock, NullLogger<ReferentInvitations>.Instance),
            async () => !await host.ReadAsync((db, ct) => db.Adhesions.AnyAsync(a => a.InvitationDueAt != null, ct)));
    }

    [Theory, Stores]
    public async Task Whom_the_representative_names_himself_is_referent_as_soon_as_his_address_is_proven(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        await road.ActivateAsync();
        var link = await ProvenAsync(host, road);

        await host.Anybody.NameReferentAsync(new() { Link = link, Referent = new(Ines()) { Address = road.Referent } }, Write()).ShouldBeRefusedAsync("INVALID", 400);
        await host.Anybody.NameReferentAsync(new() { Link = link, Referent = Ines() }, Write());
        (await host.MailsAsync(road.Referent))[^1].Text.ShouldContain("Inès Garnier", customMessage: "the one in place hears of it");
        var view = await host.Anybody.ProveReferentAsync(new() { Link = await host.LinkAsync(Next) }, Write());

        view.Adhesion.Referent.Address.ShouldBe(Next);
        (await road.SeenByInstructorAsync()).Referent.Address.ShouldBe(Next);
    }

    [Theory, Stores]
    public async Task The_representative_does_not_confirm_and_all_stays_as_it_was(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        var file = await road.ActivateAsync();
        await (await host.ReferentAsync(file)).ProposeReferentAsync(new() { EntityId = file.OrganisationId, Referent = Ines() }, Write());
        await host.Anybody.ProveReferentAsync(new() { Link = await host.LinkAsync(Next) }, Write());
        var link = await host.LinkAsync(road.Representative);
        file = await road.SeenByInstructorAsync();

        await host.Anybody.DecideReferentAsync(new() { Link = link, Version = file.Version }, Write()).ShouldBeRefusedAsync("INVALID", 400);
        file = (await host.Anybody.DecideReferentAsync(new() { Link = link, Version = file.Version, Reason = "Elle part en juin." }, Write())).Adhesion;

        (file.Referent.Address, file.ProposedReferent).ShouldBe((road.Referent, null));
        foreach (var address in new[] { road.Referent, Next }) (await host.MailsAsync(address))[^1].Text.ShouldContain("Elle part en juin.");
        (await host.Anybody.OpenLinkAsync(new() { Link = await host.LinkAsync(Next) }, Read())).Adhesion.ProposedReferent.ShouldBeNull();
    }

    [Theory, Stores]
    public async Task Where_the_referent_is_gone_DINAMIS_or_the_relay_under_its_mandate_names_the_next_one_for_the_body_and_nobody_else(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var (relay, other) = (await RelayRoadSpec.Relay.CreateAsync(host, "PIGMA", "183300029", "47"), await RelayRoadSpec.Relay.CreateAsync(host, "GéoMidi", "200053759", "47"));
        var road = new Road(host);
        await relay.JoinAsync(road, partner: true);
        await road.ValidateAsync();
        await host.SealAsync();
        await relay.CountersignAsync(await road.SeenByInstructorAsync());
        await host.SealAsync();
        await host.AsSigning(host.Signatory).CountersignDeedAsync(Road.Countersign((await road.SeenByInstructorAsync()).Deeds[0]), Write());
        await host.SealAsync();
        var file = await road.SeenByInstructorAsync();
        ProposeReferentRequest request = new() { EntityId = file.OrganisationId, Referent = Ines() };

        await other.Calls.ProposeReferentAsync(request, Write()).ShouldBeRefusedAsync("NOT_FOUND", 404);
        await host.As(host.Signatory).ProposeReferentAsync(request, Write()).ShouldBeRefusedAsync("NOT_FOUND", 404);
        await relay.Calls.ProposeReferentAsync(request, Write());

        (await road.SeenByInstructorAsync()).ProposedReferent.Side.ShouldBe(Side.Relay);
        (await host.ActsAsync()).Single(a => a.Verb == "adhesion.referent-proposed").ShouldSatisfyAllConditions(a => a.MandateId.ShouldBe(relay.MandateId), a => a.ActorId.ShouldBe($"{relay.Officer}"));
        (await host.MailsAsync(road.Referent))[^1].Subject.ShouldStartWith("Changement de référent proposé");
        var first = await host.LinkAsync(Next);
        await host.As(host.Instructor).ProposeReferentAsync(request, Write());
        await host.Anybody.OpenLinkAsync(new() { Link = first }, Read()).ShouldBeRefusedAsync("LINK_GONE", 410);
        (await road.SeenByInstructorAsync()).ProposedReferent.Side.ShouldBe(Side.Dinamis);
    }

    [Theory, Stores]
    public async Task Who_reads_the_mailbox_of_the_representative_alone_makes_nobody_referent_and_the_code_of_the_signature_has_served(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        await road.ActivateAsync();
        var link = await host.LinkAsync(road.Representative);
        await host.PassAsync(TimeSpan.FromMinutes(31));
        NameReferentRequest request = new() { Link = link, Referent = Ines() };

        await host.Anybody.NameReferentAsync(request, Write()).ShouldBeRefusedAsync("SIGNATURE_CODE_MISSING", 403);
        (await host.Anybody.OpenLinkAsync(new() { Link = link }, Read())).Signature.Proven.ShouldBeFalse();
        await road.ProveCodeAsync(link);
        (await host.MailsAsync(road.Referent))[^1].Text.ShouldContain("désigner un autre référent");
        await host.Anybody.NameReferentAsync(request, Write());

        (await road.SeenByInstructorAsync()).ProposedReferent.Side.ShouldBe(Side.Representative);
    }

    [Theory, Stores]
    public async Task Where_both_read_one_mailbox_naming_another_asks_no_code(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host) { Representative = "sig@214701575.example" };
        await road.ActivateAsync();
        await host.PassAsync(TimeSpan.FromMinutes(31));

        await host.Anybody.NameReferentAsync(new() { Link = await host.LinkAsync(road.Representative, "À signer"), Referent = Ines() }, Write());

        (await road.SeenByInstructorAsync()).ProposedReferent.Side.ShouldBe(Side.Representative);
    }

    /// <summary>The link of the représentant légal, with the code that the référent in place has told him.</summary>
    static async Task<string> ProvenAsync(MembershipHost host, Road road, string? inPlace = null)
    {
        var link = await host.LinkAsync(road.Representative);
        await host.PassAsync(TimeSpan.FromMinutes(2));
        await road.ProveCodeAsync(link, inPlace);
        return link;
    }

    static ReferentForm Ines() => new() { GivenName = "Inès", FamilyName = "Garnier", Function = "Géomaticienne", Address = Next };
}
