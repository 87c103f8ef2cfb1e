using System.Globalization;
using System.Text;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Dinamis.Membership.Deeds;

/// <summary>The font of the signature boxes: whole, with Windows-1252 codes, in the form's resources since the freeze.</summary>
static class SignatureFont
{
    const int First = 32, Last = 255;

    // Codes 0x80–0x9F of Windows-1252; 0 where there is none.
    const string High = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

    static readonly int[] Widths = Measure();

    /// <summary>Width in points.</summary>
    public static double Width(string text, double size) => Encode(text).Sum(code => Widths[code - First]) * size / 1000;

    /// <summary>Codes of the text; what the code page has not becomes a question mark, or its letter without accent.</summary>
    public static byte[] Encode(string text)
    {
        List<byte> codes = [];
        foreach (var letter in text.Normalize(NormalizationForm.FormC))
        {
            if (Code(letter) is { } code) codes.Add(code);
            else if (Code(letter.ToString().Normalize(NormalizationForm.FormD)[0]) is { } plain) codes.Add(plain);
            else codes.Add((byte)'?');
        }
        return [.. codes];
    }

    static byte? Code(char letter) => letter switch
    {
        '\u202f' => 0xA0,
        >= ' ' and <= '~' or >= '\u00a0' and <= 'ÿ' => (byte)letter,
        _ => High.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at && letter != '\0' ? (byte)(0x80 + at) : null,
    };

    static char Letter(int code) => code is >= 0x80 and <= 0x9F ? High[code - 0x80] : (char)code;

    public static PdfDictionary Resources(PdfDocument document)
    {
        var file = DeedFont.File("Atkinson-Regular");
        var stream = new PdfDictionary(document);
        document.Internals.AddObject(stream);
        stream.CreateStream(file);
        stream.Elements.SetInteger("/Length1", file.Length);

        var descriptor = new PdfDictionary(document);
        document.Internals.AddObject(descriptor);
        descriptor.Elements.SetName("/Type", "/FontDescriptor");
        descriptor.Elements.SetName("/FontName", "/AtkinsonHyperlegibleNext-Regular");
        descriptor.Elements.SetInteger("/Flags", 32);
        descriptor.Elements["/FontBBox"] = new PdfArray(document, new PdfInteger(-300), new PdfInteger(-300), new PdfInteger(1500), new PdfInteger(1100));
        descriptor.Elements.SetInteger("/ItalicAngle", 0);
        descriptor.Elements.SetInteger("/Ascent", 950);
        descriptor.Elements.SetInteger("/Descent", -290);
        descriptor.Elements.SetInteger("/CapHeight", 668);
        descriptor.Elements.SetInteger("/StemV", 80);
        descriptor.Elements["/FontFile2"] = stream.Reference!;

        var font = new PdfDictionary(document);
        document.Internals.AddObject(font);
        font.Elements.SetName("/Type", "/Font");
        font.Elements.SetName("/Subtype", "/TrueType");
        font.Elements.SetName("/BaseFont", "/AtkinsonHyperlegibleNext-Regular");
        font.Elements.SetName("/Encoding", "/WinAnsiEncoding");
        font.Elements.SetInteger("/FirstChar", First);
        font.Elements.SetInteger("/LastChar", Last);
        font.Elements["/Widths"] = new PdfArray(document, [.. Widths.Select(w => (PdfItem)new PdfInteger(w))]);
        font.Elements["/FontDescriptor"] = descriptor.Reference!;

        var fonts = new PdfDictionary(document);
        fonts.Elements["/F"] = font.Reference!;
        var resources = new PdfDictionary(document);
        resources.Elements["/Font"] = fonts;
        return resources;
    }

    static int[] Measure()
    {
        using var graphics = XGraphics.CreateMeasureContext(new XSize(2000, 2000), XGraphicsUnit.Point, XPageDirection.Downwards);
        var font = DeedFont.Regular(1000);
        return [.. Enumerable.Range(First, Last - First + 1).Select(code => Letter(code) is '\0' or '\u007f' ? 0
            : Convert.ToInt32(graphics.MeasureString(Letter(code).ToString(CultureInfo.InvariantCulture), font).Width, CultureInfo.InvariantCulture))];
    }
}
