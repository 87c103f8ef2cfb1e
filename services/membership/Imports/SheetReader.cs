using System.Globalization;
using System.IO.Compression;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Dinamis.Membership.Imports;

/// <summary>A line of a sheet. A cell is null where a line of text ends before it; a workbook’s empty cell is empty.</summary>
/// <param name="Number">From 1, as a spreadsheet numbers its lines.</param>
readonly record struct SheetRow(int Number, IReadOnlyList<string?> Cells)
{
    public bool IsBlank => Cells.All(string.IsNullOrEmpty);

    /// <summary>As CSV with semicolons, so that the line can be mended and read again.</summary>
    public string Text => string.Join(';', Cells.Select(c => c is { } cell && cell.AsSpan().IndexOfAny(";\"\n") >= 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : c)).TrimEnd(';');
}

/// <summary>Reads the first sheet of a workbook, or a text as spreadsheets of French offices write it: UTF-8 or Windows-1252, separated by semicolons, commas or tabs.</summary>
static class SheetReader
{
    /// <summary>Of all parts of a workbook together: text packs a hundred times at most.</summary>
    const long LargestUnpacked = 100 << 20;

    static readonly byte[][] workbooks = [[0x50, 0x4B, 0x03, 0x04], [0xD0, 0xCF, 0x11, 0xE0]];
    static readonly Encoding windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    // Old workbooks and old CSV name their encodings by number.
    static SheetReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <exception cref="Refused">On <c>content</c>: it is no table.</exception>
    public static IEnumerable<SheetRow> Read(byte[] content)
    {
        var workbook = Array.Exists(workbooks, w => content.AsSpan().StartsWith(w));
        using var reader = Open(content, workbook);
        for (var number = 1; Next(reader); number++)
            yield return new(number, [.. Enumerable.Range(0, reader.FieldCount).Select(i => Cell(reader.GetValue(i)) ?? (workbook ? "" : null))]);
    }

    static IExcelDataReader Open(byte[] content, bool workbook)
    {
        try
        {
            if (workbook && content[0] == 'P') RefuseBombs(content);
            if (workbook) return ExcelReaderFactory.CreateReader(new MemoryStream(content));
            if (content.Contains((byte)0)) throw NoTable();
            return ExcelReaderFactory.CreateCsvReader(new MemoryStream(content), new() { FallbackEncoding = windows, AutodetectSeparators = [Separator(content)] });
        }
        catch (Exception e) when (e is ExcelReaderException or InvalidDataException or NotSupportedException)
        {
            throw NoTable();
        }
    }

    // A small file may unpack to more than our memory (its parts say how long they are, and are read no further).
    static void RefuseBombs(byte[] content)
    {
        using var archive = new ZipArchive(new MemoryStream(content));
        if (archive.Entries.Sum(e => e.Length) > LargestUnpacked) throw NoTable();
    }

    static bool Next(IExcelDataReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (Exception e) when (e is ExcelReaderException or InvalidDataException or System.Xml.XmlException or FormatException)
        {
            throw NoTable();
        }
    }

    // The line of titles has no text in quotes that holds another separator more often than its own.
    static char Separator(byte[] content)
    {
        var end = Array.IndexOf(content, (byte)'\n');
        var first = content.AsSpan(0, end < 0 ? content.Length : end).ToArray();
        return ";\t,".MaxBy(s => first.Count(b => b == s));
    }

    static string? Cell(object? value) => value switch
    {
        null => null,
        bool yes => yes ? "oui" : "non",
        DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        double number => number.ToString("0.################", CultureInfo.InvariantCulture),
        _ => Clean(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };

    // One form of accents (NFC), and no blank that cannot be seen: a name over two lines is one name.
    static string Clean(string text)
    {
        var clean = string.Join(' ', text.Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        // The apostrophe by which an export keeps a spreadsheet from running a cell is none of its text.
        return clean is ['\'', '=' or '+' or '-' or '@', ..] ? clean[1..] : clean;
    }

    static Refused NoTable() => new(Refusals.Invalid, [new("content", "Ce fichier n’est pas un tableau : choisissez un fichier XLSX, XLS ou CSV.")]);
}
