using System.Text;
using Dinamis.Membership.Deeds;

namespace Dinamis.UnitTests.Deeds;

public sealed class DeedPdfSpec
{
    public static TheoryData<string> Forms => [.. Enum.GetNames<DeedForm>()];

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_same_draft_gives_the_same_bytes(string form)
    {
        var draft = Drafts.Of(Enum.Parse<DeedForm>(form));
        var bytes = DeedPdf.Render(draft);
        if (Environment.GetEnvironmentVariable("DEED_FOLDER") is { Length: > 0 } folder) File.WriteAllBytes(Path.Combine(folder, $"{form}.pdf"), bytes);
        DeedPdf.Render(draft).AsSpan().SequenceEqual(bytes).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void It_is_tagged_named_and_in_French(string form)
    {
        var text = Encoding.Latin1.GetString(DeedPdf.Render(Drafts.Of(Enum.Parse<DeedForm>(form))));
        text.ShouldContain("/Lang(fr-FR)");
        text.ShouldContain("/MarkInfo");
        text.ShouldContain("/StructTreeRoot");
        text.ShouldContain("/S/H1");
        text.ShouldContain("/S/H2");
        text.ShouldContain("/S/Form");
        text.ShouldContain("/DisplayDocTitle true");
    }
}
