using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Dinamis.SystemTests.Crawl;

/// <summary>A page as it was sent, before any script touched it.</summary>
sealed class SentPage(Uri address, string html)
{
    readonly IHtmlDocument document = new HtmlParser().ParseDocument(html);

    public string Html => html;

    /// <summary>What the page is made of: another name or figure in it makes no other page.</summary>
    public IReadOnlySet<string> Made => field ??= document.QuerySelectorAll("main *")
        .Select(e => $"{e.LocalName}.{e.ClassName}[{e.GetAttribute("role")},{e.GetAttribute("type")}]").ToHashSet();

    /// <summary>A script of the page draws here, a while after it loads.</summary>
    public bool HasMap => document.QuerySelector("[data-carte]") is not null;

    /// <summary>Where its links lead.</summary>
    public IEnumerable<Uri> Links => document.QuerySelectorAll("a[href]").Select(a => new Uri(address, a.GetAttribute("href")));

    /// <summary>One h1, a title, French.</summary>
    public IEnumerable<(string Rule, string Element)> Basics()
    {
        if (document.QuerySelectorAll("h1") is { Length: not 1 } headings) yield return ("one-h1", $"{headings.Length} h1");
        if (document.DocumentElement.GetAttribute("lang") is not "fr" and var lang) yield return ("lang", $"lang=\"{lang}\"");
        if (document.Title is not { Length: > 8 }) yield return ("title", $"« {document.Title} »");
    }
}
