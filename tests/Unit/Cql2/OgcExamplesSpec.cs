using System.Text.Json.Nodes;
using Dinamis.Cql2;
using Dinamis.UnitTests.Pixels;

namespace Dinamis.UnitTests.Cql2;

/// <summary>The examples of the standard (OGC 21-065r2), as text and as JSON.</summary>
public sealed class OgcExamplesSpec
{
    public static TheoryData<string> Texts() => [.. Files("text", "txt")];

    public static TheoryData<string> Jsons() => [.. Files("json", "json")];

    [Theory, MemberData(nameof(Texts))]
    public void The_text_and_the_JSON_of_an_example_are_one_tree(string name)
    {
        var text = Cql2Text.Parse(Read("text", name, "txt"));

        // An « alt » is another text of the same example.
        text.ShouldBe(Cql2Json.Parse(Read("json", name.Split("-alt")[0], "json")));
    }

    [Theory, MemberData(nameof(Jsons))]
    public void An_example_is_written_as_the_JSON_that_it_was_read_from(string name)
    {
        var json = Read("json", name, "json");

        var written = Cql2Json.Write(Cql2Json.Parse(json))!.ToJsonString();

        JsonNode.DeepEquals(JsonNode.Parse(written), JsonNode.Parse(json)).ShouldBeTrue(written);
    }

    static string[] Files(string kind, string extension) => RealFiles.Root is not { } root ? ["absent"]
        : [.. Directory.EnumerateFiles(Path.Combine(root, "cql2", "dev", "ogc_examples", kind), "*." + extension).Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    static string Read(string kind, string name, string extension)
    {
        Assert.SkipWhen(RealFiles.Root is null, "The real inputs (../shared/data, or DINAMIS_SHARED) are not on this machine.");
        return File.ReadAllText(Path.Combine(RealFiles.Root!, "cql2", "dev", "ogc_examples", kind, $"{name}.{extension}"));
    }
}
