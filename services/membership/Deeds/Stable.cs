using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Dinamis.Membership.Deeds;

/// <summary>Takes out of a written file what PDFsharp draws by lot, without moving a byte: names of font subsets and identifiers of the file.</summary>
static partial class Stable
{
    const string Blank = "00000000000000000000000000000000", BlankUuid = "00000000-0000-0000-0000-000000000000";

    public static byte[] Bytes(byte[] file)
    {
        var text = Encoding.Latin1.GetString(file);
        Dictionary<string, string> tags = [];
        text = SubsetName().Replace(text, name =>
        {
            if (!tags.TryGetValue(name.Groups[1].Value, out var tag)) tags[name.Groups[1].Value] = tag = $"DINAM{(char)('A' + tags.Count)}";
            return $"/{tag}+";
        });
        text = Identifier().Replace(text, found => $"/ID[<{Blank}><{Blank}>]".PadRight(found.Length));
        text = Unique().Replace(text, $"uuid:{BlankUuid}");
        var digest = Convert.ToHexString(SHA256.HashData(Encoding.Latin1.GetBytes(text)).AsSpan(0, 16));
        return Encoding.Latin1.GetBytes(text
            .Replace($"/ID[<{Blank}><{Blank}>]", $"/ID[<{digest}><{digest}>]", StringComparison.Ordinal)
            .Replace(BlankUuid, Guid.ParseExact(digest, "N").ToString("D"), StringComparison.Ordinal));
    }

    [GeneratedRegex("/([A-Z]{6})\\+")]
    private static partial Regex SubsetName();

    [GeneratedRegex("/ID\\s*\\[\\s*<[0-9A-Fa-f]{32}>\\s*<[0-9A-Fa-f]{32}>\\s*\\]")]
    private static partial Regex Identifier();

    [GeneratedRegex("uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Unique();
}
