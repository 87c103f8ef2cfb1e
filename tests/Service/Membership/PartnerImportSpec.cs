using System.Diagnostics;
using System.Text;
using Dinamis.Kernel;
using Dinamis.Membership.Imports;
using Dinamis.ServiceTests.Harness;
using Dinamis.Storage;
using Dinamis.Wire;
using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using static Dinamis.ServiceTests.Membership.Asking;
using Relay = Dinamis.ServiceTests.Membership.RelayRoadSpec.Relay;
using State = Dinamis.Wire.PartnerImportView.Types.State;

namespace Dinamis.ServiceTests.Membership;

public sealed class PartnerImportSpec(ITestOutputHelper output)
{
    [Theory, Stores]
    public async Task A_list_is_shown_before_it_is_written_then_written_whole_and_taken_back(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "PIGMA", "183300029", "47");
        await relay.Calls.ImportPartnersAsync(new() { RelayId = relay.Id, Partners = { Body("213300635", "Bordeaux", partner: true) } }, Write());

        var import = await ReadAsync(relay, "SIREN;Nom;Commune\n213300635;Commune de Bordeaux;Bordeaux\n217500016;Commune de Paris;Paris\n123456789;Faux;\n");
        (import.State, import.Counts.Added, import.Counts.Changed, import.Counts.Refused).ShouldBe((State.Preview, 1, 1, 1));
        (await NamesAsync(relay)).ShouldBe(["Bordeaux"]);

        import = await relay.Calls.ConfirmPartnerImportAsync(Command(relay, import), Write());
        import.State.ShouldBe(State.Confirmed);
        (await NamesAsync(relay)).ShouldBe(["Commune de Bordeaux", "Commune de Paris"]);
        // The list does not say who is a partner: the registry keeps what it knows.
        (await ListAsync(relay, new() { Partner = true })).Select(p => p.Name).ShouldBe(["Commune de Bordeaux"]);
        await relay.Calls.ConfirmPartnerImportAsync(Command(relay, import), Write()).ShouldBeRefusedAsync("IMPORT_NOT_AWAITED", 409);

        (await relay.Calls.UndoPartnerImportAsync(Command(relay, import), Write())).Counts.Kept.ShouldBe(0);
        (await NamesAsync(relay)).ShouldBe(["Bordeaux"]);
    }

    [Theory, Stores]
    public async Task What_changed_since_and_who_is_joining_stays_when_a_list_is_taken_back(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "PIGMA", "183300029", "47");
        var road = new Road(host);
        var import = await ReadAsync(relay, $"SIREN;Nom\n{road.Siren};Commune qui adhère\n217500016;Commune de Paris\n213300635;Commune de Bordeaux\n");
        await relay.Calls.ConfirmPartnerImportAsync(Command(relay, import), Write());
        await relay.JoinAsync(road, partner: true);
        await relay.Calls.ImportPartnersAsync(new() { RelayId = relay.Id, Partners = { Body("217500016", "Ville de Paris") } }, Write());

        (await relay.Calls.UndoPartnerImportAsync(Command(relay, import), Write())).Counts.Kept.ShouldBe(2);

        (await ListAsync(relay, new())).Select(p => p.Siren).ShouldBe([road.Siren, "217500016"], ignoreOrder: true);
    }

    [Theory, Stores]
    public async Task A_thousand_lines_enter_at_once_and_leave_at_once(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "PIGMA", "183300029", "47");
        var sirens = Enumerable.Range(0, 10_000).Select(n => $"{210_000_000 + n}").Where(Siren.IsSiren).Take(1000).ToList();
        sirens.Count.ShouldBe(1000);

        var begun = Stopwatch.GetTimestamp();
        var import = await ReadAsync(relay, "siren;nom;département\n" + string.Join('\n', sirens.Select(s => $"{s};Commune {s};47")));
        (await relay.Calls.ConfirmPartnerImportAsync(Command(relay, import), Write())).Counts.Added.ShouldBe(1000);
        // The goal is 5 s.
        output.WriteLine(FormattableString.Invariant($"{kind}: read and written in {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s"));
        (await host.ReadAsync((db, ct) => db.Partners.CountAsync(ct))).ShouldBe(1000);
        await relay.Calls.UndoPartnerImportAsync(Command(relay, import), Write());
        (await host.ReadAsync((db, ct) => db.Partners.CountAsync(ct))).ShouldBe(0);
    }

    [Theory, Stores]
    public async Task The_registry_is_filtered_by_what_each_body_is_and_wants(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "PIGMA", "183300029", "47");
        const string Bordeaux = "213300635", Agen = "214700015", Marmande = "214701575";
        PartnerView[] bodies = [new(Body(Bordeaux, "Bordeaux", partner: true)) { Department = "33" }, new(Body(Agen, "Agen")) { Department = "47", Interested = true }, new(Body(Marmande, "Marmande")) { Department = "47" }];
        await relay.Calls.ImportPartnersAsync(new() { RelayId = relay.Id, Partners = { bodies } }, Write());

        (await FoundAsync(new() { Partner = true })).ShouldBe([Bordeaux]);
        (await FoundAsync(new() { Partner = false })).ShouldBe([Agen, Marmande]);
        (await FoundAsync(new() { Interested = true })).ShouldBe([Agen]);
        (await FoundAsync(new() { Department = "47" })).ShouldBe([Agen, Marmande]);
        (await FoundAsync(new() { Department = "47", Interested = false })).ShouldBe([Marmande]);
        (await FoundAsync(new() { Text = "bord" })).ShouldBe([Bordeaux]);

        async Task<IEnumerable<string>> FoundAsync(ListPartnersRequest filter) => (await ListAsync(relay, filter)).Select(p => p.Siren);
    }

    [Theory, Stores]
    public async Task The_registry_leaves_as_a_file_that_no_spreadsheet_runs_and_comes_back_the_same(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var relay = await Relay.CreateAsync(host, "PIGMA", "183300029", "47");
        string[] names = ["=HYPERLINK(\"http://example.invalid\",\"Cliquez\")", "-2+3", "+33 5 56", "@SUM(A1)", "Syndicat \"Bouliac ; Eau\""];
        string[] sirens = ["213300635", "217500016", "214701575", "216404459", "218708501"];
        await relay.Calls.ImportPartnersAsync(new() { RelayId = relay.Id, Partners = { names.Zip(sirens, (name, siren) => Body(siren, name, partner: siren == sirens[0])) } }, Write());

        var file = (await relay.Calls.ExportPartnersAsync(new() { RelayId = relay.Id }, Read())).Data.ToByteArray();

        file[..3].ShouldBe(Encoding.UTF8.Preamble.ToArray());
        Encoding.UTF8.GetString(file).Split('\n').Skip(1).SelectMany(line => line.Split(';')).ShouldAllBe(cell => !cell.TrimStart('"').StartsWith('=') && !cell.StartsWith('-') && !cell.StartsWith('+') && !cell.StartsWith('@'));
        var again = await relay.Calls.PreviewPartnerImportAsync(new() { RelayId = relay.Id, Content = ByteString.CopyFrom(file) }, Write());
        (again.Counts.Same, again.UnreadColumns.Count).ShouldBe((names.Length, 0));
    }

    [Theory, Stores]
    public async Task Another_relay_sees_neither_the_list_nor_the_registry_and_lists_are_forgotten_after_thirty_days(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var (relay, other) = (await Relay.CreateAsync(host, "PIGMA", "183300029", "47"), await Relay.CreateAsync(host, "GéoMidi", "200053759", "31"));
        var import = await ReadAsync(relay, "SIREN;Nom\n217500016;Commune de Paris\n");

        await other.Calls.GetPartnerImportAsync(new() { RelayId = other.Id, ImportId = import.ImportId }, Read()).ShouldBeRefusedAsync("NOT_FOUND", 404);
        (await other.Calls.ListPartnerImportsAsync(new() { RelayId = other.Id }, Read())).Imports.ShouldBeEmpty();
        (await relay.Calls.ListPartnerImportsAsync(new() { RelayId = relay.Id }, Read())).Imports.ShouldHaveSingleItem().Counts.Added.ShouldBe(1);

        host.Clock.Advance(ForgetImports.Kept + TimeSpan.FromHours(1));
        using var step = new ForgetImports(host.Store, new StoreSignal<Dinamis.Membership.MembershipDb>(), host.Clock, NullLogger<ForgetImports>.Instance);
        await step.StartAsync(MembershipHost.Stop);
        await Dinamis.Tests.Patiently.UntilAsync("the lists to be forgotten", TimeSpan.FromSeconds(30), async () => !await host.ReadAsync((db, ct) => db.PartnerImports.AnyAsync(ct)));
        await step.StopAsync(MembershipHost.Stop);
    }

    static async Task<PartnerImportView> ReadAsync(Relay relay, string list) =>
        await relay.Calls.PreviewPartnerImportAsync(new() { RelayId = relay.Id, FileName = "partenaires.csv", Content = ByteString.CopyFromUtf8(list) }, Write());

    static PartnerImportCommand Command(Relay relay, PartnerImportView import) => new() { RelayId = relay.Id, ImportId = import.ImportId };

    static PartnerView Body(string siren, string name, bool partner = false) => new() { Siren = siren, Name = name, Partner = partner };

    static async Task<IReadOnlyList<PartnerView>> ListAsync(Relay relay, ListPartnersRequest request)
    {
        request.RelayId = relay.Id;
        return (await relay.Calls.ListPartnersAsync(request, Read())).Partners;
    }

    static async Task<IEnumerable<string>> NamesAsync(Relay relay) => (await ListAsync(relay, new())).Select(p => p.Name);
}
