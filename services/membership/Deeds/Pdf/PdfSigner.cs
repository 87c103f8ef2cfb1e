using System.Globalization;
using System.Text;

namespace Dinamis.Membership.Deeds.Pdf;

/// <summary>One signature to be put into an empty field.</summary>
/// <param name="Field">Name of the field.</param>
/// <param name="Name">Who signs, for readers that show the dictionary.</param>
/// <param name="At">Claimed time; the time-stamp is what proves it.</param>
/// <param name="Lines">What is written in the visible box.</param>
sealed record PdfSignature(string Field, string Name, string Reason, DateTimeOffset At, IReadOnlyList<string> Lines);

/// <summary>Signs by incremental update (ISO 32000-1, 7.5.6; ETSI EN 319 142-1): not one earlier byte moves.</summary>
static class PdfSigner
{
    /// <summary>Room for the CMS, its certificate and its time-stamp token.</summary>
    const int Reserve = 12 * 1024;
    const string EmptyRange = "[0 0000000000 0000000000 0000000000]";

    /// <param name="cms">Makes the detached CMS over the bytes it is given; called once.</param>
    /// <exception cref="InvalidOperationException">No such empty field, or a CMS larger than the room kept for it.</exception>
    public static async Task<byte[]> SignAsync(byte[] pdf, PdfSignature signature, Func<byte[], CancellationToken, Task<byte[]>> cms, CancellationToken cancel)
    {
        var (file, value) = Prepare(PdfFile.Read(pdf), signature);
        var text = Encoding.Latin1.GetString(file, value, file.Length - value);
        var from = value + text.IndexOf("/Contents<", StringComparison.Ordinal) + "/Contents".Length;
        var to = from + 2 * Reserve + 2;
        var range = string.Create(CultureInfo.InvariantCulture, $"[0 {from:D10} {to:D10} {file.Length - to:D10}]");
        Encoding.ASCII.GetBytes(range).CopyTo(file, value + text.IndexOf(EmptyRange, StringComparison.Ordinal));

        var signed = await cms([.. file[..from], .. file[to..]], cancel);
        if (signed.Length > Reserve) throw new InvalidOperationException($"The signature takes {signed.Length} bytes, more than the {Reserve} kept for it.");
        Encoding.ASCII.GetBytes(Convert.ToHexString(signed)).CopyTo(file, from + 1);
        return file;
    }

    // The new revision holds three objects in this order: value, appearance, field. The verifier accepts no other.
    static (byte[] File, int Value) Prepare(PdfFile file, PdfSignature signature)
    {
        var last = file.Revisions.Count - 1;
        var form = file.Dictionary(PdfSyntax.Reference(file.Dictionary(PdfSyntax.Reference(file.Last.Trailer["Root"]), last)["AcroForm"]), last);
        var number = PdfSyntax.References(form["Fields"]).First(n => file.Dictionary(n, last)["T"] == $"({signature.Field})");
        var field = file.Dictionary(number, last);
        if (field.ContainsKey("V")) throw new InvalidOperationException($"The field {signature.Field} is signed already.");
        var revision = new PdfUpdate(file);
        var (value, appearance) = (revision.Next, revision.Next + 1);
        revision.Put(value, $"""
            <</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M(D:{signature.At.UtcDateTime:yyyyMMddHHmmss}Z)/Name{Unicode(signature.Name)}/Reason{Unicode(signature.Reason)}/ByteRange{EmptyRange}/Contents<{new string('0', 2 * Reserve)}>>>
            """);
        revision.Put(appearance, SignatureAppearance.Of(field["Rect"], form["DR"], signature.Lines));
        (field["V"], field["AP"]) = ($"{value} 0 R", $"<</N {appearance} 0 R>>");
        revision.Put(number, PdfUpdate.Body(field));
        return (revision.End(), file.Bytes.Length);
    }

    static string Unicode(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";
}
