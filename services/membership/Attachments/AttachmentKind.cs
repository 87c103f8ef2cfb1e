using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Dinamis.Membership.Attachments;

/// <summary>What the bytes are, whatever they are called; a reader's machine is handed nothing else.</summary>
/// <param name="MediaType">As it is served.</param>
/// <param name="Extension">With its dot, as it is named.</param>
sealed record AttachmentKind(string MediaType, string Extension)
{
    const int MostEntries = 5_000;
    const string Odt = "application/vnd.oasis.opendocument.text";
    const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    static readonly (byte[] Head, AttachmentKind Kind)[] byHead =
    [
        ([.. "%PDF-"u8], new("application/pdf", ".pdf")),
        ([0x89, .. "PNG\r\n"u8, 0x1A, 0x0A], new("image/png", ".png")),
        ([0xFF, 0xD8, 0xFF], new("image/jpeg", ".jpg")),
    ];

    /// <returns>Null for anything that is not accepted.</returns>
    public static AttachmentKind? Of(Stream bytes)
    {
        var head = new byte[8];
        bytes.Position = 0;
        var read = bytes.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (byHead.FirstOrDefault(k => head.AsSpan(0, read).StartsWith(k.Head)) is { Kind: { } kind }) return kind;
        return head.AsSpan(0, read).StartsWith("PK\x03\x04"u8) ? Text(bytes) : null;
    }

    /// <summary>A text of an office: told by the names of its parts. Nothing is unpacked but the few bytes in which ODF says what it is.</summary>
    static AttachmentKind? Text(Stream bytes)
    {
        try
        {
            using var archive = new ZipArchive(bytes, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.Entries.Count > MostEntries) return null;
            var names = archive.Entries.Select(e => e.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
            // Macros: of Word, and of LibreOffice.
            if (names.Any(n => n.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase) || n.StartsWith("Basic/", StringComparison.OrdinalIgnoreCase) || n.StartsWith("Scripts/", StringComparison.OrdinalIgnoreCase))) return null;
            if (names.Contains("[Content_Types].xml") && names.Contains("word/document.xml")) return new(Docx, ".docx");
            return archive.Entries[0] is { FullName: "mimetype", Length: var length } said && length == Odt.Length && names.Contains("content.xml") && Said(said) == Odt ? new(Odt, ".odt") : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    static string Said(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        var bytes = new byte[Odt.Length];
        return Encoding.ASCII.GetString(bytes, 0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
    }

    /// <summary>The sender's name without anything that a file system, a header or a reader could take for something else; the extension is that of the content.</summary>
    public string SafeName(string? given)
    {
        var stem = Path.GetFileNameWithoutExtension((given ?? "").Split('/', '\\')[^1].Normalize());
        // The extension that the content says may stand there twice: « acte.pdf.exe ».
        while (stem.EndsWith(Extension, StringComparison.OrdinalIgnoreCase)) stem = stem[..^Extension.Length];
        var safe = new StringBuilder();
        foreach (var rune in stem.EnumerateRunes())
            // Control, format (a text that runs from right to left hides an extension), private, unassigned; what Windows refuses; what headers quote.
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                && rune != Rune.ReplacementChar && !"\"<>|:*?;%".Contains(rune.ToString(), StringComparison.Ordinal) && safe.Length < 100) safe.Append(rune);
        return safe.ToString().Trim(' ', '.') is { Length: > 0 } name ? name + Extension : "piece" + Extension;
    }
}
