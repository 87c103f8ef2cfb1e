using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Dinamis.Membership.Deeds;
using Dinamis.Membership.Deeds.Pdf;
using DeedKind = Dinamis.Wire.Deed.Types.Kind;

namespace Dinamis.UnitTests.Deeds;

/// <summary>Honest and dishonest ways to make a signed file.</summary>
static class Signing
{
    public static readonly byte[] Frozen = DeedPdf.Draw(Drafts.Of(DeedKind.Acte));

    public static Task<byte[]> SignAsync(byte[] pdf, string field, X509Certificate2 certificate, ITimestamper? timestamps, CancellationToken cancel)
    {
        var signer = new PdfSignature(field, certificate.GetNameInfo(X509NameType.SimpleName, false), "Adhésion à DINAMIS", Drafts.Of(DeedKind.Acte).FrozenAt,
            ["Signé électroniquement", certificate.GetNameInfo(X509NameType.SimpleName, false), "Maire", "le 25 novembre 2026 à 02 h 31"]);
        return PdfSigner.SignAsync(pdf, signer, (content, ct) => Cades.SignAsync(content, new(certificate), timestamps, ct), cancel);
    }

    /// <summary>Both parties, two certificates, two time-stamps.</summary>
    public static async Task<byte[]> BothAsync(Authorities authorities, CancellationToken cancel)
    {
        using var member = authorities.Issue("Élodie Garçon-Lefèvre");
        using var signatory = authorities.Issue("Claire Œuvrard");
        var once = await SignAsync(Frozen, SignatureFields.Member, member, authorities, cancel);
        return await SignAsync(once, SignatureFields.Dinamis, signatory, authorities, cancel);
    }

    /// <summary>The same of any kind, with what the service adds later to prove it: a list that the authority made after both stamps.</summary>
    public static async Task<byte[]> CompletedAsync(Authorities authorities, CancellationToken cancel, DeedKind kind = DeedKind.Acte)
    {
        using var member = authorities.Issue("Élodie Garçon-Lefèvre");
        using var other = authorities.Issue("Claire Œuvrard");
        var once = await SignAsync(DeedPdf.Draw(Drafts.Of(kind)), SignatureFields.Member, member, authorities, cancel);
        var twice = await SignAsync(once, SignatureFields.Counterparty(Drafts.Of(kind)), other, authorities, cancel);
        return ValidationData.AddTo(twice, authorities.With(authorities.List(authorities.Time.AddHours(1))));
    }

    /// <summary>An incremental update that gives an object another content.</summary>
    public static byte[] Append(byte[] pdf, int number, string body)
    {
        var file = PdfFile.Read(pdf);
        var written = new StringBuilder(file.Text).Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{body}\nendobj\n");
        var xref = written.Length;
        written.Append(CultureInfo.InvariantCulture, $"xref\n{number} 1\n{file.Text.Length:D10} 00000 n \ntrailer\n<</Size {file.Last.Trailer["Size"]}/Root {file.Last.Trailer["Root"]}/Info {file.Last.Trailer["Info"]}/ID{file.Last.Trailer["ID"]}/Prev {file.Last.Xref}>>\nstartxref\n{xref}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(written.ToString());
    }

    /// <summary>A document security store as honest tools add it after the last signature, and whatever else is slipped into the same revision.</summary>
    public static byte[] WithStore(byte[] pdf, byte[][] lists, byte[][] certificates, string catalogueToo = "", (int Number, string Body)? slipped = null)
    {
        var file = PdfFile.Read(pdf);
        var last = file.Revisions.Count - 1;
        var (root, next) = (PdfSyntax.Reference(file.Last.Trailer["Root"]), PdfSyntax.Number(file.Last.Trailer["Size"]));
        List<(int Number, string Body)> objects = [];
        string Refs(byte[][] all)
        {
            List<string> references = [];
            foreach (var one in all)
            {
                objects.Add((next, $"<</Length {one.Length}>>\nstream\n{Encoding.Latin1.GetString(one)}\nendstream"));
                references.Add($"{next++} 0 R");
            }
            return string.Join(' ', references);
        }
        var (crls, certs) = (Refs(lists), Refs(certificates));
        objects.Add((next, $"<</Type/DSS/Certs[{certs}]/CRLs[{crls}]>>"));
        objects.Add((root, $"<<{string.Concat(file.Dictionary(root, last).Select(e => $"/{e.Key} {e.Value}"))}{catalogueToo}/DSS {next++} 0 R>>"));
        if (slipped is { } more) objects.Add(more);
        var written = new StringBuilder(file.Text);
        var entries = new StringBuilder();
        foreach (var (number, body) in objects)
        {
            entries.Append(CultureInfo.InvariantCulture, $"{number} 1\n{written.Length:D10} 00000 n \n");
            written.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{body}\nendobj\n");
        }
        var xref = written.Length;
        written.Append(CultureInfo.InvariantCulture, $"xref\n{entries}trailer\n<</Size {next}/Root {file.Last.Trailer["Root"]}/Info {file.Last.Trailer["Info"]}/ID{file.Last.Trailer["ID"]}/Prev {file.Last.Xref}>>\nstartxref\n{xref}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(written.ToString());
    }

    /// <summary>The second signer's own revision, into which another object was slipped before it was signed: every signature is valid.</summary>
    public static async Task<byte[]> ShadowAsync(byte[] once, int number, string body, Authorities authorities, CancellationToken cancel)
    {
        using var signatory = authorities.Issue("Claire Œuvrard");
        var file = PdfFile.Read(await SignAsync(once, SignatureFields.Dinamis, signatory, authorities, cancel));
        var own = file.Last;
        var objects = file.Text[own.Start..own.Xref];
        var written = new StringBuilder(file.Text[..own.Xref]).Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{body}\nendobj\n");
        var xref = written.Length;
        written.Append("xref\n");
        foreach (var (n, offset) in own.Offsets.Append(new(number, own.Xref))) written.Append(CultureInfo.InvariantCulture, $"{n} 1\n{offset:D10} 00000 n \n");
        written.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {own.Trailer["Size"]}/Root {own.Trailer["Root"]}/Info {own.Trailer["Info"]}/ID{own.Trailer["ID"]}/Prev {own.Trailer["Prev"]}>>\nstartxref\n{xref}\n%%EOF\n");
        var text = written.ToString();
        var from = text.IndexOf("/Contents<", own.Start, StringComparison.Ordinal) + 9;
        var to = text.IndexOf('>', from) + 1;
        var rangeAt = text.IndexOf("/ByteRange[", own.Start, StringComparison.Ordinal) + 10;
        var range = string.Create(CultureInfo.InvariantCulture, $"[0 {from:D10} {to:D10} {text.Length - to:D10}]");
        text = text[..rangeAt] + range + text[(rangeAt + range.Length)..];
        var cms = await Cades.SignAsync(Encoding.Latin1.GetBytes(text[..from] + text[to..]), new(signatory), authorities, cancel);
        return Encoding.Latin1.GetBytes(text[..from] + ('<' + Convert.ToHexString(cms)).PadRight(to - from - 1, '0') + text[(to - 1)..]);
    }

    /// <summary>The first page, saying something else.</summary>
    public static (int Number, string Body) ForgedPage(byte[] pdf)
    {
        var file = PdfFile.Read(pdf);
        var pages = file.Dictionary(PdfSyntax.Reference(file.Dictionary(PdfSyntax.Reference(file.Last.Trailer["Root"]), 0)["Pages"]), 0);
        var content = PdfSyntax.Reference(file.Dictionary(PdfSyntax.References(pages["Kids"])[0], 0)["Contents"]);
        const string Drawn = "BT /F0 20 Tf 76 700 Td (TEXTE REMPLACE) Tj ET";
        return (content, $"<</Length {Drawn.Length}>>\nstream\n{Drawn}\nendstream");
    }
}
