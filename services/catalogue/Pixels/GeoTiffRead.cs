using System.Runtime.InteropServices;
using BitMiracle.LibTiff.Classic;
using Dinamis.Kernel;

namespace Dinamis.Catalogue.Pixels;

/// <summary>Reading of pixels.</summary>
sealed partial class GeoTiff
{
    /// <summary>Samples that one window may hold; larger needs are met by an overview or a step.</summary>
    const long LargestWindow = 64 << 20;

    /// <summary>
    /// Reads a window of a level (0 = full), every <paramref name="step"/>-th pixel of it, cut to the image.
    /// Bands are counted from 0; null reads all. Memory is that of the window and of one block.
    /// </summary>
    public Raster Read(int level, int x, int y, int width, int height, int step = 1, int[]? bands = null)
    {
        var d = Levels[level];
        if (x < 0 || y < 0 || width <= 0 || height <= 0 || x + width > d.Width || y + height > d.Height)
            throw new ArgumentOutOfRangeException(nameof(x), "The window must lie inside the level.");
        if (level > 0) Check(d, file.Length);
        bands ??= [.. Enumerable.Range(0, Bands)];
        int columns = (width + step - 1) / step, rows = (height + step - 1) / step;
        if ((long)columns * rows * bands.Length > LargestWindow) throw new Refused(PixelRefusals.TooLarge);

        var samples = Array.ConvertAll(bands, _ => new float[columns * rows]);
        var valid = new bool[columns * rows];
        Array.Fill(valid, true);
        Fill(d, bands, samples, x, y, columns, rows, step);
        Hide(level, samples, valid, bands, x, y, columns, rows, step);
        return new(columns, rows, samples, valid);
    }

    void Hide(int level, float[][] samples, bool[] valid, int[] bands, int x, int y, int columns, int rows, int step)
    {
        if (NoData is { } nodata)
        {
            // A pixel is shown when one band of it has a value.
            Array.Clear(valid);
            foreach (var band in samples)
                for (var i = 0; i < valid.Length; i++) valid[i] |= band[i] != (float)nodata && !float.IsNaN(band[i]);
        }
        if (BandNames.ToList().IndexOf("Alpha") is >= 0 and var alpha)
        {
            var values = Array.IndexOf(bands, alpha) is >= 0 and var at ? samples[at] : new float[valid.Length];
            if (!bands.Contains(alpha)) Fill(Levels[level], [alpha], [values], x, y, columns, rows, step);
            for (var i = 0; i < valid.Length; i++) valid[i] &= values[i] != 0;
        }
        if (level == 0 && mask is not null)
        {
            var values = new float[valid.Length];
            Fill(mask, [0], [values], x, y, columns, rows, step);
            for (var i = 0; i < valid.Length; i++) valid[i] &= values[i] != 0;
        }
    }

    void Fill(TiffDirectory d, int[] bands, float[][] samples, int x, int y, int columns, int rows, int step)
    {
        Select(d);
        int lastX = x + (columns - 1) * step, lastY = y + (rows - 1) * step;
        var block = new byte[BlockBytes(d)];
        for (var by = y / d.BlockHeight; by <= lastY / d.BlockHeight; by++)
            for (var bx = x / d.BlockWidth; bx <= lastX / d.BlockWidth; bx++)
                for (var b = 0; b < bands.Length; b++)
                {
                    if (d.Planar || b == 0) Decode(d, (int)(((d.Planar ? (long)bands[b] * d.BlocksDown : 0) + by) * d.BlocksAcross + bx), block);
                    // First sampled pixel at or after the block's corner.
                    int c0 = Math.Max(0, (bx * d.BlockWidth - x + step - 1) / step), r0 = Math.Max(0, (by * d.BlockHeight - y + step - 1) / step);
                    for (var r = r0; r < rows && y + r * step < (by + 1) * d.BlockHeight; r++)
                        for (var c = c0; c < columns && x + c * step < (bx + 1) * d.BlockWidth; c++)
                            samples[b][r * columns + c] = Sample(d, block, x + c * step - bx * d.BlockWidth, y + r * step - by * d.BlockHeight, bands[b]);
                }
    }

    static float Sample(TiffDirectory d, byte[] block, int column, int row, int band)
    {
        if (d.Bits == 1) return (block[row * ((d.BlockWidth + 7) / 8) + column / 8] >> (7 - column % 8)) & 1;
        var i = ((long)row * d.BlockWidth + column) * (d.Planar ? 1 : d.Bands) + (d.Planar ? 0 : band);
        var at = block.AsSpan((int)(i * d.Bits / 8));
        return (d.Bits, d.SampleFormat) switch
        {
            (8, 2) => (sbyte)at[0],
            (8, _) => at[0],
            (16, 2) => MemoryMarshal.Read<short>(at),
            (16, _) => MemoryMarshal.Read<ushort>(at),
            (32, 3) => MemoryMarshal.Read<float>(at),
            (32, 2) => MemoryMarshal.Read<int>(at),
            (32, _) => MemoryMarshal.Read<uint>(at),
            _ => (float)MemoryMarshal.Read<double>(at),
        };
    }

    static int BlockBytes(TiffDirectory d) => d.Bits == 1
        ? (d.BlockWidth + 7) / 8 * d.BlockHeight
        : d.BlockWidth * d.BlockHeight * (d.Bits / 8) * (d.Planar ? 1 : d.Bands);

    void Select(TiffDirectory d)
    {
        Complaints.Clear();
        if (!Guarded(() => decoder.SetSubDirectory(d.Position))) throw new Refused(PixelRefusals.Corrupt);
        if (d.Photometric == 6) Guarded(() => decoder.SetField(TiffTag.JPEGCOLORMODE, JpegColorMode.RGB));
    }

    /// <summary>Decodes one block in the machine's byte order. A block without bytes is a hole of a sparse file: zeros.</summary>
    void Decode(TiffDirectory d, int block, byte[] into)
    {
        double offset = d.Offsets[block], count = d.ByteCounts[block];
        if (count == 0)
        {
            Array.Clear(into);
            return;
        }
        if (offset + count > file.Length) throw new Refused(PixelRefusals.Truncated);
        // The last strip is shorter than the others.
        var expected = d.Tiled ? into.Length : into.Length / d.BlockHeight * Math.Min(d.BlockHeight, d.Height - block % (d.BlocksAcross * d.BlocksDown) * d.BlockHeight);
        var read = Guarded(() => d.Tiled ? decoder.ReadEncodedTile(block, into, 0, into.Length) : decoder.ReadEncodedStrip(block, into, 0, expected));
        if (read < expected || Complaints.Any) throw new Refused(PixelRefusals.Corrupt);
    }

    /// <summary>Decodes every block of every image in the file, so that a cut or damaged one is found.</summary>
    /// <exception cref="Refused">Naming what is wrong.</exception>
    public void Validate(CancellationToken ct)
    {
        foreach (var d in directories.Where(d => d.Position == image.Position || Readable(d)))
        {
            Check(d, Math.Max(file.Length, 1 << 20));
            Select(d);
            var block = new byte[BlockBytes(d)];
            double[] offsets = d.Offsets, counts = d.ByteCounts;
            for (var i = 0; i < d.Blocks; i++)
                if (offsets[i] + counts[i] > file.Length) throw new Refused(PixelRefusals.Truncated);
            for (var i = 0; i < d.Blocks; i++)
            {
                ct.ThrowIfCancellationRequested();
                Decode(d, i, block);
            }
        }
    }
}
