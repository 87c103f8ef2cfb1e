using Dinamis.Membership.Register;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;

namespace Dinamis.Membership.Deeds;

/// <summary>Draws a deed: tagged for accessibility, with both signature fields empty and ready.</summary>
static class DeedPdf
{
    const double BodyLeading = 14.2;
    /// <summary>Held by whoever draws: PDFsharp keeps its fonts in statics.</summary>
    internal static readonly Lock Drawing = new();

    static XFont Body => DeedFont.Regular(10);

    /// <summary>The file that is frozen and shown, then signed. Same content, same bytes.</summary>
    public static byte[] Draw(DeedContent deed)
    {
        var articles = DeedArticles.Of(deed);
        if (deed.Texts.Count > 0 && !articles.Any(a => a.WithTexts)) throw new ArgumentException("An act shows the texts that it accepts.", nameof(deed));
        // The page count is known only after a first drawing.
        lock (Drawing)
        {
            var (_, pages) = Draw(deed, articles, pages: 0);
            return Stable.Bytes(Draw(deed, articles, pages).File);
        }
    }

    static (byte[] File, int Pages) Draw(DeedContent deed, IReadOnlyList<DeedArticle> articles, int pages)
    {
        using var document = new PdfDocument();
        document.Version = 17;
        // Not compressed: the bytes then depend on no version of zlib.
        (document.Options.NoCompression, document.Options.CompressContentStreams) = (true, false);
        (document.Info.Title, document.Info.Author, document.Info.Subject) = ($"{DeedWords.Title(deed)} n° {deed.Number}", deed.Counterparty.Name, deed.Member.Name);
        document.Info.CreationDate = document.Info.ModificationDate = deed.FrozenAt.UtcDateTime;

        using (var page = new DeedPage(document, p => Frame(p, DeedWords.Title(deed), $"N° {deed.Number}", pages)))
        {
            Heading(page, deed);
            VerificationCode.Draw(page, deed);
            DeedFacts.Draw(page, deed);
            for (var number = 1; number <= articles.Count; number++)
            {
                var article = articles[number - 1];
                // A sheet of signatures alone could be moved to another deed: the last article goes with them, or at least its end.
                var (last, height) = (number == articles.Count, HeightOf(page, article.Paragraphs) + 30 + SignatureBoxes.Height);
                var whole = height <= DeedPage.Bottom - DeedPage.Top;
                if (last && whole) page.Need(height);
                Article(page, number, article, withSignatures: last && !whole);
                if (article.WithTexts) DeedFacts.DrawTexts(page, deed);
            }
            SignatureBoxes.Draw(page, deed, document);
        }
        var count = document.PageCount;
        using var bytes = new MemoryStream();
        document.Save(bytes, closeStream: false);
        return (bytes.ToArray(), count);
    }

    /// <summary>Head and foot of a sheet: whose it is, what it is, which, and the number of the page.</summary>
    internal static void Frame(DeedPage page, string right, string below, int pages) => page.Artifact(() =>
    {
        page.Text("DINAMIS", DeedFont.Bold(9), DeedPage.Night, DeedPage.Left, 44);
        page.Text(right, DeedFont.Regular(9), DeedPage.Grey, DeedPage.Right - page.Measure(right, DeedFont.Regular(9)), 44);
        page.Accessibility.BeginGraphicMode();
        page.Line(DeedPage.Rule, DeedPage.Left, 52, DeedPage.Right, 52);
        page.Line(DeedPage.Rule, DeedPage.Left, 792, DeedPage.Right, 792);
        page.Text(below, DeedFont.Regular(9), DeedPage.Grey, DeedPage.Left, 806);
        var sheet = $"Page {page.Number} sur {pages}";
        page.Text(sheet, DeedFont.Regular(9), DeedPage.Grey, DeedPage.Right - page.Measure(sheet, DeedFont.Regular(9)), 806);
    });

    static void Heading(DeedPage page, DeedContent deed)
    {
        page.Y += 6;
        Lines(page, PdfBlockLevelElementTag.Heading1, DeedWords.Title(deed), DeedFont.Bold(22), DeedPage.Night, 27);
        page.Y += 2;
        Lines(page, PdfBlockLevelElementTag.Paragraph, $"N° {deed.Number}, établi{(deed.Kind is DeedKind.Convention ? "e" : "")} le {Paris.Date(deed.FrozenAt)}", DeedFont.Regular(11.5), DeedPage.Grey, 16);
        page.Y += 10;
    }

    static void Article(DeedPage page, int number, DeedArticle article, bool withSignatures)
    {
        Subheading(page, $"Article {number}. {article.Title}");
        for (var i = 0; i < article.Paragraphs.Count; i++)
        {
            var paragraph = article.Paragraphs[i];
            if (withSignatures && i == article.Paragraphs.Count - 1) page.Need(HeightOf(page, [paragraph]) + SignatureBoxes.Height);
            Paragraph(page, paragraph);
        }
    }

    internal static void Subheading(DeedPage page, string text)
    {
        page.Y += 9;
        page.Need(62);
        Lines(page, PdfBlockLevelElementTag.Heading2, text, DeedFont.Bold(12.5), DeedPage.Night, 17);
        page.Y += 1;
    }

    internal static void Paragraph(DeedPage page, string text)
    {
        Lines(page, PdfBlockLevelElementTag.Paragraph, text, Body, DeedPage.Ink, BodyLeading);
        page.Y += 4;
    }

    static double HeightOf(DeedPage page, IReadOnlyList<string> paragraphs) =>
        paragraphs.Sum(p => page.Wrap(p, Body, DeedPage.Width).Count * BodyLeading + 4);

    /// <summary>One element; a short one is kept on one page.</summary>
    internal static void Lines(DeedPage page, PdfBlockLevelElementTag tag, string text, XFont font, XColor colour, double leading)
    {
        var lines = page.Wrap(text, font, DeedPage.Width);
        page.Need(Math.Min(lines.Count, 6) * leading);
        page.Block(tag, () =>
        {
            foreach (var line in lines)
            {
                page.Need(leading);
                page.Y += leading;
                page.Text(line, font, colour, DeedPage.Left, page.Y - 4);
            }
        });
    }
}
