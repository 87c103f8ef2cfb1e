using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;

namespace Dinamis.Membership.Deeds;

/// <summary>Sheets of A4 filled from top to bottom; all that is drawn is either tagged content or an artifact (PDF/UA).</summary>
sealed class DeedPage : IDisposable
{
    public const double Left = 76, Right = 519, Width = Right - Left, Top = 72, Bottom = 764, SheetHeight = 842;

    public static readonly XColor Night = XColor.FromArgb(0x14, 0x28, 0x4B);
    public static readonly XColor Ink = XColor.FromArgb(0x1F, 0x24, 0x2C);
    public static readonly XColor Grey = XColor.FromArgb(0x56, 0x60, 0x70);
    public static readonly XColor Rule = XColor.FromArgb(0xC9, 0xD1, 0xDC);
    public static readonly XColor Paper = XColor.FromArgb(0xF4, 0xF6, 0xF9);

    readonly PdfDocument document;
    readonly UAManager accessibility;
    readonly Action<DeedPage> decorate;
    XGraphics graphics = null!;

    /// <param name="decorate">Draws header and footer of each new page, as artifacts.</param>
    public DeedPage(PdfDocument document, Action<DeedPage> decorate)
    {
        (this.document, this.decorate) = (document, decorate);
        accessibility = UAManager.ForDocument(document);
        accessibility.SetDocumentLanguage("fr-FR");
        NewPage();
    }

    public int Number { get; private set; }

    public PdfPage Sheet { get; private set; } = null!;

    /// <summary>Where the next line begins, in points from the top of the sheet.</summary>
    public double Y { get; set; }

    public UAManager Accessibility => accessibility;

    public StructureBuilder Structure => accessibility.StructureBuilder;

    /// <summary>Goes to a new page unless this height is still free.</summary>
    public void Need(double height)
    {
        if (Y + height > Bottom) NewPage();
    }

    public void Block(PdfBlockLevelElementTag tag, Action draw)
    {
        Structure.BeginElement(tag);
        draw();
        Structure.End();
    }

    public void Artifact(Action draw)
    {
        accessibility.BeginGraphicMode();
        Structure.BeginArtifact();
        draw();
        accessibility.BeginGraphicMode();
        Structure.End();
    }

    /// <summary>Drawn content that a screen reader tells in these words.</summary>
    public void Figure(string words, XRect area, Action draw)
    {
        accessibility.BeginGraphicMode();
        Structure.BeginElement(PdfIllustrationElementTag.Figure, words, FromBelow(area));
        draw();
        accessibility.BeginGraphicMode();
        Structure.End();
    }

    /// <summary>The area as PDF measures it, from the lower edge of the sheet.</summary>
    public static XRect FromBelow(XRect area) => new(area.X, SheetHeight - area.Bottom, area.Width, area.Height);

    public void Line(XColor colour, double x1, double y1, double x2, double y2, double width = 0.75) =>
        graphics.DrawLine(new XPen(colour, width), x1, y1, x2, y2);

    public void Box(XColor? edge, XColor? fill, XRect area)
    {
        if (fill is { } inside) graphics.DrawRectangle(new XSolidBrush(inside), area);
        if (edge is { } border) graphics.DrawRectangle(new XPen(border, 0.75), area);
    }

    /// <summary>Draws one line whose baseline is at <paramref name="y"/>.</summary>
    public void Text(string text, XFont font, XColor colour, double x, double y)
    {
        accessibility.BeginTextMode();
        graphics.DrawString(text, font, new XSolidBrush(colour), x, y);
    }

    public double Measure(string text, XFont font) => graphics.MeasureString(text, font).Width;

    /// <summary>Cuts at spaces; what has none and is too long (a digest) is cut anywhere.</summary>
    public IReadOnlyList<string> Wrap(string text, XFont font, double width)
    {
        List<string> lines = [];
        var line = "";
        foreach (var word in text.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : line + " " + word;
            if (Measure(longer, font) <= width)
            {
                line = longer;
                continue;
            }
            if (line.Length > 0) lines.Add(line);
            line = word;
            while (line.Length > 1 && Measure(line, font) > width)
            {
                var fit = line.Length - 1;
                while (fit > 1 && Measure(line[..fit], font) > width) fit--;
                lines.Add(line[..fit]);
                line = line[fit..];
            }
        }
        lines.Add(line);
        return lines;
    }

    public void Dispose() => graphics.Dispose();

    void NewPage()
    {
        graphics?.Dispose();
        Sheet = document.AddPage();
        (Sheet.Width, Sheet.Height) = (XUnit.FromPoint(595), XUnit.FromPoint(SheetHeight));
        Sheet.Elements.SetName("/Tabs", "/S");
        graphics = XGraphics.FromPdfPage(Sheet);
        Number++;
        Y = Top;
        decorate(this);
    }
}
