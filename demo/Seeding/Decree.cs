using System.Globalization;
using System.Text;

namespace Dinamis.Demo.Seeding;

/// <summary>A decree of a mayor as a PDF of one page: the little that a reader needs, written by hand.</summary>
static class Decree
{
    public static byte[] Of(params ReadOnlySpan<string> lines)
    {
        var text = new StringBuilder("BT /F 12 Tf 60 780 Td 18 TL\n");
        foreach (var line in lines) text.Append(CultureInfo.InvariantCulture, $"<{Convert.ToHexString(Encoding.Latin1.GetBytes(line.Replace('’', '\'')))}> Tj T*\n");
        text.Append("ET");
        string[] objects =
        [
            "<</Type/Catalog/Pages 2 0 R/Lang(fr-FR)>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
            $"<</Length {text.Length}>>stream\n{text}\nendstream",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        ];
        var file = new StringBuilder("%PDF-1.4\n");
        List<int> offsets = [];
        for (var i = 0; i < objects.Length; i++)
        {
            offsets.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }
        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets) file.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        file.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {objects.Length + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }
}
