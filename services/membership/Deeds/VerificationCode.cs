using System.Collections;
using Dinamis.Membership.Register;
using PdfSharp.Drawing;
using PdfSharp.UniversalAccessibility;
using QRCoder;

namespace Dinamis.Membership.Deeds;

/// <summary>
/// From paper to the page that checks the act: a QR code and the address that it holds, part of the frozen file. Filled squares and no
/// image: the bytes then depend on no codec.
/// </summary>
static class VerificationCode
{
    const double Side = 62, TextAt = DeedPage.Left + Side + 10;

    public static void Draw(DeedPage page, DeedContent deed)
    {
        if (deed.VerifyAt.Length == 0) return;
        page.Need(Side);
        var top = page.Y;
        var area = new XRect(DeedPage.Left, top, Side, Side);
        page.Figure($"Code QR vers la page qui vérifie cet acte : {deed.VerifyAt}", area, () => Squares(page, QRCodeGenerator.GenerateQrCode(deed.VerifyAt, QRCodeGenerator.ECCLevel.M).ModuleMatrix, area));
        page.Block(PdfBlockLevelElementTag.Paragraph, () => page.Text("Vérifier cet acte", DeedFont.Bold(10), DeedPage.Night, TextAt, top + 22));
        page.Block(PdfBlockLevelElementTag.Paragraph, () =>
        {
            var y = top + 36;
            foreach (var line in page.Wrap(deed.VerifyAt, DeedFont.Regular(9), DeedPage.Right - TextAt))
            {
                page.Text(line, DeedFont.Regular(9), DeedPage.Ink, TextAt, y);
                y += 12;
            }
        });
        page.Y = top + Side + 6;
    }

    // The matrix holds its own quiet zone. One rectangle for each run of dark modules.
    static void Squares(DeedPage page, List<BitArray> rows, XRect area)
    {
        var module = Side / rows.Count;
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows.Count; x++)
            {
                var from = x;
                while (x < rows.Count && rows[y][x]) x++;
                if (x > from) page.Box(null, DeedPage.Ink, new XRect(area.X + (from * module), area.Y + (y * module), (x - from) * module, module));
            }
        }
    }
}
