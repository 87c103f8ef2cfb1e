using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Dinamis.Membership.Deeds.Pdf;

namespace Dinamis.Membership.Deeds;

/// <summary>
/// A document security store added after the last signature (ETSI EN 319 142-1, 5.4), by this service or by anybody: certificates, revocation
/// lists, OCSP answers. Such a revision shows nothing: it gives the catalogue one entry, and every new object is a dictionary of the store or DER.
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

    /// <summary>Adds all that the two signatures need to be judged by nobody but their reader, in one revision; the level is for the verifier to say.</summary>
    /// <param name="pdf">Signed by both.</param>
    /// <param name="trust">Whose anchors certified signers and time-stamps, and whose lists are to be had.</param>
    /// <exception cref="MalformedPdfException">Not a file of this service.</exception>
    /// <exception cref="CryptographicException">A signature or its time-stamp cannot be read.</exception>
    public static byte[] AddTo(byte[] pdf, Trust trust)
    {
        var file = PdfFile.Read(pdf);
        var anchors = trust.Signers.Concat(trust.Timestampers).ToList();
        var certificates = Path([.. DeedLayout.Read(file, 2, []).Signatures.SelectMany(Certificates).Distinct()], anchors);
        // A list that no anchor signed vouches for nothing; with one authority for both, its list comes once.
        var lists = trust.Lists.Where(l => anchors.Exists(l.IsBy)).DistinctBy(l => Convert.ToHexString(SHA256.HashData(l.Der.Span)));
        var (root, revision) = (PdfSyntax.Reference(file.Last.Trailer["Root"]), new PdfUpdate(file));
        var catalogue = file.Dictionary(root, file.Revisions.Count - 1);

        var certs = Streams(revision, certificates.Select(c => c.RawDataMemory));
        var crls = Streams(revision, lists.Select(l => l.Der));
        var store = revision.Next;
        revision.Put(store, $"<</Type/DSS/Certs[{certs}]/CRLs[{crls}]>>");
        catalogue["DSS"] = $"{store} 0 R";
        revision.Put(root, PdfUpdate.Body(catalogue));
        return revision.End();
    }

    static IEnumerable<X509Certificate2> Certificates(SignedPart part)
    {
        var cms = part.Signature();
        var token = new SignedCms();
        token.Decode(cms.SignerInfos[0].UnsignedAttributes.Cast<CryptographicAttributeObject>().Single(a => a.Oid.Value == Cades.TimestampToken).Values[0].RawData);
        return cms.Certificates.Concat(token.Certificates);
    }

    /// <summary>With the anchors above them, up to the root.</summary>
    static List<X509Certificate2> Path(List<X509Certificate2> certificates, List<X509Certificate2> anchors)
    {
        for (var i = 0; i < certificates.Count; i++)
        {
            var issuer = certificates[i].IssuerName.RawData;
            certificates.AddRange([.. anchors.Where(a => a.SubjectName.RawData.AsSpan().SequenceEqual(issuer) && !certificates.Contains(a)).Distinct()]);
        }
        return certificates;
    }

    static string Streams(PdfUpdate revision, IEnumerable<ReadOnlyMemory<byte>> all)
    {
        List<string> references = [];
        foreach (var der in all)
        {
            references.Add($"{revision.Next} 0 R");
            revision.Put(revision.Next, $"<</Length {der.Length}>>\nstream\n{Encoding.Latin1.GetString(der.Span)}\nendstream");
        }
        return string.Join(' ', references);
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
