using System.IO.Compression;
using System.Text;
using Dinamis.Membership.Attachments;

namespace Dinamis.UnitTests.Membership;

public sealed class AttachmentKindSpec
{
    [Theory]
    [InlineData("%PDF-1.7\n%âãÏÓ", ".pdf")]
    [InlineData("\u0089PNG\r\n\u001a\n____", ".png")]
    [InlineData("\u00ff\u00d8\u00ff\u00e0__JFIF", ".jpg")]
    [InlineData("MZ\u0090", null)]
    [InlineData("<html><script>alert(1)</script>", null)]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", null)]
    [InlineData(" %PDF-1.7", null)]
    [InlineData("GIF89a__", null)]
    [InlineData("PK\u0003\u0004 but no archive", null)]
    [InlineData("%", null)]
    public void The_first_bytes_say_what_a_file_is_and_nothing_else_is_taken(string bytes, string? extension) =>
        AttachmentKind.Of(new MemoryStream(Encoding.Latin1.GetBytes(bytes)))?.Extension.ShouldBe(extension);

    [Fact]
    public void A_text_of_an_office_is_told_by_its_parts_and_never_with_a_macro()
    {
        Of("[Content_Types].xml", "word/document.xml").ShouldBe(".docx");
        Of("mimetype=application/vnd.oasis.opendocument.text", "content.xml").ShouldBe(".odt");
        Of("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin").ShouldBeNull("a macro of Word");
        Of("mimetype=application/vnd.oasis.opendocument.text", "content.xml", "Basic/Standard/Module1.xml").ShouldBeNull("a macro of LibreOffice");
        Of("[Content_Types].xml", "xl/workbook.xml").ShouldBeNull("a workbook");
        Of("mimetype=application/vnd.oasis.opendocument.spreadsheet", "content.xml").ShouldBeNull("a spreadsheet");
        Of("../../etc/passwd", "a.txt").ShouldBeNull("any other archive");
    }

    [Theory]
    [InlineData("Délibération n° 12.pdf", "Délibération n° 12.pdf")]
    [InlineData(@"C:\Users\maire\Bureau\statuts.PDF", "statuts.pdf")]
    [InlineData("../../../etc/passwd", "passwd.pdf")]
    [InlineData("facture.pdf.exe", "facture.pdf")]
    [InlineData("facture\u202Efdp.exe", "facturefdp.pdf")]
    [InlineData("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie x=1.pdf")]
    [InlineData("\"><script>.pdf", "script.pdf")]
    [InlineData("....", "piece.pdf")]
    [InlineData(null, "piece.pdf")]
    public void A_name_keeps_what_is_harmless_and_takes_the_extension_of_the_content(string? given, string safe) =>
        new AttachmentKind("application/pdf", ".pdf").SafeName(given).ShouldBe(safe);

    [Fact]
    public void Whatever_the_name_it_is_short_and_is_a_name_of_one_file() => Gen.String.Sample(given =>
    {
        var safe = new AttachmentKind("image/png", ".png").SafeName(given);
        return safe.EndsWith(".png", StringComparison.Ordinal) && safe.Length is > 4 and <= 110 && safe.IndexOfAny(['/', '\\', '"', '\r', '\n', '\0']) < 0 && Path.GetFileName(safe) == safe;
    });

    static string? Of(params string[] entries)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var entry in entries)
            {
                using var writer = new StreamWriter(archive.CreateEntry(entry.Split('=')[0], CompressionLevel.NoCompression).Open());
                writer.Write(entry.Split('=').ElementAtOrDefault(1) ?? "x");
            }
        return AttachmentKind.Of(bytes)?.Extension;
    }
}
