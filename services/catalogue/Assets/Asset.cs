using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dinamis.Catalogue.Assets;

/// <summary>One file of a scene in the asset store. Its version is the SHA-256 of its bytes.</summary>
sealed class Asset
{
    public string Collection { get; private set; } = "";
    public string Item { get; private set; } = "";
    public required string Key { get; init; }

    /// <summary>Lower-case hexadecimal.</summary>
    public required string Sha256 { get; set; }

    /// <summary>Bytes.</summary>
    public required long Size { get; set; }

    public required string MediaType { get; set; }
    public string Title { get; set; } = "";
    public List<string> Roles { get; set; } = [];

    /// <summary>Given without a licence: thumbnail, quicklook, metadata.</summary>
    public bool Open { get; set; }

    /// <summary>A georeferenced raster that the tiles can show.</summary>
    public bool Tiled { get; set; }

    /// <summary>What the item says of its pixels where the sender says nothing: a JSON object of <see cref="Pixels.RasterFacts"/>; null for what is no raster.</summary>
    public string? Facts { get; set; }

    /// <summary>Its scene, known once the item was read.</summary>
    public Asset In(string collection, string item)
    {
        (Collection, Item) = (collection, item);
        return this;
    }
}

sealed class AssetMapping : IEntityTypeConfiguration<Asset>
{
    public void Configure(EntityTypeBuilder<Asset> builder)
    {
        builder.ToTable("asset").HasKey(a => new { a.Collection, a.Item, a.Key });
        builder.HasIndex(a => a.Sha256);
    }
}
