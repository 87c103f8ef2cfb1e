using System.IO.Compression;
using System.Text;
using Dinamis.Activity.Journal;
using Dinamis.Kernel;
using Dinamis.ServiceTests.Harness;
using Dinamis.ServiceTests.Local;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using static Dinamis.ServiceTests.Activity.ActivityHost;

namespace Dinamis.ServiceTests.Activity;

public sealed class JournalExtractSpec : IDisposable
{
    static readonly Guid adhesion = New(), other = New();
    readonly TemporaryFolder folder = new();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    static Wire.Act Step(string verb, Guid of, Guid organisation)
    {
        var act = Act(verb, organisation, Referent, of);
        act.Facts["note"] = "l’été";
        return act;
    }

    static Wire.Act OfDeed(string verb, Guid of)
    {
        var act = Act(verb, Mairie, Referent);
        (act.ObjectType, act.ObjectId, act.Facts["adhesion"]) = ("deed", "DIN-2026-000042", $"{of}");
        return act;
    }

    // Two days: the second line and the act's are sealed a day later, the last one not yet. Lines of others stand between.
    static async Task<ActivityHost> FilledAsync(StoreKind kind, LocalRun local)
    {
        var app = await On(kind, new Dictionary<string, string> { ["Tsa:Url"] = $"{local.Http.BaseAddress}tsa", ["Ca:TrustUrl"] = $"{local.Http.BaseAddress}ca/ca.pem" });
        var stamps = app.Host.Services.GetRequiredService<TimeStamps>();
        await app.TellAsync("membership", Step("adhesion.started", other, Syndicat), Step("adhesion.started", adhesion, Mairie), Step("adhesion.saved", other, Syndicat));
        await SealStep.SealAsync(app.Host.Store, stamps, app.Clock, Cancel);
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.TellAsync("membership", Step("adhesion.saved", other, Syndicat), Step("adhesion.frozen", adhesion, Mairie), OfDeed("deed.frozen", adhesion), OfDeed("deed.frozen", other), Step("adhesion.saved", other, Syndicat));
        await SealStep.SealAsync(app.Host.Store, stamps, app.Clock, Cancel);
        await app.TellAsync("membership", Step("adhesion.submitted", adhesion, Mairie));
        await app.Host.LearnAsync();
        return app;
    }

    [Theory, Stores]
    public async Task Its_text_is_followed_to_the_letter_with_openssl_alone_and_finds_what_was_changed(StoreKind kind)
    {
        await using var local = await LocalRun.StartAsync(folder.Path);
        await using var app = await FilledAsync(kind, local);
        var files = await UnpackAsync(app);

        files.ShouldBe(
        [
            "LISEZMOI.txt", "autorites.pem", "cachet-20261125.tst", "cachet-20261125.txt", "cachet-20261126.tst", "cachet-20261126.txt", "chaine-20261125.txt", "chaine-20261126.txt",
            "lignes/2.json", "lignes/5.json", "lignes/6.json", "ouvertures.txt", "sans-preuve/9.json",
        ]);
        (await FollowAsync()).ShouldBe([("dgst", true), ("dgst", true), ("ts", true), ("dgst", true), ("ts", true)]);
        // Nothing of another body: neither its adhesion nor what opens its lines.
        foreach (var file in files) (await File.ReadAllTextAsync(folder.File($"e/{file}"), Cancel)).ShouldNotContain($"{other}");

        await ReplaceAsync("lignes/5.json", "adhesion.frozen", "adhesion.saved");
        (await FollowAsync()).ShouldBe([("dgst", false), ("dgst", true), ("ts", true), ("dgst", true), ("ts", true)]);
        await ReplaceAsync("lignes/5.json", "adhesion.saved", "adhesion.frozen");
        var chain = await File.ReadAllLinesAsync(folder.File("e/chaine-20261126.txt"), Cancel);
        await File.WriteAllLinesAsync(folder.File("e/chaine-20261126.txt"), chain.Where((_, i) => i != 2), Cancel);
        (await FollowAsync()).ShouldBe([("dgst", true), ("dgst", true), ("ts", true), ("dgst", false), ("ts", true)]);
        await ReplaceAsync("cachet-20261125.txt", "membership 3", "membership 2");
        (await FollowAsync()).ShouldBe([("dgst", true), ("dgst", false), ("ts", false), ("dgst", false), ("ts", true)]);
    }

    [Theory, Stores]
    public async Task The_référent_the_relay_under_its_mandate_and_dinamis_have_it_each_read_is_a_line_and_nobody_else_learns_that_it_exists(StoreKind kind)
    {
        await using var local = await LocalRun.StartAsync(folder.Path);
        await using var app = await FilledAsync(kind, local);

        foreach (var (person, organisation) in new[] { (Referent, Mairie), (Officer, Pigma), (Instructor, WellKnown.Dinamis) }) (await ReadAsync(app.As(person, organisation), Mairie, adhesion)).Length.ShouldBeGreaterThan(0);
        foreach (var (person, organisation) in new[] { (User, Mairie), (Stranger, Syndicat), (OtherOfficer, OtherRelay) })
            (await Should.ThrowAsync<RpcException>(() => ReadAsync(app.As(person, organisation), Mairie, adhesion))).StatusCode.ShouldBe(StatusCode.NotFound);
        // His own body's name opens no other's adhesion.
        (await Should.ThrowAsync<RpcException>(() => ReadAsync(app.As(Stranger, Syndicat), Syndicat, adhesion))).StatusCode.ShouldBe(StatusCode.NotFound);

        (await app.Host.ActsAsync()).Select(a => (a.Verb, a.ActorId, a.OrganisationId, a.ObjectId, a.MandateId)).ShouldBe(
        [
            ("personal-data.read", $"{Referent}", $"{Mairie}", $"{adhesion}", ""),
            ("personal-data.read", $"{Officer}", $"{Mairie}", $"{adhesion}", $"{Mandate}"),
            ("personal-data.read", $"{Instructor}", $"{Mairie}", $"{adhesion}", ""),
        ]);
    }

    async Task<string[]> UnpackAsync(ActivityHost app)
    {
        using var zip = new ZipArchive(new MemoryStream(await ReadAsync(app.As(Referent, Mairie), Mairie, adhesion)));
        await zip.ExtractToDirectoryAsync(folder.File("e"), Cancel);
        return [.. zip.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal)];
    }

    static async Task<byte[]> ReadAsync(Wire.Activity.ActivityClient client, Guid organisation, Guid adhesion)
    {
        using var call = client.ReadJournalExtract(new() { EntityId = $"{organisation}", AdhesionId = $"{adhesion}" }, cancellationToken: Cancel);
        using var bytes = new MemoryStream();
        await foreach (var chunk in call.ResponseStream.ReadAllAsync(Cancel)) chunk.Data.WriteTo(bytes);
        return bytes.ToArray();
    }

    async Task ReplaceAsync(string file, string from, string to) =>
        await File.WriteAllTextAsync(folder.File($"e/{file}"), (await File.ReadAllTextAsync(folder.File($"e/{file}"), Cancel)).Replace(from, to, StringComparison.Ordinal), Cancel);

    /// <summary>Types each line that begins with « $ », and compares with what « > » says.</summary>
    async Task<List<(string Command, bool AsSaid)>> FollowAsync()
    {
        var lines = await File.ReadAllLinesAsync(folder.File("e/LISEZMOI.txt"), Encoding.UTF8, Cancel);
        List<(string, bool)> said = [];
        for (var i = 0; i < lines.Length - 1; i++)
        {
            if (!lines[i].StartsWith("$ ", StringComparison.Ordinal)) continue;
            var (_, output) = await OpenSsl.ShellAsync(folder.File("e"), lines[i][2..]);
            said.Add((lines[i].Contains("openssl ts", StringComparison.Ordinal) ? "ts" : "dgst", output.Split('\n').Contains(lines[i + 1][2..])));
        }
        return said;
    }

    public void Dispose() => folder.Dispose();
}
