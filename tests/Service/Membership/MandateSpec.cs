using Dinamis.Membership.Organisations;
using Dinamis.ServiceTests.Harness;
using Dinamis.Storage;
using Dinamis.Wire;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using static Dinamis.ServiceTests.Membership.Asking;
using Relay = Dinamis.ServiceTests.Membership.RelayRoadSpec.Relay;
using Right = Dinamis.Wire.Mandate.Types.Right;

namespace Dinamis.ServiceTests.Membership;

public sealed class MandateSpec
{
    [Theory, Stores]
    public async Task The_bodies_under_a_mandate_are_told_that_it_was_changed_renewed_and_has_ended(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "PIGMA", "183300029", "47");
        var road = await UnderMandateAsync(host, relay);
        var far = host.Clock.GetUtcNow().AddYears(5);

        await ChangeAsync(relay, new() { Terms = new() { Departments = { "47", "33" }, Rights = { Right.Join, Right.Accounts } } });
        await ToldAsync(host);
        var changed = await ChangeAsync(relay, new() { Until = far.ToTimestamp() });
        await ToldAsync(host);
        changed.Mandates[0].ShouldSatisfyAllConditions(m => m.Departments.ShouldBe(["47", "33"]), m => m.Rights.ShouldBe([Right.Join, Right.Accounts]), m => m.Until.ToDateTimeOffset().ShouldBe(far), m => m.Accepts.ShouldBeFalse());
        await ChangeAsync(relay, new() { End = true });
        await ToldAsync(host);

        (await SubjectsAsync(host, road.Referent)).TakeLast(3).ShouldBe([$"Mandat de PIGMA modifié : Commune {road.Siren}", $"Mandat de PIGMA renouvelé : Commune {road.Siren}", $"PIGMA n’agit plus au nom de : Commune {road.Siren}"]);
        (await host.MailsAsync(road.Representative))[^1].Text.ShouldContain("chacun se connecte, télécharge et demande des images comme avant");
        (await host.ActsAsync()).Where(a => a.ObjectType == "mandate").Select(a => a.Verb)
            .ShouldBe(["mandate.created", "mandate.changed", "mandate.told", "mandate.renewed", "mandate.told", "mandate.ended", "mandate.told"]);
    }

    [Theory, Stores]
    public async Task A_mandate_whose_term_comes_gives_no_right_any_more_is_told_once_and_may_be_renewed_for_the_same_bodies(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "PIGMA", "183300029", "47");
        var road = await UnderMandateAsync(host, relay);
        host.Clock.Advance(TimeSpan.FromDays(2 * 366));
        await relay.HeardAsync();

        await relay.Calls.ListPartnersAsync(new() { RelayId = relay.Id }, Read()).ShouldBeRefusedAsync("FORBIDDEN", 403);
        await ToldAsync(host);
        (await SubjectsAsync(host, road.Referent)).Count(s => s.StartsWith("PIGMA n’agit plus", StringComparison.Ordinal)).ShouldBe(1);

        await ChangeAsync(relay, new() { Until = host.Clock.GetUtcNow().AddYears(3).ToTimestamp() });
        (await relay.Calls.ListPartnersAsync(new() { RelayId = relay.Id }, Read())).Partners.ShouldHaveSingleItem().UnderMandate.ShouldBeTrue();
        await ChangeAsync(relay, new() { Until = host.Clock.GetUtcNow().AddYears(1).ToTimestamp() }, refused: "INVALID");
    }

    [Theory, Stores]
    public async Task The_documents_of_a_mandate_are_kept_as_given_for_DINAMIS_and_its_own_relay(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var (relay, other) = (await Relay.CreateAsync(host, "PIGMA", "183300029", "47"), await Relay.CreateAsync(host, "GéoMidi", "200053759", "31"));
        var pdf = ByteString.CopyFromUtf8("%PDF-1.7 convention");

        await ChangeAsync(relay, new() { Document = ByteString.CopyFromUtf8("MZ pas un PDF") }, refused: "INVALID");
        var document = (await ChangeAsync(relay, new() { Document = pdf })).Mandates[0].Documents.ShouldHaveSingleItem();
        // Ended, it keeps them; and the same one given again is one.
        await ChangeAsync(relay, new() { End = true, Document = pdf });

        ReadMandateDocumentRequest read = new() { MandateId = relay.MandateId, Sha256 = document.Sha256 };
        (await host.As(host.Operator).ReadMandateDocumentAsync(read, Read())).Data.ShouldBe(pdf);
        (await relay.Calls.ReadMandateDocumentAsync(read, Read())).Data.ShouldBe(pdf);
        await other.Calls.ReadMandateDocumentAsync(read, Read()).ShouldBeRefusedAsync("NOT_FOUND", 404);
    }

    static async Task<Road> UnderMandateAsync(MembershipHost host, Relay relay)
    {
        var road = new Road(host);
        await relay.JoinAsync(road, partner: true);
        await road.ValidateAsync();
        await host.SealAsync();
        await relay.CountersignAsync(await road.SeenByInstructorAsync());
        await host.SealAsync();
        return road;
    }

    static async Task<RelayView> ChangeAsync(Relay relay, ChangeMandateRequest change, string? refused = null)
    {
        (change.MandateId, change.Version) = (relay.MandateId, await relay.VersionAsync());
        var call = relay.Host.As(relay.Host.Operator).ChangeMandateAsync(change, Write());
        if (refused is null) return await call;
        await call.ShouldBeRefusedAsync(refused, 400);
        return new();
    }

    static Task ToldAsync(MembershipHost host) => host.RunAsync(
        new MandateNewsStep(host.Store, new StoreSignal<Dinamis.Membership.MembershipDb>(), host.Clock, NullLogger<MandateNewsStep>.Instance),
        async () => !await host.ReadAsync((db, ct) => db.Set<Dinamis.Membership.Organisations.Mandate>().AnyAsync(m => m.News != MandateNews.None || (m.EndToldAt == null && (m.EndedAt != null || m.Until <= host.Clock.GetUtcNow())), ct)));

    static async Task<IEnumerable<string>> SubjectsAsync(MembershipHost host, string to) => (await host.MailsAsync(to)).Select(m => m.Subject);
}
