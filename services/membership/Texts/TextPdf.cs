using System.Collections.Concurrent;
using System.Security.Cryptography;
using Dinamis.Membership.Deeds;
using Google.Protobuf;
using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;

namespace Dinamis.Membership.Texts;

/// <summary>Draws a version of a text to be kept and printed: tagged for accessibility, with the digest of the text that it shows. Same version, same bytes.</summary>
static class TextPdf
{
    // A version never changes, and whoever opens the page may ask for its file.
    static readonly ConcurrentDictionary<string, byte[]> drawn = new(StringComparer.Ordinal);

    public static byte[] Of(Wire.TextVersion version) => drawn.GetOrAdd(Convert.ToHexString(SHA256.HashData(version.ToByteArray())), _ => Draw(version));

    public static byte[] Draw(Wire.TextVersion version)
    {
        lock (DeedPdf.Drawing)
        {
            var (_, pages) = Draw(version, pages: 0);
            return Stable.Bytes(Draw(version, pages).File);
        }
    }

    static (byte[] File, int Pages) Draw(Wire.TextVersion version, int pages)
    {
        using var document = new PdfDocument();
        document.Version = 17;
        (document.Options.NoCompression, document.Options.CompressContentStreams) = (true, false);
        (document.Info.Title, document.Info.Author) = ($"{version.Name}, version {version.Number}", "DINAMIS");
        document.Info.CreationDate = document.Info.ModificationDate = version.InForceFrom.ToDateTime();
        using (var page = new DeedPage(document, p => DeedPdf.Frame(p, version.Name, $"Version {version.Number}", pages)))
        {
            page.Y += 6;
            DeedPdf.Lines(page, PdfBlockLevelElementTag.Heading1, version.Name, DeedFont.Bold(22), DeedPage.Night, 27);
            page.Y += 2;
            DeedPdf.Lines(page, PdfBlockLevelElementTag.Paragraph, $"Version {version.Number}, en vigueur à compter du {Paris.Date(version.InForceFrom.ToDateTimeOffset())}", DeedFont.Regular(11.5), DeedPage.Grey, 16);
            foreach (var line in version.Text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                if (line.StartsWith('#')) DeedPdf.Subheading(page, line.TrimStart('#', ' '));
                else DeedPdf.Paragraph(page, line);
            if (version.Purposes.Count > 0) Told(page, "Usages permis", version.Purposes.Select(p => p.Name));
            if (version.Areas.Count > 0) Told(page, "Territoires", version.Areas.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Value.Name} (collection {a.Key})"));
            Told(page, "Empreinte SHA-256 du texte", [version.Sha256]);
        }
        var count = document.PageCount;
        using var bytes = new MemoryStream();
        document.Save(bytes, closeStream: false);
        return (bytes.ToArray(), count);
    }

    static void Told(DeedPage page, string title, IEnumerable<string> lines)
    {
        DeedPdf.Subheading(page, title);
        foreach (var line in lines) DeedPdf.Paragraph(page, line);
    }
}
