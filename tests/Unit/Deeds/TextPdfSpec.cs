using System.Text;
using System.Text.RegularExpressions;
using Dinamis.Membership.Texts;
using Google.Protobuf.WellKnownTypes;

namespace Dinamis.UnitTests.Deeds;

public sealed class TextPdfSpec
{
    static readonly Wire.TextVersion licence = new()
    {
        Family = "pleiades",
        Name = "Licence Pléiades",
        Number = 2,
        Text = "# Objet\n" + string.Join('\n', Enumerable.Range(1, 80).Select(i => $"Clause {i} : l’organisme n’use des images que pour ses missions de service public, sans usage commercial.")),
        Sha256 = new string('a', 64),
        InForceFrom = Timestamp.FromDateTimeOffset(new(2026, 12, 31, 23, 0, 0, TimeSpan.Zero)),
        Purposes = { new Wire.Purpose { Code = "service-public", Name = "Mission de service public" } },
    };

    [Fact]
    public void The_same_version_gives_the_same_bytes()
    {
        var bytes = TextPdf.Draw(licence);
        Tools.Keep("licence.pdf", bytes);
        TextPdf.Draw(licence).AsSpan().SequenceEqual(bytes).ShouldBeTrue();
    }

    [Fact]
    public async Task It_holds_the_whole_text_its_version_its_date_and_its_digest_on_numbered_and_tagged_pages()
    {
        var bytes = TextPdf.Draw(licence);
        var text = string.Join(' ', (await Tools.TextAsync(bytes, TestContext.Current.CancellationToken)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

        foreach (var said in (string[])["Licence Pléiades", "Version 2, en vigueur à compter du 1er janvier 2027", "Objet", "Clause 1 :", "Clause 80 :", "Mission de service public", licence.Sha256]) text.ShouldContain(said);
        Regex.Count(text, @"Page (\d+) sur \1\b").ShouldBe(1);
        var raw = Encoding.Latin1.GetString(bytes);
        foreach (var tag in (string[])["/Lang(fr-FR)", "/StructTreeRoot", "/S/H1", "/S/H2", "/DisplayDocTitle true"]) raw.ShouldContain(tag);
    }
}
