using System.Buffers.Binary;
using System.Text;

namespace Dinamis.Activity.Experiences;

/// <summary>A picture as it is kept: its pixels and colours, without what cameras and programs write about people and places (EXIF, XMP, IPTC, comments).</summary>
static class BarePicture
{
    static readonly HashSet<string> pngKept = new(StringComparer.Ordinal)
    {
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "pHYs", "bKGD",
    };

    /// <returns>Null when the file is not whole.</returns>
    public static byte[]? Of(PictureHead head, ReadOnlySpan<byte> bytes)
    {
        using var kept = new MemoryStream(bytes.Length);
        var whole = head.MediaType == "image/png" ? Png(bytes, kept) : Jpeg(bytes, kept);
        return whole ? kept.ToArray() : null;
    }

    // Chunks of length, name, content and checksum; what follows IEND is dropped.
    static bool Png(ReadOnlySpan<byte> bytes, MemoryStream kept)
    {
        kept.Write(bytes[..8]);
        for (var at = 8; at + 12 <= bytes.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            if (length > bytes.Length - at - 12) return false;
            var chunk = bytes.Slice(at, (int)length + 12);
            var name = Encoding.Latin1.GetString(chunk[4..8]);
            if (pngKept.Contains(name)) kept.Write(chunk);
            if (name == "IEND") return true;
            at += chunk.Length;
        }
        return false;
    }

    // Segments until the scan; of the application segments only JFIF, the colour profile and Adobe's colour transform stay.
    static bool Jpeg(ReadOnlySpan<byte> bytes, MemoryStream kept)
    {
        kept.Write(bytes[..2]);
        for (var at = 2; at + 4 <= bytes.Length && bytes[at] == 0xFF;)
        {
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }
            if (marker == 0xDA)
            {
                kept.Write(bytes[at..]);
                return bytes[at..].IndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) > 0;
            }
            var length = 2 + (marker is 0x01 or (>= 0xD0 and <= 0xD7) ? 0 : BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]));
            if (length > bytes.Length - at) return false;
            if (marker is not (0xFE or (>= 0xE0 and <= 0xEF)) || marker is 0xE0 or 0xE2 or 0xEE) kept.Write(bytes.Slice(at, length));
            at += length;
        }
        return false;
    }
}
