using Dinamis.Catalogue.Pixels;
using Dinamis.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dinamis.Catalogue.Assets;

/// <summary>A file in the asset store, and what was found when it was read whole on arrival.</summary>
sealed class ReceivedFile
{
    public required string Sha256 { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>A TIFF of which every block was decoded.</summary>
    public bool Raster { get; init; }
    public int Width { get; init; }
    public int Height { get; init; }
    public int? Epsg { get; init; }

    /// <summary>Its place on the ground is known, so that the tiles can show it.</summary>
    public bool Placed { get; init; }

    /// <summary>JSON object of <see cref="RasterFacts"/>; null for what is no raster.</summary>
    public string? Facts { get; init; }

    static readonly byte[][] tiff = [[0x49, 0x49, 42, 0], [0x4D, 0x4D, 0, 42], [0x49, 0x49, 43, 0], [0x4D, 0x4D, 0, 43]];

    /// <summary>Looks at the bytes, not at a name. A TIFF is decoded whole.</summary>
    /// <exception cref="Refused">One of <see cref="PixelRefusals"/>: a TIFF that is cut, damaged or not readable.</exception>
    public static ReceivedFile Examine(string path, string sha256, long size, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var head = new byte[4];
        using (var file = File.OpenRead(path))
            if (file.ReadAtLeast(head, 4, throwOnEndOfStream: false) < 4 || !tiff.Any(m => m.AsSpan().SequenceEqual(head)))
                return new() { Sha256 = sha256, Size = size, At = at };
        using var image = GeoTiff.Open(path);
        image.Validate(cancellationToken);
        return new()
        {
            Sha256 = sha256,
            Size = size,
            At = at,
            Raster = true,
            Width = image.Width,
            Height = image.Height,
            Epsg = image.Epsg,
            Placed = image.Reference is { Projection: not null, Transform: not null },
            Facts = RasterFacts.Of(image).ToJsonString(),
        };
    }
}

sealed class ReceivedFileMapping : IEntityTypeConfiguration<ReceivedFile>
{
    public void Configure(EntityTypeBuilder<ReceivedFile> builder) => builder.ToTable("file").HasKey(f => f.Sha256);
}
