using System.Collections.Concurrent;
using Dinamis.Membership.Adhesions;

namespace Dinamis.UnitTests.Membership;

/// <summary>Random walks over every verb: whatever is tried, in whatever order, only the steps of the design happen.</summary>
public sealed class AdhesionModelSpec(ITestOutputHelper output)
{
    const int Walks = 10_000;

    [Fact]
    public void No_sequence_of_verbs_leaves_the_drawing_and_the_journal_alone_tells_where_it_led()
    {
        ConcurrentDictionary<(Wire.Adhesion.Types.State From, string Verb, Wire.Adhesion.Types.State To), int> covered = new();
        Gen.Select(Gen.Int[0, Walk.Beginnings.Length - 1], Gen.Select(Gen.Int[0, Walk.Verbs.Length - 1], Gen.Int[0, 7], Gen.Int[0, Walk.Pauses.Length - 1]).List[1, 40]).Sample((beginning, walk) =>
        {
            var file = Walk.Beginnings[beginning]();
            var now = Given.Monday;
            foreach (var (verb, n, pause) in walk)
            {
                now = now.AddDays(Walk.Pauses[pause]);
                var before = Seen(file);
                var (from, name) = (file.State, Walk.Verbs[verb].Name);
                if (!file.Try(verb, now, n)) Seen(file).ShouldBe(before);
                else covered.AddOrUpdate((from, name, file.State), 1, (_, times) => times + 1);
                if (file.State != from) Walk.Drawing.ShouldContain((from, file.State));
                file.ShouldHold();
            }
            Walk.Told(file.Raised.OfType<Wire.Act>()).ShouldBe(file.State);
        }, iter: Walks);

        // A validation made twice, or an address proven twice, is no step: it changes nothing, in any state that allows it.
        var steps = covered.Keys.Where(c => c.From != c.To || c.Verb is not "ProveAddress").ToHashSet();
        foreach (var step in Life.Steps) output.WriteLine($"{covered.GetValueOrDefault((step.From, step.Verb.Name, step.To)),7} {step.From} --{step.Verb.Name}--> {step.To}");
        Life.Steps.Where(s => s.Verb != Life.Prove).Select(s => (s.From, s.Verb.Name, s.To)).Except(steps).ShouldBeEmpty("each step of the table was taken");
        steps.Except(Life.Steps.Select(s => (s.From, s.Verb.Name, s.To))).ShouldBeEmpty("no other was");
    }

    [Fact]
    public void The_table_of_the_code_is_the_drawing_of_the_design() =>
        Life.Steps.Where(s => s.From != s.To).Select(s => (s.From, s.To)).Distinct().ShouldBe(Walk.Drawing, ignoreOrder: true);

    // What a refused verb must leave as it was. The forms are compared as objects: a verb replaces them, it never writes in them.
    static object Seen(Adhesion a) => (a.State, a.StateSince, a.SavedAt, a.EndNoticedAt, a.ClockDueAt, a.Until, a.EndsAt,
        (a.OpenSiren, a.AddressProvenAt, a.FrozenSha256, a.DeedValidatedAt, a.TextsValidatedAt, a.Exchanges.Count, a.DecidedAt),
        (new Same(a.Entity), new Same(a.Sector), new Same(a.Representative), new Same(a.Referent), new Same(a.Granted), new Same(a.Delegation), new Same(a.ProposedDelegation), a.Raised.Count));

    readonly record struct Same(object It)
    {
        public bool Equals(Same other) => ReferenceEquals(It, other.It);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(It);
    }
}
