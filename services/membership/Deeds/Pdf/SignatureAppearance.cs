using System.Globalization;
using System.Text;

namespace Dinamis.Membership.Deeds.Pdf;

/// <summary>What a signature shows in its box: a form XObject that uses the font kept in the form's resources, and nothing else.</summary>
static class SignatureAppearance
{
    const double Size = 9, Leading = 12.5, Inset = 10;

    /// <summary>The first line is in the colour of headings.</summary>
    /// <param name="rectangle">The field's `/Rect`.</param>
    /// <param name="resources">The form's `/DR`.</param>
    public static string Of(string rectangle, string resources, IReadOnlyList<string> lines)
    {
        var (width, height) = Box(rectangle);
        var drawn = new StringBuilder("q\nBT\n/F 9 Tf\n0.078 0.157 0.294 rg\n");
        var y = height - 15;
        for (var i = 0; i < lines.Count; i++)
        {
            if (i == 1) drawn.Append("0.122 0.141 0.173 rg\n");
            drawn.Append(CultureInfo.InvariantCulture, $"1 0 0 1 {Inset} {y:0.##} Tm\n<{Convert.ToHexString(SignatureFont.Encode(Fit(lines[i], width - 2 * Inset)))}> Tj\n");
            y -= Leading;
        }
        drawn.Append("ET\nQ");
        return $"{Head(rectangle, resources)}/Length {drawn.Length}>>\nstream\n{drawn}\nendstream";
    }

    /// <summary>How such an object begins, whatever it shows.</summary>
    public static string Head(string rectangle, string resources)
    {
        var (width, height) = Box(rectangle);
        return string.Create(CultureInfo.InvariantCulture, $"<</Type/XObject/Subtype/Form/BBox[0 0 {width:0.##} {height:0.##}]/Resources {resources}");
    }

    static (double Width, double Height) Box(string rectangle)
    {
        var corners = rectangle.Trim('[', ']').Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(c => double.Parse(c, CultureInfo.InvariantCulture)).ToArray();
        return corners is [var x1, var y1, var x2, var y2] ? (x2 - x1, y2 - y1) : throw new MalformedPdfException("A rectangle has four numbers.");
    }

    static string Fit(string line, double width)
    {
        if (SignatureFont.Width(line, Size) <= width) return line;
        while (line.Length > 1 && SignatureFont.Width(line + "…", Size) > width) line = line[..^1];
        return line.TrimEnd() + "…";
    }
}
