using System.Text.RegularExpressions;

namespace Dinamis.SystemTests.Harness;

/// <summary>Every page that the portal and identity have, by their own <c>@page</c> lines: a new page is known as soon as it is written.</summary>
static partial class PageRoutes
{
    static readonly (string Template, Regex Pattern)[] all = [.. Templates().Select(t => (t, Pattern(t))).OrderBy(r => r.t.Count(c => c == '{')).Select(r => (r.t, r.Item2))];

    public static IReadOnlyList<string> All { get; } = [.. all.Select(r => r.Template)];

    /// <summary>The template of the page that answers this path; null where no page does.</summary>
    public static string? Of(string path) => Array.Find(all, r => r.Pattern.IsMatch(path)).Template;

    static IEnumerable<string> Templates() =>
        from folder in new[] { Path.Combine("portal", "Components", "Pages"), Path.Combine("services", "identity", "Pages") }
        from file in Directory.EnumerateFiles(Path.Combine(RunningSystem.Root, folder), "*.*html", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(RunningSystem.Root, folder), "*.razor", SearchOption.AllDirectories))
        from line in File.ReadLines(file)
        let page = PageLine().Match(line)
        where page.Success
        select page.Groups[1].Value;

    static Regex Pattern(string template) => new("^" + ParameterPattern().Replace(template, m => m.Groups[1].Value switch
    {
        ":guid" => "[0-9a-fA-F-]{36}",
        ":int" => "[0-9]+",
        _ => "[^/]+",
    }) + "/?$", RegexOptions.IgnoreCase);

    [GeneratedRegex("""^@page "([^"]+)""")]
    private static partial Regex PageLine();

    [GeneratedRegex(@"\{\w+\??(:\w+)?\??\}")]
    private static partial Regex ParameterPattern();
}
