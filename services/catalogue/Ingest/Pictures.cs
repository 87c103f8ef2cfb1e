using Dinamis.Catalogue.Assets;
using Dinamis.Catalogue.Pixels;
using Dinamis.Kernel;
using Dinamis.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dinamis.Catalogue.Ingest;

/// <summary>A scene whose thumbnail and quicklook have still to be made.</summary>
sealed class PictureTask
{
    /// <summary>After so many attempts nobody is told any more to wait for the pictures; the attempts go on.</summary>
    public const int Hopeful = 3;

    public required string Collection { get; init; }
    public required string Item { get; init; }

    /// <summary>The raster to show.</summary>
    public required string Sha256 { get; init; }
    public required DateTimeOffset Due { get; set; }
    public int Attempts { get; set; }
}

sealed class PictureTaskMapping : IEntityTypeConfiguration<PictureTask>
{
    public void Configure(EntityTypeBuilder<PictureTask> builder)
    {
        builder.ToTable("picture_task").HasKey(t => new { t.Collection, t.Item });
        builder.HasIndex(t => t.Due);
    }
}

/// <summary>Makes thumbnails and quicklooks outside of any transaction, one scene at a time.</summary>
sealed partial class Pictures(Store<CatalogueDb> store, StoreSignal<CatalogueDb> signal, AssetStore files, TimeProvider clock, ILogger<Pictures> logger)
    : BackgroundStep<CatalogueDb>(store, signal, clock, logger)
{
    protected override Task<bool> IsDueAsync(CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        return Store.ReadAsync((db, ct) => db.PictureTasks.AnyAsync(t => t.Due <= now, ct), cancellationToken);
    }

    protected override async Task StepAsync(CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        var task = await Store.ReadAsync((db, ct) => db.PictureTasks.AsNoTracking().Where(t => t.Due <= now).OrderBy(t => t.Due).FirstOrDefaultAsync(ct), cancellationToken);
        if (task is null) return;
        // Moved on first: a picture that ends the process must not be the first one again after each start.
        await Store.RunAsync((db, ct) => db.PictureTasks.Where(t => t.Collection == task.Collection && t.Item == task.Item).ExecuteUpdateAsync(s => s
            .SetProperty(t => t.Attempts, t => t.Attempts + 1)
            .SetProperty(t => t.Due, now.AddMinutes(1 << Math.Min(task.Attempts, 10))), ct), cancellationToken);
        try
        {
            await MakeAsync(task, cancellationToken);
        }
        catch (Refused refused)
        {
            Failed(Logger, task.Collection, task.Item, refused.Refusal.Code);
        }
    }

    public async Task MakeAsync(PictureTask task, CancellationToken cancellationToken)
    {
        var (thumbnail, quicklook) = await Task.Run(() => Draw(files.PathOf(task.Sha256)), cancellationToken);
        Asset[] pictures =
        [
            await KeepAsync("thumbnail", "Vignette", "thumbnail", thumbnail, cancellationToken),
            await KeepAsync("quicklook", "Aperçu", "overview", quicklook, cancellationToken),
        ];
        await Store.RunAsync(async (db, services, ct) =>
        {
            if (await db.PictureTasks.FindAsync([task.Collection, task.Item], ct) is not { } row || row.Sha256 != task.Sha256) return false;
            db.PictureTasks.Remove(row);
            await services.GetRequiredService<ItemIngest>().AddAsync(task.Collection, task.Item, pictures, ct);
            return true;
        }, cancellationToken);
    }

    static (byte[] Thumbnail, byte[] Quicklook) Draw(string path)
    {
        using var image = GeoTiff.Open(path);
        var stretch = Stretch.Of(image);
        return (Preview.WebP(image, stretch, Preview.Thumbnail), Preview.WebP(image, stretch, Preview.Quicklook));
    }

    async Task<Asset> KeepAsync(string key, string title, string role, byte[] picture, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream(picture);
        var (sha256, size) = await files.ReceiveAsync(bytes, picture.Length, cancellationToken);
        await files.KeepAsync(sha256, size, Store, Clock, cancellationToken);
        return new() { Key = key, Sha256 = sha256, Size = size, MediaType = Preview.MediaType, Title = title, Roles = [role], Open = true };
    }

    [LoggerMessage(LogLevel.Warning, "Pictures of {Collection}/{Item} could not be made ({Code})")]
    static partial void Failed(ILogger logger, string collection, string item, string code);
}
