namespace Dinamis.SystemTests.Harness;

/// <summary>What is wrong with a page: who saw it, where, which rule, which element.</summary>
public sealed record Finding(string Role, string Page, string Rule, string Element)
{
    public override string ToString() => $"{Role} · {Page} · {Rule} · {Element}";
}
