using System.Globalization;
using System.IO.Compression;

namespace Dinamis.Catalogue.Pixels;

/// <summary>An image to write: north up, square pixels, 16 bits, 0 where there is no image.</summary>
/// <param name="BandNames">Red, Green, Blue, NIR in the order of <paramref name="Bands"/>; Red, Green, Blue first makes every viewer show natural colours.</param>
/// <param name="Left">Plane coordinate of the left edge.</param>
/// <param name="Top">Plane coordinate of the upper edge.</param>
/// <param name="PixelSize">In the plane's unit.</param>
sealed record GeoImage(int Width, int Height, ushort[][] Bands, string[] BandNames, int Epsg, double Left, double Top, double PixelSize);

/// <summary>
/// Writes a cloud-optimized GeoTIFF: all directories first, then the tiles from the coarsest overview to the full image,
/// so that a map reads a few ranges. Tiles of 256, DEFLATE with horizontal predictor, overviews 2, 4 and 8, nodata 0.
/// The container is ours because the decoder library places directories behind the data and compresses five times slower.
/// </summary>
static class GeoTiffWriter
{
    const int Tile = 256;

    public static void Write(string path, GeoImage image, CancellationToken ct)
    {
        List<Level> levels = [new(image.Width, image.Height, image.Bands)];
        while (levels.Count < 4 && Math.Min(levels[^1].Width, levels[^1].Height) >= 64) levels.Add(levels[^1].Half());
        foreach (var level in levels) level.Compress(ct);

        var directories = levels.ConvertAll(level => Directory(image, level));
        long at = 8 + directories.Sum(d => d.Size);
        foreach (var level in Enumerable.Reverse(levels))
            for (var i = 0; i < level.Tiles.Length; i++) (level.Offsets[i], at) = ((uint)at, at + level.Tiles[i].Length);
        if (at > uint.MaxValue) throw new NotSupportedException("Images above 4 GB are not written by us.");

        using var file = new BinaryWriter(File.Create(path));
        file.Write("II*\0"u8);
        file.Write(8);
        var position = 8u;
        for (var i = 0; i < levels.Count; i++)
            position = Directory(image, levels[i]).WriteTo(file, position, last: i == levels.Count - 1);
        foreach (var level in Enumerable.Reverse(levels))
            foreach (var tile in level.Tiles) file.Write(tile);
    }

    static TiffFields Directory(GeoImage image, Level level)
    {
        var bands = image.Bands.Length;
        var colours = image.BandNames is ["Red", "Green", "Blue", ..];
        var full = level.Width == image.Width;
        var fields = new TiffFields()
            .Longs(254, full ? 0u : 1u).Longs(256, (uint)level.Width).Longs(257, (uint)level.Height)
            .Shorts(258, Repeat(16, bands)).Shorts(259, 8).Shorts(262, (ushort)(colours ? 2 : 1)).Shorts(277, (ushort)bands).Shorts(284, 1).Shorts(317, 2)
            .Longs(322, Tile).Longs(323, Tile).Longs(324, level.Offsets).Longs(325, Array.ConvertAll(level.Tiles, t => (uint)t.Length))
            .Shorts(338, Repeat(0, bands - (colours ? 3 : 1))).Shorts(339, Repeat(1, bands));
        if (full)
        {
            var geographic = Projection.Of(image.Epsg) is { Metres: false };
            fields.Doubles(33550, image.PixelSize, image.PixelSize, 0).Doubles(33922, 0, 0, 0, image.Left, image.Top, 0)
                .Shorts(34735, 1, 1, 0, 3, 1024, 0, 1, (ushort)(geographic ? 2 : 1), 1025, 0, 1, 1, (ushort)(geographic ? 2048 : 3072), 0, 1, (ushort)image.Epsg)
                .Ascii(42112, Metadata(image.BandNames));
        }
        return fields.Ascii(42113, "0");
    }

    static ushort[] Repeat(ushort value, int times) => [.. Enumerable.Repeat(value, times)];

    static string Metadata(string[] names) => "<GDALMetadata>" + string.Concat(names.Select((name, i) =>
        string.Create(CultureInfo.InvariantCulture, $"<Item name=\"DESCRIPTION\" sample=\"{i}\" role=\"description\">{name}</Item>"))) + "</GDALMetadata>";

    /// <summary>One resolution of the image and its compressed tiles.</summary>
    sealed class Level(int width, int height, ushort[][] bands)
    {
        readonly int across = Tiled(width);

        public int Width => width;
        public int Height => height;
        public byte[][] Tiles { get; } = new byte[Tiled(width) * Tiled(height)][];
        public uint[] Offsets { get; } = new uint[Tiled(width) * Tiled(height)];

        static int Tiled(int pixels) => (pixels + Tile - 1) / Tile;

        /// <summary>Half the resolution: the mean of the pixels that hold an image.</summary>
        public Level Half()
        {
            int w = (width + 1) / 2, h = (height + 1) / 2;
            var halves = Array.ConvertAll(bands, _ => new ushort[w * h]);
            Parallel.For(0, bands.Length * h, i =>
            {
                var (band, half, y) = (bands[i / h], halves[i / h], i % h);
                for (var x = 0; x < w; x++)
                {
                    int sum = 0, n = 0;
                    for (var yy = 2 * y; yy < Math.Min(height, 2 * y + 2); yy++)
                        for (var xx = 2 * x; xx < Math.Min(width, 2 * x + 2); xx++)
                            if (band[yy * width + xx] is > 0 and var v) (sum, n) = (sum + v, n + 1);
                    half[y * w + x] = (ushort)(n == 0 ? 0 : (sum + n / 2) / n);
                }
            });
            return new(w, h, halves);
        }

        public void Compress(CancellationToken ct) => Parallel.For(0, Tiles.Length, new ParallelOptions { CancellationToken = ct }, i =>
        {
            int x0 = i % across * Tile, y0 = i / across * Tile, n = bands.Length;
            var raw = new byte[Tile * Tile * n * 2];
            for (var y = 0; y < Math.Min(Tile, height - y0); y++)
                for (var b = 0; b < n; b++)
                {
                    var before = 0;
                    for (var x = 0; x < Tile; x++)
                    {
                        // Beyond the edge the last value goes on, which costs nothing.
                        var value = bands[b][(y0 + y) * width + Math.Min(x0 + x, width - 1)];
                        var difference = value - before;
                        var at = ((y * Tile + x) * n + b) * 2;
                        (raw[at], raw[at + 1], before) = ((byte)difference, (byte)(difference >> 8), value);
                    }
                }
            using var packed = new MemoryStream(raw.Length / 2);
            using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(raw);
            Tiles[i] = packed.ToArray();
        });
    }
}
