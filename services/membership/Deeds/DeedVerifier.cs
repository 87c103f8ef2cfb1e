using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dinamis.Membership.Deeds.Pdf;

namespace Dinamis.Membership.Deeds;

/// <summary>
/// Judges a file by itself: a reader that says « signature valid » twice would also say it of a file whose page was replaced
/// between the two signatures. So the layout of each revision is compared with the only one that this service writes.
/// </summary>
sealed class DeedVerifier(Trust trust)
{
    /// <summary>At most; an act takes a tenth of it.</summary>
    public const int LargestFile = 16 * 1024 * 1024;

    /// <param name="signatures">How many of the two signatures must be there: 1 while the other party has not signed, 2 for an act in force.</param>
    /// <param name="frozenSha256">Digest of the frozen file in the register, where it is known.</param>
    public DeedVerdict Verify(byte[] bytes, int signatures = 2, string? frozenSha256 = null)
    {
        var findings = new List<DeedFinding>();
        if (bytes.Length > LargestFile) return new([DeedFinding.Of(DeedFault.Unreadable)], [], "");
        try
        {
            var layout = DeedLayout.Read(PdfFile.Read(bytes), signatures, findings);
            if (frozenSha256 is not null && layout.FrozenSha256 != frozenSha256) findings.Add(DeedFinding.Of(DeedFault.NotTheFrozenText));
            return new(findings, Judge(layout, findings), layout.FrozenSha256);
        }
        catch (Exception wrong) when (wrong is MalformedPdfException or KeyNotFoundException or FormatException or OverflowException or ArgumentException)
        {
            // Whatever is missing or out of bounds: the file does not have the shape of a deed.
            findings.Add(DeedFinding.Of(DeedFault.Unreadable));
            return new(findings, [], "");
        }
    }

    List<DeedSignature> Judge(DeedLayout layout, List<DeedFinding> findings)
    {
        List<(DeedSignature Facts, X509Certificate2 Certificate)> judged = [];
        try
        {
            var all = trust with { Lists = [.. trust.Lists, .. layout.Lists] };
            foreach (var signed in layout.Signatures)
                if (CmsVerifier.Judge(signed, all, layout.Lists, findings) is { } one) judged.Add(one);
            if (judged is [var first, var second])
            {
                if (first.Certificate.RawDataMemory.Span.SequenceEqual(second.Certificate.RawDataMemory.Span) || Key(first.Certificate).AsSpan().SequenceEqual(Key(second.Certificate)))
                    findings.Add(DeedFinding.Of(DeedFault.SameCertificate));
                if (second.Facts.StampedAt < first.Facts.StampedAt) findings.Add(DeedFinding.Of(DeedFault.TimestampsOutOfOrder));
            }
            return [.. judged.Select(j => j.Facts)];
        }
        finally
        {
            foreach (var (_, certificate) in judged) certificate.Dispose();
        }
    }

    static byte[] Key(X509Certificate2 certificate) => SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo());
}
