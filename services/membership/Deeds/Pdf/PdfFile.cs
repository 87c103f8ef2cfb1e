using System.Text;

namespace Dinamis.Membership.Deeds.Pdf;

/// <summary>One revision of a file: what lies between two `%%EOF`.</summary>
/// <param name="Start">First byte.</param>
/// <param name="Xref">Offset of the cross-reference table.</param>
/// <param name="End">First byte after the end-of-file mark and its line end.</param>
/// <param name="Offsets">Objects written in this revision, by number.</param>
sealed record PdfRevision(int Start, int Xref, int End, IReadOnlyDictionary<string, string> Trailer, IReadOnlyDictionary<int, int> Offsets);

/// <summary>One object.</summary>
/// <param name="Stream">Its bytes as they stand, where it has some.</param>
/// <param name="Next">Where what follows it begins.</param>
sealed record PdfObject(Dictionary<string, string> Entries, ReadOnlyMemory<byte>? Stream, int Next);

/// <summary>A file with all its revisions. Knows classic cross-reference tables only, as this service writes them: anything else is refused.</summary>
sealed class PdfFile
{
    const int MostRevisions = 16;

    PdfFile(byte[] bytes, string text, IReadOnlyList<PdfRevision> revisions) => (Bytes, Text, Revisions) = (bytes, text, revisions);

    public byte[] Bytes { get; }

    /// <summary>One character is one byte.</summary>
    public string Text { get; }

    /// <summary>Oldest first; each begins where the former ends.</summary>
    public IReadOnlyList<PdfRevision> Revisions { get; }

    public PdfRevision Last => Revisions[^1];

    /// <exception cref="MalformedPdfException">Not such a file.</exception>
    public static PdfFile Read(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        if (!text.StartsWith("%PDF-1.", StringComparison.Ordinal)) throw new MalformedPdfException("Not a PDF file.");
        List<PdfRevision> newestFirst = [];
        var at = LastXref(text);
        while (true)
        {
            var revision = ReadRevision(text, at);
            newestFirst.Add(revision);
            if (newestFirst.Count > MostRevisions) throw new MalformedPdfException("Too many revisions.");
            if (!revision.Trailer.TryGetValue("Prev", out var previous)) break;
            var older = PdfSyntax.Number(previous);
            if (older >= at) throw new MalformedPdfException("A revision refers forward.");
            at = older;
        }
        newestFirst.Reverse();
        List<PdfRevision> revisions = [];
        foreach (var revision in newestFirst) revisions.Add(revision with { Start = revisions.Count == 0 ? 0 : revisions[^1].End });
        if (revisions.Any(r => r.Xref < r.Start)) throw new MalformedPdfException("Revisions overlap.");
        return new(bytes, text, revisions);
    }

    /// <summary>The dictionary of an object, as this revision and those before it define it.</summary>
    public Dictionary<string, string> Dictionary(int number, int revision) => DictionaryAt(Offset(number, revision), number).Entries;

    /// <summary>The dictionary of the object that begins at this offset, and where it ends.</summary>
    public (Dictionary<string, string> Entries, int End) DictionaryAt(int offset, int number)
    {
        var syntax = new PdfSyntax(Text, offset);
        syntax.ExpectHere($"{number} 0 obj");
        return (syntax.Dictionary(), syntax.Position);
    }

    /// <summary>The whole object that begins at this offset, to the end of its last line.</summary>
    /// <exception cref="MalformedPdfException">It is not laid out as this service writes.</exception>
    public PdfObject ObjectAt(int offset, int number)
    {
        var (entries, end) = DictionaryAt(offset, number);
        var syntax = new PdfSyntax(Text, end);
        ReadOnlyMemory<byte>? stream = null;
        if (entries.TryGetValue("Length", out var written))
        {
            syntax.ExpectHere("\nstream\n");
            var (from, length) = (syntax.Position, PdfSyntax.Number(written));
            if (length > Bytes.Length - from) throw new MalformedPdfException("A stream has no end.");
            stream = Bytes.AsMemory(from, length);
            syntax = new PdfSyntax(Text, from + length);
            syntax.ExpectHere("\nendstream");
        }
        syntax.ExpectHere("\nendobj\n");
        return new(entries, stream, syntax.Position);
    }

    /// <summary>Where the object is, as of this revision.</summary>
    public int Offset(int number, int revision)
    {
        for (var i = revision; i >= 0; i--)
            if (Revisions[i].Offsets.TryGetValue(number, out var offset)) return offset;
        throw new MalformedPdfException($"Object {number} is absent.");
    }

    static int LastXref(string text)
    {
        var mark = text.LastIndexOf("startxref", StringComparison.Ordinal);
        if (mark < 0) throw new MalformedPdfException("No cross-reference.");
        var syntax = new PdfSyntax(text, mark + "startxref".Length);
        return PdfSyntax.Number(syntax.Word());
    }

    static PdfRevision ReadRevision(string text, int at)
    {
        if (at >= text.Length) throw new MalformedPdfException("A cross-reference lies beyond the end.");
        var syntax = new PdfSyntax(text, at);
        syntax.ExpectHere("xref");
        Dictionary<int, int> offsets = [];
        string word;
        while ((word = syntax.Word()) != "trailer")
        {
            var (first, count) = (PdfSyntax.Number(word), PdfSyntax.Number(syntax.Word()));
            for (var i = 0; i < count; i++)
            {
                var offset = PdfSyntax.Number(syntax.Word());
                var (generation, use) = (syntax.Word(), syntax.Word());
                if (use == "f" && first + i == 0) continue;
                // An object reused or freed: this service does neither.
                if (use != "n" || generation != "00000" || offset >= at || !offsets.TryAdd(first + i, offset)) throw new MalformedPdfException("A cross-reference is wrong.");
            }
        }
        var trailer = syntax.Dictionary();
        // A hybrid file says one thing to old readers and another to new ones.
        if (trailer.ContainsKey("XRefStm") || trailer.ContainsKey("Encrypt") || !trailer.ContainsKey("Root")) throw new MalformedPdfException("The trailer is not that of this service.");
        syntax.Expect("startxref");
        if (PdfSyntax.Number(syntax.Word()) != at) throw new MalformedPdfException("A revision names another cross-reference than its own.");
        syntax.Expect("%%EOF");
        return new(0, at, AfterLineEnd(text, syntax.Position), trailer, offsets);
    }

    static int AfterLineEnd(string text, int at) => at < text.Length && text[at] == '\n' ? at + 1 : at;
}
