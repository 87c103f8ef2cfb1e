using System.Text.RegularExpressions;

namespace Dinamis.Membership.Deeds;

/// <summary>French spacing: what must not be cut at the end of a line is bound by a no-break space.</summary>
static partial class Typography
{
    public static IReadOnlyList<DeedArticle> Spaced(IReadOnlyList<DeedArticle> articles) =>
        [.. articles.Select(a => a with { Paragraphs = [.. a.Paragraphs.Select(Spaced)] })];

    static string Spaced(string text) => Number().Replace(After().Replace(Before().Replace(text, "\u00a0$1"), "«\u00a0"), "n°\u00a0");

    [GeneratedRegex(" ([;:?!»])")]
    private static partial Regex Before();

    [GeneratedRegex("« ")]
    private static partial Regex After();

    [GeneratedRegex("n° ")]
    private static partial Regex Number();
}
