using Dinamis.Membership.Register;
using Dinamis.Membership.Templates;
using Fluid;
using Fluid.Values;

namespace Dinamis.Membership.Deeds;

/// <summary>The clauses of an act: its template, with what the act says in the place of each name.</summary>
static class DeedArticles
{
    // In no text and no value: what a person typed is never read as a title, a table or a tag of the template.
    const char Title = '\u0002', Table = '\u0003', Paragraph = '\u2029';

    /// <summary>Far above what a text that keeps to the rules takes.</summary>
    const int MaxSteps = 50_000;

    static readonly FluidParser parser = new();
    static readonly TemplateOptions options = new() { MaxSteps = MaxSteps };

    public static IReadOnlyList<DeedArticle> Of(DeedContent deed)
    {
        var clauses = deed.Clauses ?? throw new ArgumentException("Acts frozen before there were templates are not drawn again.", nameof(deed));
        var context = new TemplateContext(options);
        foreach (var variable in DeedVariables.Of(deed.Kind)) context.SetValue(variable.Name, Value(variable, deed));
        List<DeedArticle> articles = [];
        foreach (var line in Read(clauses.Text).Render(context).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line[0] == Title) articles.Add(new(line[1..].Replace(Paragraph, ' ').Trim(), []));
            else if (line[0] == Table) articles[^1] = articles[^1] with { WithTexts = true };
            else articles[^1] = articles[^1] with { Paragraphs = [.. articles[^1].Paragraphs, .. line.Split(Paragraph, StringSplitOptions.RemoveEmptyEntries)] };
        }
        return Typography.Spaced(articles);
    }

    /// <exception cref="ParseException">The text does not keep to <see cref="TemplateRules"/>.</exception>
    internal static IFluidTemplate Read(string text) =>
        parser.Parse(string.Join('\n', text.Split('\n').Select(l => l.TrimStart()).Select(l => l.StartsWith("# ", StringComparison.Ordinal) ? Title + l[1..] : l)));

    // Nothing is « faux » in a condition.
    static FluidValue Value(DeedVariable variable, DeedContent deed)
    {
        if (variable.Name == DeedVariables.Texts) return new StringValue($"{Table}");
        var lines = (variable.Value(deed) ?? "").Split('\n').Select(l => string.Concat(l.Select(c => char.IsControl(c) || c is '\u2028' or Paragraph ? ' ' : c)).Trim()).Where(l => l.Length > 0).ToArray();
        return lines.Length == 0 ? NilValue.Instance : new StringValue(string.Join(variable.Paragraphs ? Paragraph : ' ', lines));
    }
}
