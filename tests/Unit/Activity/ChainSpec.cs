using Dinamis.Activity.Journal;
using Kind = Dinamis.Wire.JournalFault.Types.Kind;

namespace Dinamis.UnitTests.Activity;

public sealed class ChainSpec
{
    static readonly byte[] key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    static readonly DateTimeOffset now = new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero);

    static List<JournalEntry> Chain(int length)
    {
        List<JournalEntry> entries = [];
        var previous = Chaining.Genesis;
        for (var i = 1; i <= length; i++)
        {
            var entry = Entry(i, previous, "person.validated");
            Chaining.Close(entry, key);
            entries.Add(entry);
            previous = entry.Hash;
        }
        return entries;
    }

    static JournalEntry Entry(long seq, byte[] previous, string verb) => new()
    {
        Producer = "accounts",
        Seq = seq,
        EventId = Guid.CreateVersion7(now),
        Position = seq * 3,
        At = now.AddMinutes(seq),
        Verb = verb,
        ActorId = "a",
        OrganisationId = Guid.CreateVersion7(now),
        ObjectType = "person",
        ObjectId = "p",
        ObjectVersion = seq,
        Facts = "{}",
        Previous = previous,
    };

    static Wire.JournalFault? Read(IEnumerable<JournalEntry> entries, long count, byte[] last)
    {
        var reader = new ChainReader("accounts", key);
        return entries.Select(reader.Next).FirstOrDefault(f => f is not null) ?? reader.End(count, last);
    }

    [Fact]
    public void A_chain_that_nobody_touched_is_sound()
    {
        var chain = Chain(50);
        Read(chain, 50, chain[^1].Hash).ShouldBeNull();
        Read([], 0, Chaining.Genesis).ShouldBeNull();
    }

    [Fact]
    public void A_deleted_line_is_named() => Gen.Int[1, 19].Sample(at =>
    {
        var chain = Chain(20);
        var last = chain[^1].Hash;
        chain.RemoveAt(at - 1);
        var fault = Read(chain, 20, last).ShouldNotBeNull();
        (fault.Kind, fault.Seq).ShouldBe((Kind.Missing, (long)at));
    });

    [Fact]
    public void A_cut_tail_is_found()
    {
        var chain = Chain(20);
        var fault = Read(chain.Take(17), 20, chain[^1].Hash).ShouldNotBeNull();
        (fault.Kind, fault.Seq).ShouldBe((Kind.Tail, 18L));
    }

    [Fact]
    public void An_altered_line_is_named_even_when_its_hashes_are_made_again() => Gen.Int[1, 20].Sample(at =>
    {
        var chain = Chain(20);
        var old = chain[at - 1];
        var forged = Entry(at, old.Previous, "person.refused");
        // Whoever has the database but not the key.
        Chaining.Close(forged, new byte[32]);
        chain[at - 1] = forged;
        Read(chain, 20, chain[^1].Hash).ShouldNotBeNull().ShouldSatisfyAllConditions(f => f.Kind.ShouldBe(Kind.Altered), f => f.Seq.ShouldBe(at));
    });

    [Fact]
    public void Two_lines_in_the_wrong_order_are_found() => Gen.Int[1, 18].Sample(at =>
    {
        var chain = Chain(20);
        var last = chain[^1].Hash;
        (chain[at - 1], chain[at]) = (chain[at], chain[at - 1]);
        Read(chain, 20, last).ShouldNotBeNull().Seq.ShouldBe(at);
    });

    [Fact]
    public void Moving_text_between_two_fields_changes_the_digest()
    {
        var (one, two) = (Chain(1)[0], Chain(1)[0]);
        Chaining.Digest(one, key).ShouldNotBe(Chaining.Digest(two, key));
    }
}
