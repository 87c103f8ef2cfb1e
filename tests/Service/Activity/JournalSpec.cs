using Dinamis.Activity;
using Dinamis.Activity.Following;
using Dinamis.Activity.Journal;
using Dinamis.Kernel;
using Dinamis.ServiceTests.Harness;
using Dinamis.ServiceTests.Local;
using Dinamis.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Dinamis.ServiceTests.Activity.ActivityHost;
using Kind = Dinamis.Wire.JournalFault.Types.Kind;

namespace Dinamis.ServiceTests.Activity;

public sealed class JournalSpec
{
    static async Task<ActivityHost> FilledAsync(StoreKind kind, IReadOnlyDictionary<string, string>? settings = null)
    {
        var app = await On(kind, settings);
        await app.TellAsync("accounts", [.. Enumerable.Range(0, 10).Select(_ => Act("person.validated", Mairie, Referent))]);
        await app.TellAsync("membership", Act("adhesion.submitted", Syndicat, Stranger));
        return app;
    }

    static async Task<Wire.VerifyJournalReply> VerifyAsync(ActivityHost app) => await app.As(Operator, WellKnown.Dinamis).VerifyJournalAsync(new());

    static Task DamageAsync(ActivityHost app, Func<ActivityDb, CancellationToken, Task> damage) => app.Host.Store.RunAsync(damage, TestContext.Current.CancellationToken);

    [Theory, Stores]
    public async Task What_nobody_touched_is_sound(StoreKind kind)
    {
        await using var app = await FilledAsync(kind);
        var reply = await VerifyAsync(app);
        (reply.Sound, reply.Entries).ShouldBe((true, 11L));
        await app.As(Referent, Mairie).VerifyJournalAsync(new()).ShouldBeRefusedAsync("NOT_FOUND", 404);
    }

    [Theory, Stores]
    public async Task An_altered_a_deleted_an_inserted_and_a_cut_line_are_named(StoreKind kind)
    {
        await using var app = await FilledAsync(kind);
        await DamageAsync(app, (db, ct) => db.Entries.Where(e => e.Producer == "accounts" && e.Seq == 4).ExecuteUpdateAsync(s => s.SetProperty(e => e.ActorId, "x"), ct));
        (await VerifyAsync(app)).Fault.ShouldSatisfyAllConditions(f => f.Kind.ShouldBe(Kind.Altered), f => f.Seq.ShouldBe(4), f => f.Producer.ShouldBe("accounts"));

        await DamageAsync(app, (db, ct) => db.Entries.Where(e => e.Producer == "accounts" && e.Seq == 4).ExecuteDeleteAsync(ct));
        (await VerifyAsync(app)).Fault.ShouldSatisfyAllConditions(f => f.Kind.ShouldBe(Kind.Missing), f => f.Seq.ShouldBe(4));

        await DamageAsync(app, (db, ct) => db.Entries.Where(e => e.Producer == "accounts" && e.Seq >= 3).ExecuteDeleteAsync(ct));
        (await VerifyAsync(app)).Fault.ShouldSatisfyAllConditions(f => f.Kind.ShouldBe(Kind.Tail), f => f.Seq.ShouldBe(3));

        await DamageAsync(app, async (db, ct) =>
        {
            var last = await db.Entries.AsNoTracking().FirstAsync(e => e.Producer == "membership", ct);
            db.Entries.Add(new()
            {
                Producer = "membership",
                Seq = 2,
                EventId = New(),
                Position = 99,
                At = last.At,
                Verb = "deed.sealed",
                ActorId = "x",
                ObjectType = "deed",
                ObjectId = "x",
                ObjectVersion = 1,
                Facts = "{}",
                Previous = last.Hash,
                Digest = last.Digest,
                Hash = last.Hash,
            });
            await db.Entries.Where(e => e.Producer == "accounts").ExecuteDeleteAsync(ct);
            await db.Chains.Where(c => c.Producer == "accounts").ExecuteDeleteAsync(ct);
        });
        (await VerifyAsync(app)).Fault.ShouldSatisfyAllConditions(f => f.Kind.ShouldBe(Kind.Tail), f => f.Seq.ShouldBe(2), f => f.Producer.ShouldBe("membership"));
    }

    [Theory, Stores]
    public async Task A_day_is_sealed_by_the_authority_and_a_chain_cut_behind_it_is_found(StoreKind kind)
    {
        using var folder = new TemporaryFolder();
        await using var local = await LocalRun.StartAsync(folder.Path);
        await using var app = await FilledAsync(kind, new Dictionary<string, string> { ["Tsa:Url"] = $"{local.Http.BaseAddress}tsa", ["Ca:TrustUrl"] = $"{local.Http.BaseAddress}ca/ca.pem" });
        var stamps = app.Host.Services.GetRequiredService<TimeStamps>();
        await SealStep.SealAsync(app.Host.Store, stamps, app.Clock, TestContext.Current.CancellationToken);
        await SealStep.SealAsync(app.Host.Store, stamps, app.Clock, TestContext.Current.CancellationToken);
        await app.TellAsync("accounts", Act("person.validated", Mairie, Referent));
        var reply = await VerifyAsync(app);
        (reply.Sound, reply.Seals, reply.Entries).ShouldBe((true, 1L, 12L));

        // Somebody else's program agrees.
        await File.WriteAllTextAsync(folder.File("content"), reply.LastSeal.Content, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(folder.File("token"), reply.LastSeal.Token.ToByteArray(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.File("root.pem"), await local.Http.GetStringAsync("ca/ca.pem", TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        var (code, output) = await OpenSsl.RunAsync(folder.Path, "ts", "-verify", "-data", "content", "-in", "token", "-token_in", "-CAfile", "root.pem");
        code.ShouldBe(0, output);

        // Whoever cuts the tail and moves the count too.
        await DamageAsync(app, async (db, ct) =>
        {
            var last = await db.Entries.AsNoTracking().FirstAsync(e => e.Producer == "accounts" && e.Seq == 5, ct);
            await db.Entries.Where(e => e.Producer == "accounts" && e.Seq > 5).ExecuteDeleteAsync(ct);
            await db.Chains.Where(c => c.Producer == "accounts").ExecuteUpdateAsync(s => s.SetProperty(c => c.Count, 5).SetProperty(c => c.LastHash, last.Hash), ct);
        });
        (await VerifyAsync(app)).Fault.ShouldSatisfyAllConditions(f => f.Kind.ShouldBe(Kind.Seal), f => f.Seq.ShouldBe(6));
        await DamageAsync(app, (db, ct) => db.Seals.ExecuteUpdateAsync(s => s.SetProperty(x => x.Content, "accounts 0 00\n"), ct));
        (await VerifyAsync(app)).Fault.Kind.ShouldBe(Kind.Seal);
    }

    [Theory, Stores]
    public async Task Lines_older_than_a_year_leave_behind_their_seal_those_of_legal_acts_stay_and_a_younger_cut_is_found(StoreKind kind)
    {
        using var folder = new TemporaryFolder();
        await using var local = await LocalRun.StartAsync(folder.Path);
        await using var app = await FilledAsync(kind, new Dictionary<string, string> { ["Tsa:Url"] = $"{local.Http.BaseAddress}tsa", ["Ca:TrustUrl"] = $"{local.Http.BaseAddress}ca/ca.pem" });
        var (stamps, cancel) = (app.Host.Services.GetRequiredService<TimeStamps>(), TestContext.Current.CancellationToken);
        await SealStep.SealAsync(app.Host.Store, stamps, app.Clock, cancel);
        app.Clock.Advance(TimeSpan.FromDays(364));
        await app.TellAsync("accounts", [.. Enumerable.Range(0, 3).Select(_ => Act("person.validated", Mairie, Referent))]);
        await SealStep.SealAsync(app.Host.Store, stamps, app.Clock, cancel);
        (await JournalPurge.PurgeAsync(app.Host.Store, app.Clock, cancel)).ShouldBeFalse();

        app.Clock.Advance(TimeSpan.FromDays(2));
        (await JournalPurge.PurgeAsync(app.Host.Store, app.Clock, cancel)).ShouldBeTrue();
        (await JournalPurge.PurgeAsync(app.Host.Store, app.Clock, cancel)).ShouldBeFalse();
        await app.Host.LearnAsync();
        var reply = await VerifyAsync(app);
        (reply.Sound, reply.Seals, reply.Entries).ShouldBe((true, 2L, 4L));

        await DamageAsync(app, (db, ct) => db.Entries.Where(e => e.Producer == "membership").ExecuteDeleteAsync(ct));
        (await VerifyAsync(app)).Fault.ShouldSatisfyAllConditions(f => f.Kind.ShouldBe(Kind.Tail), f => f.Seq.ShouldBe(1), f => f.Producer.ShouldBe("membership"));
        await DamageAsync(app, (db, ct) => db.Entries.Where(e => e.Producer == "accounts" && e.Seq == 11).ExecuteDeleteAsync(ct));
        (await VerifyAsync(app)).Fault.ShouldSatisfyAllConditions(f => f.Kind.ShouldBe(Kind.Missing), f => f.Seq.ShouldBe(1), f => f.Producer.ShouldBe("accounts"));
    }

    [Theory, Stores]
    public async Task An_authority_that_is_away_is_named_and_no_seal_is_called_false(StoreKind kind)
    {
        using var folder = new TemporaryFolder();
        await using var local = await LocalRun.StartAsync(folder.Path);
        await using var away = await FilledAsync(kind, new Dictionary<string, string> { ["Ca:TrustUrl"] = "http://127.0.0.1:9/ca.pem" });
        await away.As(Operator, WellKnown.Dinamis).VerifyJournalAsync(new()).ShouldBeRefusedAsync("JOURNAL_CANNOT_VERIFY", 503);

        await using var astray = await FilledAsync(kind, new Dictionary<string, string> { ["Ca:TrustUrl"] = $"{local.Http.BaseAddress}messages" });
        await astray.As(Operator, WellKnown.Dinamis).VerifyJournalAsync(new()).ShouldBeRefusedAsync("JOURNAL_CANNOT_VERIFY", 503);
    }

    [Theory, Stores]
    public async Task A_restored_producer_leaves_every_line_and_adds_one(StoreKind kind)
    {
        await using var app = await FilledAsync(kind);
        CursorRow lost = new() { Consumer = "activity<accounts", Producer = "accounts", Position = 10, EventId = "e", HeardAt = Now };
        await app.Host.Store.RunAsync(async (db, services, ct) =>
        {
            await services.GetRequiredService<ActivityFollower>().ReplaceAsync(db, "accounts", [], lost, ct);
            return true;
        }, TestContext.Current.CancellationToken);
        (await VerifyAsync(app)).ShouldSatisfyAllConditions(r => r.Sound.ShouldBeTrue(), r => r.Entries.ShouldBe(12));
        var line = await app.Host.Store.ReadAsync((db, ct) => db.Entries.AsNoTracking().FirstAsync(e => e.Verb == JournalWriter.Rewound, ct), TestContext.Current.CancellationToken);
        (line.ObjectId, JournalWriter.Read(line).Facts["stood_at_position"]).ShouldBe(("accounts", "10"));
    }

    [Theory, Stores]
    public async Task One_event_told_twice_is_refused_by_the_store_itself(StoreKind kind)
    {
        await using var app = await On(kind);
        var e = new Wire.FeedEvent { Position = 1, Id = New().ToString(), At = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(Now), Act = Act("person.validated", Mairie, Referent) };
        Task Apply() => app.Host.Store.RunAsync(async (db, services, ct) =>
        {
            await services.GetRequiredService<ActivityFollower>().ApplyAsync(db, "accounts", e, ct);
            return true;
        }, TestContext.Current.CancellationToken);
        await Apply();
        await Should.ThrowAsync<DbUpdateException>(Apply);
        (await VerifyAsync(app)).ShouldSatisfyAllConditions(r => r.Sound.ShouldBeTrue(), r => r.Entries.ShouldBe(1));
    }

    [Theory, Stores]
    public async Task The_acts_of_an_entity_are_listed_newest_first_page_by_page(StoreKind kind)
    {
        await using var app = await FilledAsync(kind);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var act = Act("download.opened", Mairie, User);
        act.RelayId = Pigma.ToString();
        act.Facts["collection"] = "spot-6-7";
        await app.TellAsync("catalogue", act);
        List<Wire.ActLine> lines = [];
        var token = "";
        do
        {
            var page = await app.As(Officer, Pigma).ListActsAsync(new() { EntityId = Mairie.ToString(), PageSize = 4, PageToken = token });
            lines.AddRange(page.Acts);
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        lines.Count.ShouldBe(11);
        lines[0].Act.ShouldBe(act);
        await app.As(Stranger, Syndicat).ListActsAsync(new() { EntityId = Mairie.ToString() }).ShouldBeRefusedAsync("NOT_FOUND", 404);
    }
}
