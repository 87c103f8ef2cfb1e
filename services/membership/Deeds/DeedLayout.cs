using System.Buffers;
using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using Dinamis.Membership.Deeds.Pdf;

namespace Dinamis.Membership.Deeds;

/// <summary>The bytes that one signature covers, and the signature.</summary>
/// <param name="Sound">Range and revision are as they should be.</param>
/// <param name="From">Where the value of the signature begins in the file, which its content leaves out.</param>
/// <param name="To">Where it ends.</param>
sealed record SignedPart(string Field, byte[] Content, byte[] Cms, bool Sound, int From = 0, int To = 0)
{
    /// <summary>The signature without the zeros that fill its place.</summary>
    public byte[] Value()
    {
        AsnDecoder.ReadEncodedValue(Cms, AsnEncodingRules.DER, out _, out _, out var length);
        return Cms[..length];
    }

    /// <summary>The same, read.</summary>
    public SignedCms Signature()
    {
        var cms = new SignedCms(new ContentInfo(Content), detached: true);
        cms.Decode(Value());
        return cms;
    }
}

/// <summary>
/// How a deed is laid out: the frozen file, then one revision for each signature, which holds its value, its appearance and its field; at the
/// end perhaps what somebody added to prove them for long.
/// </summary>
/// <param name="Lists">Revocation lists added to the file; its bytes vouch for none of them.</param>
sealed record DeedLayout(string FrozenSha256, IReadOnlyList<SignedPart> Signatures, IReadOnlyList<RevocationList> Lists)
{
    static readonly SearchValues<char> UpperHex = SearchValues.Create("0123456789ABCDEF");
    static readonly string[] ValueKeys = ["Type", "Filter", "SubFilter", "M", "Name", "Reason", "ByteRange", "Contents"];

    /// <exception cref="MalformedPdfException">It cannot even be read.</exception>
    public static DeedLayout Read(PdfFile file, int expected, List<DeedFinding> findings)
    {
        var frozen = Convert.ToHexStringLower(SHA256.HashData(file.Bytes.AsSpan(0, file.Revisions[0].End)));
        if (file.Last.End != file.Bytes.Length) findings.Add(DeedFinding.Of(DeedFault.TrailingBytes));

        var form = file.Dictionary(PdfSyntax.Reference(file.Dictionary(PdfSyntax.Reference(file.Revisions[0].Trailer["Root"]), 0)["AcroForm"]), 0);
        var fields = PdfSyntax.References(form["Fields"]).Select(n => (Number: n, Entries: file.Dictionary(n, 0))).ToArray();
        if (!AreExpected(fields))
        {
            findings.Add(DeedFinding.Of(DeedFault.FieldsUnexpected));
            return new(frozen, [], []);
        }
        // Counted in revisions, whatever they hold: the first is the frozen file.
        var later = file.Revisions.Count - 1;
        var added = later == expected + 1 ? ValidationData.Read(file, later) : null;
        var signed = Math.Min(added is null ? later : expected, 2);
        if (later > expected && added is null) findings.Add(DeedFinding.Of(DeedFault.ChangedAfterSignatures));
        for (var missing = signed; missing < expected; missing++) findings.Add(DeedFinding.Of(DeedFault.SignatureMissing, Name(fields[missing].Entries)));

        List<SignedPart> parts = [];
        for (var i = 0; i < signed; i++) parts.Add(ReadSignature(file, i + 1, fields[i].Number, fields[i].Entries, form["DR"], findings));
        return new(frozen, parts, added?.Lists ?? []);
    }

    static bool AreExpected((int Number, Dictionary<string, string> Entries)[] fields) =>
        fields is [var member, var other]
        && Name(member.Entries) == SignatureFields.Member
        && Name(other.Entries) is SignatureFields.Dinamis or SignatureFields.Relay
        && fields.All(f => f.Entries.GetValueOrDefault("FT") == "/Sig" && !f.Entries.ContainsKey("V") && !f.Entries.ContainsKey("AP") && f.Entries.ContainsKey("Rect"));

    static string Name(Dictionary<string, string> field) => field.GetValueOrDefault("T", "").Trim('(', ')');

    static SignedPart ReadSignature(PdfFile file, int revision, int number, Dictionary<string, string> empty, string resources, List<DeedFinding> findings)
    {
        var (name, own) = (Name(empty), file.Revisions[revision]);
        var size = PdfSyntax.Number(file.Revisions[revision - 1].Trailer["Size"]);
        var value = own.Offsets.GetValueOrDefault(size, -1);
        if (value < own.Start || value >= own.Xref || !ChangesOnlyItself(file, revision, number, empty, resources))
        {
            findings.Add(DeedFinding.Of(DeedFault.RevisionChangesMore, name));
            return new(name, [], [], Sound: false);
        }
        var (entries, end) = file.DictionaryAt(value, size);
        var to = end - ">>".Length;
        var from = to - entries["Contents"].Length;
        var (content, sound) = Covered(file, own, entries, from, to);
        if (!sound) findings.Add(DeedFinding.Of(DeedFault.RangeInexact, name));
        return new(name, content, Cms(entries["Contents"]), sound, from, to);
    }

    // The revision must consist, byte after byte, of the three objects, the table and the trailer that the signer writes.
    static bool ChangesOnlyItself(PdfFile file, int revision, int number, Dictionary<string, string> empty, string resources)
    {
        try
        {
            var (before, own) = (file.Revisions[revision - 1], file.Revisions[revision]);
            var size = PdfSyntax.Number(before.Trailer["Size"]);
            if (own.Offsets.Count != 3 || file.Text[own.Start - 1] != '\n') return false;
            var (value, appearance) = (own.Start, file.ObjectAt(own.Start, size).Next);
            var field = file.ObjectAt(appearance, size + 1).Next;
            if (value != own.Offsets[size] || appearance != own.Offsets[size + 1] || field != own.Offsets[number] || file.ObjectAt(field, number).Next != own.Xref) return false;
            if (!string.Equals(file.Text[own.Xref..own.End], Tail(own, before, number, size), StringComparison.Ordinal)) return false;

            var head = $"{size + 1} 0 obj\n{SignatureAppearance.Head(empty["Rect"], resources)}/Length ";
            if (string.CompareOrdinal(file.Text, appearance, head, 0, head.Length) != 0) return false;
            if (!file.DictionaryAt(value, size).Entries.Keys.SequenceEqual(ValueKeys)) return false;
            Dictionary<string, string> filled = new(empty) { ["V"] = $"{size} 0 R", ["AP"] = $"<</N {size + 1} 0 R>>" };
            var now = file.DictionaryAt(field, number).Entries;
            return now.Count == filled.Count && filled.All(e => now.GetValueOrDefault(e.Key) == e.Value);
        }
        catch (Exception wrong) when (wrong is MalformedPdfException or KeyNotFoundException)
        {
            return false;
        }
    }

    static string Tail(PdfRevision own, PdfRevision before, int number, int size)
    {
        string Row(int n) => string.Create(CultureInfo.InvariantCulture, $"{n} 1\n{own.Offsets[n]:D10} 00000 n \n");
        return string.Create(CultureInfo.InvariantCulture, $"xref\n{Row(number)}{Row(size)}{Row(size + 1)}trailer\n<</Size {size + 2}/Root {before.Trailer["Root"]}/Info {before.Trailer["Info"]}/ID{own.Trailer["ID"]}/Prev {before.Xref}>>\nstartxref\n{own.Xref}\n%%EOF\n");
    }

    // Everything from the first byte to the end of the revision, but the value of /Contents, which ends the dictionary.
    static (byte[] Content, bool Sound) Covered(PdfFile file, PdfRevision own, Dictionary<string, string> entries, int from, int to)
    {
        var expected = string.Create(CultureInfo.InvariantCulture, $"[0 {from:D10} {to:D10} {own.End - to:D10}]");
        var sound = entries["ByteRange"] == expected && entries["SubFilter"] == "/ETSI.CAdES.detached"
            && string.CompareOrdinal(file.Text, from, entries["Contents"], 0, to - from) == 0;
        return ([.. file.Bytes[..from], .. file.Bytes[to..own.End]], sound);
    }

    static byte[] Cms(string hex)
    {
        // Upper case alone: each signature has one way to be written.
        if (hex is not ['<', .. var digits, '>'] || digits.Length % 2 != 0 || digits.AsSpan().ContainsAnyExcept(UpperHex))
            throw new MalformedPdfException("A signature value is not written in upper-case hexadecimal digits.");
        return Convert.FromHexString(digits);
    }
}
