using System.Buffers.Binary;
using System.Text;
using Dinamis.Kernel;

namespace Dinamis.Catalogue.Pixels;

/// <summary>
/// One image of a TIFF file: the facts of its directory, read by us before the decoder sees the file,
/// so that no announced size is believed that the file's length cannot hold.
/// </summary>
sealed class TiffDirectory
{
    readonly Dictionary<ushort, (ushort Type, long Count, byte[] Value)> fields = [];
    readonly bool littleEndian;
    double[]? offsets, byteCounts;

    /// <summary>Position in the file, which is how the decoder is told which image is meant.</summary>
    public required long Position { get; init; }

    public int Width { get; private set; }
    public int Height { get; private set; }
    public int Bands { get; private set; }
    public int Bits { get; private set; }
    public int Compression { get; private set; }
    public int Photometric { get; private set; }
    public int Predictor { get; private set; }

    /// <summary>1 unsigned, 2 signed, 3 floating point.</summary>
    public int SampleFormat { get; private set; }

    public bool Planar { get; private set; }
    public bool IsOverview { get; private set; }
    public bool IsMask { get; private set; }
    public bool Tiled { get; private set; }
    public int BlockWidth { get; private set; }
    public int BlockHeight { get; private set; }
    public int BlocksAcross => (Width + BlockWidth - 1) / BlockWidth;
    public int BlocksDown => (Height + BlockHeight - 1) / BlockHeight;
    public long Blocks => (long)BlocksAcross * BlocksDown * (Planar ? Bands : 1);

    /// <summary>Meaning of the bands beyond the colours: 1 or 2 is alpha.</summary>
    public double[] ExtraSamples => Numbers(338);

    /// <summary>Position in the file of each block.</summary>
    public double[] Offsets => offsets ??= Numbers(Tiled ? (ushort)324 : (ushort)273);

    /// <summary>Compressed length of each block; 0 is a hole in a sparse file.</summary>
    public double[] ByteCounts => byteCounts ??= Numbers(Tiled ? (ushort)325 : (ushort)279);

    TiffDirectory(bool littleEndian) => this.littleEndian = littleEndian;

    public bool Has(ushort tag) => fields.ContainsKey(tag);

    /// <summary>The numbers of a tag; none when it is absent or holds text.</summary>
    public double[] Numbers(ushort tag)
    {
        if (!fields.TryGetValue(tag, out var field) || field.Type is 2 or 7) return [];
        var numbers = new double[field.Count];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = At(field.Type, field.Value.AsSpan(i * SizeOf(field.Type)));
        return numbers;
    }

    /// <summary>The text of a tag, or null.</summary>
    public string? Text(ushort tag) =>
        fields.TryGetValue(tag, out var field) && field.Type == 2 ? Encoding.UTF8.GetString(field.Value).TrimEnd('\0').Trim() : null;

    long Number(ushort tag, long otherwise = 0) =>
        fields.TryGetValue(tag, out var field) && field.Count > 0 && field.Type is not (2 or 7) ? (long)At(field.Type, field.Value) : otherwise;

    double At(ushort type, ReadOnlySpan<byte> at) => type switch
    {
        1 => at[0],
        6 => (sbyte)at[0],
        3 => littleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at),
        8 => littleEndian ? BinaryPrimitives.ReadInt16LittleEndian(at) : BinaryPrimitives.ReadInt16BigEndian(at),
        4 or 13 => littleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at),
        9 => littleEndian ? BinaryPrimitives.ReadInt32LittleEndian(at) : BinaryPrimitives.ReadInt32BigEndian(at),
        5 => At(4, at) / At(4, at[4..]),
        10 => At(9, at) / At(9, at[4..]),
        11 => littleEndian ? BinaryPrimitives.ReadSingleLittleEndian(at) : BinaryPrimitives.ReadSingleBigEndian(at),
        12 => littleEndian ? BinaryPrimitives.ReadDoubleLittleEndian(at) : BinaryPrimitives.ReadDoubleBigEndian(at),
        16 or 17 or 18 => littleEndian ? BinaryPrimitives.ReadInt64LittleEndian(at) : BinaryPrimitives.ReadInt64BigEndian(at),
        _ => 0,
    };

    static int SizeOf(ushort type) => type switch { 1 or 2 or 6 or 7 => 1, 3 or 8 => 2, 4 or 9 or 11 or 13 => 4, 5 or 10 or 12 or 16 or 17 or 18 => 8, _ => 0 };

    /// <summary>Reads all directories of a file: classic or BigTIFF, either byte order.</summary>
    /// <exception cref="Refused">When the file is empty, is no TIFF, or says more than it holds.</exception>
    public static IReadOnlyList<TiffDirectory> ReadAll(Stream file)
    {
        if (file.Length == 0) throw new Refused(PixelRefusals.Empty);
        var header = Bytes(file, 0, Math.Min(16, file.Length));
        if (header.Length < 8 || !(header is [0x49, 0x49, ..] or [0x4D, 0x4D, ..])) throw new Refused(PixelRefusals.NotTiff);
        var little = header[0] == 0x49;
        var probe = new TiffDirectory(little) { Position = 0 };
        var magic = probe.At(3, header.AsSpan(2));
        var big = magic == 43;
        if (magic is not (42 or 43) || (big && header.Length < 16)) throw new Refused(PixelRefusals.NotTiff);

        var found = new List<TiffDirectory>();
        var position = (long)(big ? probe.At(16, header.AsSpan(8)) : probe.At(4, header.AsSpan(4)));
        while (position != 0)
        {
            // A chain that loops or never ends is no image.
            if (found.Count == 64 || found.Any(d => d.Position == position)) throw new Refused(PixelRefusals.Corrupt);
            found.Add(ReadOne(file, position, little, big, out position));
        }
        if (found.Count == 0) throw new Refused(PixelRefusals.Corrupt);
        return found;
    }

    static TiffDirectory ReadOne(Stream file, long position, bool little, bool big, out long next)
    {
        var directory = new TiffDirectory(little) { Position = position };
        int head = big ? 8 : 2, size = big ? 20 : 12, inline = big ? 8 : 4;
        var count = (int)directory.At((ushort)(big ? 16 : 3), Bytes(file, position, head));
        if (count is < 1 or > 4096) throw new Refused(PixelRefusals.Corrupt);
        var entries = Bytes(file, position + head, (long)count * size + inline);
        for (var i = 0; i < count; i++)
        {
            var entry = entries.AsSpan(i * size, size);
            ushort tag = (ushort)directory.At(3, entry), type = (ushort)directory.At(3, entry[2..]);
            var values = (long)directory.At((ushort)(big ? 16 : 4), entry[4..]);
            var bytes = SizeOf(type) * values;
            if (bytes == 0) continue;
            if (bytes < 0 || bytes > file.Length) throw new Refused(PixelRefusals.Truncated);
            var at = entry[(big ? 12 : 8)..];
            directory.fields[tag] = (type, values, bytes <= inline ? at[..(int)bytes].ToArray() : Bytes(file, (long)directory.At((ushort)(big ? 16 : 4), at), bytes));
        }
        next = (long)directory.At((ushort)(big ? 16 : 4), entries.AsSpan(count * size));
        directory.Settle();
        return directory;
    }

    // Taken out of the fields once: some of them are asked for each sample of an image.
    void Settle()
    {
        (Width, Height) = ((int)Number(256), (int)Number(257));
        (Bands, Bits) = ((int)Number(277, 1), (int)Number(258, 1));
        (Compression, Photometric, Predictor) = ((int)Number(259, 1), (int)Number(262, 1), (int)Number(317, 1));
        SampleFormat = (int)Number(339, 1) is var format and (2 or 3) ? format : 1;
        Planar = Number(284, 1) == 2;
        IsMask = (Number(254) & 4) != 0;
        IsOverview = (Number(254) & 1) != 0 && !IsMask;
        Tiled = fields.ContainsKey(322);
        BlockWidth = Tiled ? (int)Number(322) : Width;
        BlockHeight = Tiled ? (int)Number(323) : (int)Math.Min(Height, Number(278, Height));
    }

    static byte[] Bytes(Stream file, long position, long count)
    {
        if (position < 0 || count < 0 || position + count > file.Length) throw new Refused(PixelRefusals.Truncated);
        var bytes = new byte[count];
        file.Position = position;
        file.ReadExactly(bytes);
        return bytes;
    }
}
