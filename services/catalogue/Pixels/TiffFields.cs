using System.Runtime.InteropServices;
using System.Text;

namespace Dinamis.Catalogue.Pixels;

/// <summary>The fields of one directory of a classic little-endian TIFF, to be added in ascending order of their tags.</summary>
sealed class TiffFields
{
    readonly List<(ushort Tag, ushort Type, int Count, byte[] Value)> fields = [];

    /// <summary>Bytes of the directory with the values that do not fit in it.</summary>
    public int Size => 6 + 12 * fields.Count + fields.Sum(f => Outside(f.Value));

    public TiffFields Shorts(ushort tag, params ushort[] values) => Add(tag, 3, values);

    public TiffFields Longs(ushort tag, params uint[] values) => Add(tag, 4, values);

    public TiffFields Doubles(ushort tag, params double[] values) => Add(tag, 12, values);

    public TiffFields Ascii(ushort tag, string text) => Add(tag, 2, Encoding.ASCII.GetBytes(text + "\0"));

    TiffFields Add<T>(ushort tag, ushort type, T[] values) where T : struct
    {
        // A field without values is not allowed by TIFF.
        if (values.Length > 0) fields.Add((tag, type, values.Length, MemoryMarshal.AsBytes(values.AsSpan()).ToArray()));
        return this;
    }

    /// <summary>Writes the directory, whose first byte lands at <paramref name="position"/>; answers the position behind it.</summary>
    public uint WriteTo(BinaryWriter file, uint position, bool last)
    {
        var end = position + (uint)Size;
        var outside = position + 6 + 12 * (uint)fields.Count;
        file.Write((ushort)fields.Count);
        foreach (var (tag, type, count, value) in fields)
        {
            file.Write(tag);
            file.Write(type);
            file.Write(count);
            if (Outside(value) == 0) file.Write([.. value, .. new byte[4 - value.Length]]);
            else file.Write(outside);
            outside += (uint)Outside(value);
        }
        file.Write(last ? 0u : end);
        foreach (var (_, _, _, value) in fields)
            if (Outside(value) > 0) file.Write([.. value, .. new byte[value.Length % 2]]);
        return end;
    }

    static int Outside(byte[] value) => value.Length <= 4 ? 0 : value.Length + value.Length % 2;
}
