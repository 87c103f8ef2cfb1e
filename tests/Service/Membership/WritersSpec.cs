using System.Collections.Concurrent;
using Dinamis.ServiceTests.Harness;
using Dinamis.UnitTests.Membership;
using Microsoft.EntityFrameworkCore;
using State = Dinamis.Wire.Adhesion.Types.State;

namespace Dinamis.ServiceTests.Membership;

/// <summary>The random walks of the aggregate through the store, two writers at each step.</summary>
public sealed class WritersSpec(ITestOutputHelper output)
{
    /// <summary>On each store.</summary>
    const int Walks = 150;

    [Theory, Stores]
    public async Task Two_writers_on_one_file_leave_a_life_of_the_drawing_that_the_feed_alone_tells(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        ConcurrentDictionary<(State From, string Verb, State To), int> covered = new();
        var step = Gen.Select(Gen.Int[0, Walk.Verbs.Length - 1], Gen.Int[0, 7], Gen.Int[0, Walk.Verbs.Length - 1], Gen.Int[0, Walk.Pauses.Length - 1]);
        await Gen.Select(Gen.Int[0, Walk.Beginnings.Length - 1], step.Array[2, 6]).SampleAsync(async (beginning, walk) =>
        {
            var file = Walk.Beginnings[beginning]();
            await host.Store.RunAsync((db, _) => Task.FromResult(db.Adhesions.Add(file)), MembershipHost.Stop);
            var now = Given.Monday;
            foreach (var (one, n, other, pause) in walk)
            {
                now = now.AddDays(Walk.Pauses[pause]);
                var at = now;
                await Task.WhenAll(WriteAsync(one), WriteAsync(other));

                Task WriteAsync(int verb) => host.Store.RunAsync(async (db, ct) =>
                {
                    var mine = await db.Adhesions.SingleAsync(a => a.Id == file.Id, ct);
                    var from = mine.State;
                    if (!mine.Try(verb, at, n)) return;
                    if (mine.State != from) Walk.Drawing.ShouldContain((from, mine.State));
                    mine.ShouldHold();
                    covered.AddOrUpdate((from, Walk.Verbs[verb].Name, mine.State), 1, (_, times) => times + 1);
                }, MembershipHost.Stop);
            }
            var stored = await host.ReadAsync((db, ct) => db.Adhesions.AsNoTracking().SingleAsync(a => a.Id == file.Id, ct));
            stored.ShouldHold();
            var acts = (await host.ActsAsync()).Where(a => a.ObjectId == $"{file.Id}").ToList();
            Walk.Told(acts).ShouldBe(stored.State);
            acts.Where((a, i) => i > 0 && a.ObjectVersion < acts[i - 1].ObjectVersion).ShouldBeEmpty("the feed has them in the order of the versions");
            await host.Store.RunAsync((db, ct) => db.Adhesions.Where(a => a.Id == file.Id).ExecuteDeleteAsync(ct), MembershipHost.Stop);
            await host.Store.RunAsync((db, ct) => db.Events.ExecuteDeleteAsync(ct), MembershipHost.Stop);
        }, iter: Walks, threads: 1);
        foreach (var (step1, times) in covered.OrderBy(c => c.Key.From)) output.WriteLine($"{times,5} {step1.From} --{step1.Verb}--> {step1.To}");
    }
}
