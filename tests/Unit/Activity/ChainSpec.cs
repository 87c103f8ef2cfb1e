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

    // In every second trial by somebody who has the database and knows the code, but not the key: he makes numbers and hashes again, and the
    // end tells. Whoever moves the count beside the cursor too is in JournalSpec: there the seal tells.
    [Theory]
    [InlineData("delete", 1)]
    [InlineData("alter", 2)]
    [InlineData("insert", 3)]
    [InlineData("reorder", 4)]
    [InlineData("cut", 5)]
    public void Each_of_eighty_trials_of_damage_is_found_at_its_place_or_at_the_end_where_the_hashes_are_made_again(string damage, int seed)
    {
        var chance = new Random(seed);
        for (var trial = 0; trial < 80; trial++)
        {
            var chain = Chain(chance.Next(2, 60));
            var (count, last) = (chain.Count, chain[^1].Hash);
            var at = Damage(damage, chain, chance);
            var again = trial % 2 == 1;
            if (again) MakeAgain(chain);
            var fault = Read(chain, count, last).ShouldNotBeNull($"{damage}, trial {trial}");
            if (again) fault.Seq.ShouldBeGreaterThanOrEqualTo(at, $"trial {trial}: {fault.Message}");
            else fault.Seq.ShouldBe(at, $"trial {trial}: {fault.Message}");
        }
    }

    /// <returns>The first place, from 1, that is not as it was.</returns>
    static int Damage(string how, List<JournalEntry> chain, Random chance)
    {
        var at = chance.Next(1, chain.Count);
        switch (how)
        {
            case "delete":
                chain.RemoveRange(at - 1, chance.Next(1, chain.Count - at + 1));
                break;
            case "alter":
                chain[at - 1] = Copy(chain[at - 1], at, chain[at - 1].Previous, actor: "b");
                break;
            case "insert":
                // A line of another place, whose digest is right: it is told twice.
                chain.Insert(at - 1, Copy(chain[(at - 1 + chance.Next(1, chain.Count)) % chain.Count], at, chain[at - 1].Previous));
                for (var i = at; i < chain.Count; i++) chain[i] = Copy(chain[i], i + 1, chain[i].Previous);
                break;
            case "reorder":
                var other = chance.Next(at + 1, chain.Count + 1);
                (chain[at - 1], chain[other - 1]) = (Copy(chain[other - 1], at, chain[at - 1].Previous), Copy(chain[at - 1], other, chain[other - 1].Previous));
                break;
            default:
                chain.RemoveRange(at, chain.Count - at);
                return at + 1;
        }
        return at;
    }

    static void MakeAgain(List<JournalEntry> chain)
    {
        for (var i = 0; i < chain.Count; i++)
        {
            chain[i] = Copy(chain[i], i + 1, i == 0 ? Chaining.Genesis : chain[i - 1].Hash);
            chain[i].Hash = Chaining.Hash(chain[i]);
        }
    }

    // Digest and hash are those that it had: without the key no other digest is to be had.
    static JournalEntry Copy(JournalEntry of, long seq, byte[] previous, string? actor = null) => new()
    {
        Producer = of.Producer,
        Seq = seq,
        EventId = of.EventId,
        Position = of.Position,
        At = of.At,
        Verb = of.Verb,
        ActorId = actor ?? of.ActorId,
        OrganisationId = of.OrganisationId,
        ObjectType = of.ObjectType,
        ObjectId = of.ObjectId,
        ObjectVersion = of.ObjectVersion,
        Facts = of.Facts,
        Digest = of.Digest,
        Previous = previous,
        Hash = of.Hash,
    };

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
