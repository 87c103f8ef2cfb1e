using Dinamis.Catalogue.Items;
using Dinamis.Cql2;
using Dinamis.UnitTests.Pixels;

namespace Dinamis.UnitTests.Cql2;

/// <summary>
/// The target of fuzzing: whatever bytes come, a filter is read or refused with a sentence, and what is read is written and read again as
/// the same. Its corpus is <c>corpus.txt</c>, one filter a line, to which is added what once failed, and the examples of the OGC where they
/// are on this machine. <c>DINAMIS_FUZZ_ROUNDS</c> makes a long run of it.
/// </summary>
public sealed class Cql2FuzzSpec
{
    static readonly string[] corpus =
    [
        .. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Cql2", "corpus.txt")),
        .. RealFiles.Root is { } root ? Directory.EnumerateFiles(Path.Combine(root, "cql2", "dev", "ogc_examples"), "*.*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText) : [],
    ];
    static readonly string[] pieces = [.. corpus.SelectMany(line => line.Split(' ', ',', '(', ')')).Where(piece => piece.Length > 0).Distinct(), "(", ")", "'", "\"", ",", "{", "}", "[", "]", ":", "\\", "-", "1e999", "\ud800", "\0", "\u200b"];

    /// <summary>A filter of the corpus, one to eight times cut, doubled, or mixed with pieces of others.</summary>
    static readonly Gen<string> inputs = Gen.Select(Gen.Int[0, corpus.Length - 1], Gen.Select(Gen.Int[0, 3], Gen.Int[0, 100_000], Gen.Int[0, 100_000], Gen.Int[0, pieces.Length - 1]).Array[1, 8])
        .Select((line, changes) => changes.Aggregate(corpus[line], Changed));

    [Fact]
    public void Every_filter_of_the_corpus_is_read_or_refused_and_never_fails_otherwise()
    {
        foreach (var filter in corpus) Target(filter);
    }

    [Fact]
    public void Whatever_is_made_of_the_corpus_is_read_or_refused_and_never_fails_otherwise() =>
        inputs.Sample(Target, iter: int.TryParse(Environment.GetEnvironmentVariable("DINAMIS_FUZZ_ROUNDS"), out var rounds) ? rounds : 5_000);

    /// <summary>Twice the filter is at most some more than twice the work, counted in bytes allocated: time is the machine's.</summary>
    [Theory]
    [InlineData("eo:cloud_cover < 10", " AND eo:cloud_cover < 10")]
    [InlineData("eo:cloud_cover IN (1", ",1", ")")]
    [InlineData("platform = '", "''", "'")]
    [InlineData("S_INTERSECTS(geometry,LINESTRING(0 0,1 1", ",2 2", "))")]
    [InlineData("gsd = 1", "        ")]
    [InlineData("A_CONTAINS(instruments,('a'", ",'a'", "))")]
    public void Work_grows_as_the_filter(string begin, string more, string end = "")
    {
        string Filter(int times) => begin + string.Concat(Enumerable.Repeat(more, times)) + end;
        long Work(string filter)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            ItemQueryables.Check(Cql2Text.Parse(filter));
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
        // What is made once is made before.
        Work(Filter(1));

        var (once, twice) = (Work(Filter(300)), Work(Filter(600)));

        ((double)twice / once).ShouldBeLessThan(2.5, $"{once} bytes, then {twice}");
    }

    static void Target(string filter)
    {
        foreach (var (read, written) in new (Func<string, Expression>, Func<Expression, string>)[] { (Cql2Text.Parse, Cql2Text.Write), (Cql2Json.Parse, e => Cql2Json.Write(e)!.ToJsonString()) })
        {
            try
            {
                var tree = read(filter);
                Checked(tree);
                read(written(tree)).ShouldBe(tree, filter);
            }
            catch (Cql2Exception e)
            {
                e.Message.ShouldEndWith(".");
            }
        }
    }

    static void Checked(Expression tree)
    {
        try
        {
            ItemQueryables.Check(tree);
        }
        catch (Cql2Exception e)
        {
            e.Message.ShouldEndWith(".");
        }
    }

    static string Changed(string text, (int Kind, int At, int Length, int Piece) change)
    {
        var at = text.Length == 0 ? 0 : change.At % text.Length;
        var length = Math.Min(change.Length % 12, text.Length - at);
        return change.Kind switch
        {
            0 => text.Remove(at, length),
            1 => text.Insert(at, pieces[change.Piece]),
            2 => text.Insert(at, text.Substring(at, length)),
            _ => text.Remove(at, length).Insert(at, pieces[change.Piece]),
        };
    }
}
