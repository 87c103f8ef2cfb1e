using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Dinamis.Membership.Deeds.Pdf;

/// <summary>One more revision, written after a file (ISO 32000-1, 7.5.6): not one earlier byte moves.</summary>
sealed class PdfUpdate
{
    readonly PdfFile before;
    readonly ArrayBufferWriter<byte> written = new();
    readonly SortedDictionary<int, int> offsets = [];

    public PdfUpdate(PdfFile before)
    {
        this.before = before;
        Next = PdfSyntax.Number(before.Last.Trailer["Size"]);
        written.Write(before.Bytes);
    }

    /// <summary>The first number that no object has yet.</summary>
    public int Next { get; private set; }

    /// <summary>A dictionary as it was read.</summary>
    public static string Body(Dictionary<string, string> entries) => $"<<{string.Concat(entries.Select(e => $"/{e.Key} {e.Value}"))}>>";

    /// <summary>An object after those before it: a new one, or the new state of an old one.</summary>
    public void Put(int number, string body)
    {
        offsets.Add(number, written.WrittenCount);
        Encoding.Latin1.GetBytes($"{number} 0 obj\n{body}\nendobj\n", written);
        Next = Math.Max(Next, number + 1);
    }

    /// <summary>The whole file, with the table and the trailer of this revision.</summary>
    public byte[] End()
    {
        var xref = written.WrittenCount;
        var tail = new StringBuilder("xref\n");
        foreach (var (number, offset) in offsets) tail.Append(CultureInfo.InvariantCulture, $"{number} 1\n{offset:D10} 00000 n \n");
        var trailer = before.Last.Trailer;
        var first = trailer["ID"][1..(trailer["ID"].IndexOf('>', StringComparison.Ordinal) + 1)];
        var second = Convert.ToHexString(SHA256.HashData(before.Bytes).AsSpan(0, 16));
        tail.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {Next}/Root {trailer["Root"]}/Info {trailer["Info"]}/ID[{first}<{second}>]/Prev {before.Last.Xref}>>\nstartxref\n{xref}\n%%EOF\n");
        Encoding.ASCII.GetBytes(tail.ToString(), written);
        return written.WrittenSpan.ToArray();
    }
}
