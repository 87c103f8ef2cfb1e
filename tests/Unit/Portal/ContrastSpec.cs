using System.Globalization;
using System.Text.RegularExpressions;

namespace Dinamis.UnitTests.Portal;

/// <summary>Computes WCAG 2.1 contrast from the tokens of dinamis.css, in both schemes: 4.5 for text, 3 for borders, focus and marks (1.4.3, 1.4.11).</summary>
public sealed partial class ContrastSpec
{
    static readonly string css = File.ReadAllText(Find());

    static readonly (string Ink, string Ground, double Least)[] pairs =
    [
        .. from ink in new[] { "encre", "encre-2", "action", "action-vif" } from ground in new[] { "fond", "surface", "surface-2", "action-fond" } select (ink, ground, 4.5),
        .. from state in new[] { "vert", "ambre", "rouge", "bleu" } from ground in new[] { state + "-fond", "surface", "fond" } select (state, ground, 4.5),
        ("sur-nuit", "nuit", 4.5), ("sur-nuit-2", "nuit", 4.5), ("marque-2", "nuit", 3),
        ("sur-action", "action", 4.5), ("sur-action", "action-vif", 4.5), ("sur-rouge", "rouge", 4.5),
        .. from ground in new[] { "fond", "surface", "surface-2" } from mark in new[] { "trait-fort", "focus" } select (mark, ground, 3d),
        .. from ground in new[] { "mer", "terre", "france" } from mark in new[] { "empreinte", "focus" } select (mark, ground, 3d),
        .. from ground in new[] { "mer", "terre", "france" } select ("encre", ground, 4.5),
    ];

    [Theory, InlineData(false), InlineData(true)]
    public void Every_ink_stands_out_on_its_ground(bool dark)
    {
        var tokens = Tokens(dark);
        var weak = pairs.Select(p => (p, Ratio: Ratio(tokens[p.Ink], tokens[p.Ground]))).Where(x => x.Ratio < x.p.Least)
            .Select(x => string.Create(CultureInfo.InvariantCulture, $"{x.p.Ink} on {x.p.Ground}: {x.Ratio:0.00} < {x.p.Least}"));
        weak.ShouldBeEmpty();
    }

    [Fact]
    public void The_dark_scheme_redefines_every_colour_token() =>
        TokensOf(css[css.IndexOf("prefers-color-scheme: dark", StringComparison.Ordinal)..]).Keys.Order().ShouldBe(Tokens(false).Keys.Order());

    [Theory, InlineData("#000000", "#ffffff", 21), InlineData("#777777", "#ffffff", 4.48)]
    public void The_ratio_is_that_of_wcag(string a, string b, double expected) => Ratio(a, b).ShouldBe(expected, 0.01);

    static Dictionary<string, string> Tokens(bool dark)
    {
        var at = css.IndexOf("prefers-color-scheme: dark", StringComparison.Ordinal);
        var tokens = TokensOf(css[..at]);
        if (dark) foreach (var (name, value) in TokensOf(css[at..])) tokens[name] = value;
        return tokens;
    }

    static Dictionary<string, string> TokensOf(string part) => part.IndexOf(":root", StringComparison.Ordinal) is var root
        ? Token().Matches(part[root..part.IndexOf('}', root)]).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value) : [];

    static double Ratio(string a, string b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    static double Luminance(string hex)
    {
        double Channel(int i)
        {
            var c = int.Parse(hex.AsSpan(1 + 2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        }
        return 0.2126 * Channel(0) + 0.7152 * Channel(1) + 0.0722 * Channel(2);
    }

    static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "portal/wwwroot/css/dinamis.css") is var path && File.Exists(path)) return path;
        throw new FileNotFoundException("dinamis.css");
    }

    [GeneratedRegex("--d-([a-z0-9-]+): (#[0-9a-f]{6});")]
    private static partial Regex Token();
}
