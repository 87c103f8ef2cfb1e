using System.Formats.Asn1;
using Dinamis.Membership.Deeds.Pdf;

namespace Dinamis.Membership.Deeds;

/// <summary>
/// A document security store that somebody added after the last signature (ETSI EN 319 142-1, 5.4): certificates, revocation lists, OCSP
/// answers. Such a revision shows nothing: it gives the catalogue one entry, and every new object is a dictionary of the store or DER.
/// </summary>
sealed record ValidationData(IReadOnlyList<RevocationList> Lists)
{
    static readonly HashSet<string> trailerKeys = ["Size", "Root", "Info", "ID", "Prev"], storeKeys = ["Type", "Certs", "CRLs", "OCSPs", "VRI"], hintKeys = ["Type", "Cert", "CRL", "OCSP", "TU", "TS"];

    /// <returns>Null when the revision does anything else.</returns>
    public static ValidationData? Read(PdfFile file, int revision)
    {
        try
        {
            var (before, own) = (file.Revisions[revision - 1], file.Revisions[revision]);
            var (root, size) = (PdfSyntax.Reference(before.Trailer["Root"]), PdfSyntax.Number(before.Trailer["Size"]));
            if (!trailerKeys.IsSupersetOf(own.Trailer.Keys) || own.Trailer["Root"] != before.Trailer["Root"] || own.Trailer.GetValueOrDefault("Info") != before.Trailer.GetValueOrDefault("Info")) return null;
            if (!own.Offsets.ContainsKey(root) || own.Offsets.Keys.Any(n => n < size && n != root)) return null;
            var objects = Objects(file, own);
            if (objects is null || !AddsOneEntry(file.Dictionary(root, revision - 1), objects[root].Entries)) return null;
            var store = PdfSyntax.Reference(objects[root].Entries["DSS"]);
            foreach (var (number, written) in objects)
                if (number != root && !(written.Stream is { } stream ? written.Entries.Keys.SequenceEqual(["Length"]) && IsDer(stream) : IsOfStore(written.Entries, number == store))) return null;
            return new([.. Listed(objects[store].Entries).Select(n => objects[n].Stream is { } crl ? RevocationList.Read(crl) : null).OfType<RevocationList>()]);
        }
        catch (Exception wrong) when (wrong is MalformedPdfException or KeyNotFoundException)
        {
            return null;
        }
    }

    // Whole objects, one after the other, from the revision's first byte to its table: nothing hides between them.
    static Dictionary<int, PdfObject>? Objects(PdfFile file, PdfRevision own)
    {
        Dictionary<int, PdfObject> objects = [];
        var at = own.Start;
        foreach (var (number, offset) in own.Offsets.OrderBy(o => o.Value))
        {
            if (offset != at) return null;
            objects[number] = file.ObjectAt(at, number);
            at = objects[number].Next;
        }
        return at == own.Xref ? objects : null;
    }

    static bool AddsOneEntry(Dictionary<string, string> before, Dictionary<string, string> after) =>
        !before.ContainsKey("DSS") && after.Count == before.Count + 1 && after.ContainsKey("DSS") && before.All(e => after.GetValueOrDefault(e.Key) == e.Value);

    static bool IsOfStore(Dictionary<string, string> entries, bool isStore) =>
        isStore ? storeKeys.IsSupersetOf(entries.Keys) : entries.Keys.All(k => hintKeys.Contains(k) || (k.Length == 40 && k.All(char.IsAsciiHexDigitUpper)));

    static bool IsDer(ReadOnlyMemory<byte> bytes) => AsnDecoder.TryReadEncodedValue(bytes.Span, AsnEncodingRules.DER, out _, out _, out _, out var read) && read == bytes.Length;

    static int[] Listed(Dictionary<string, string> store) => store.TryGetValue("CRLs", out var lists) ? PdfSyntax.References(lists) : [];
}
