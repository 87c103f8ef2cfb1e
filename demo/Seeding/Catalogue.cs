using Dinamis.Demo.Robot;
using Dinamis.Demo.Scenes;
using Dinamis.Wire;

namespace Dinamis.Demo.Seeding;

/// <summary>Four collections and about four hundred scenes, some with pixels; by the instructor's own routes.</summary>
static class Catalogue
{
    static readonly SaveCollectionRequest[] collections =
    [
        new() { CollectionId = "pleiades", Title = "Pléiades", Family = "pleiades", Gsd = 0.5, Platforms = { "phr1a", "phr1b" }, Description = "Images Pléiades 1A et 1B à 0,5 m, orthorectifiées, quatre bandes." },
        new() { CollectionId = "spot-6-7", Title = "SPOT 6-7", Family = "spot-6-7", Gsd = 1.5, Platforms = { "spot-6", "spot-7" }, Description = "Images SPOT 6 et 7 à 1,5 m, orthorectifiées, quatre bandes." },
        new() { CollectionId = "spot-6-7-drs", Title = "SPOT 6-7 DRS", Family = "spot-6-7", Gsd = 1.5, Platforms = { "spot-6", "spot-7" }, Description = "Couverture nationale reçue en direct ; France métropolitaine seulement." },
        new() { CollectionId = "spot-5", Title = "SPOT 5", Family = "spot-5", Gsd = 2.5, Platforms = { "spot-5" }, Description = "Archives SPOT 5 à 2,5 m." },
    ];

    public static async Task<bool> CollectionsAsync(Session session, CancellationToken cancellationToken)
    {
        foreach (var collection in collections) await session.PostAsync<CollectionView>("/api/catalogue/v1/collections", collection, "demo-collection-" + collection.CollectionId, cancellationToken);
        return true;
    }

    /// <summary>Scenes with pixels, or those that are only described.</summary>
    /// <param name="session">The operator's.</param>
    /// <param name="pictured">Which of the two.</param>
    /// <param name="drawn"><see cref="World.Drawn"/>.</param>
    /// <param name="cancellationToken">Ends the seeding.</param>
    public static async Task<int> ScenesAsync(Session session, bool pictured, string? drawn, CancellationToken cancellationToken)
    {
        var scenes = DemoScenes.Items().Where(s => s.Shot is not null == pictured).ToList();
        foreach (var scene in scenes)
        {
            var request = new IngestItemRequest { Item = scene.Item.ToJsonString() };
            if (scene.Shot is not null) request.Files.Add(new FileAsset { Key = "image", Title = "Image orthorectifiée, quatre bandes", Sha256 = await UploadAsync(session, scene, drawn, cancellationToken) });
            await session.PostAsync<ItemView>("/api/catalogue/v1/items", request, "demo-scene-" + scene.Id, cancellationToken);
        }
        foreach (var scene in scenes.Where(s => s.Shot is not null)) await UntilShownAsync(session, scene, cancellationToken);
        return scenes.Count;
    }

    // The catalogue draws its pictures after it took the scene: whoever looks now would find none.
    static async Task UntilShownAsync(Session session, DemoScene scene, CancellationToken cancellationToken)
    {
        while ((await session.GetAsync<ItemView>($"/api/catalogue/v1/collections/{scene.Collection}/items/{scene.Id}", cancellationToken)).PicturesPending)
            await Task.Delay(TimeSpan.FromMilliseconds(500), cancellationToken);
    }

    static async Task<string> UploadAsync(Session session, DemoScene scene, string? drawn, CancellationToken cancellationToken)
    {
        var kept = drawn is null ? null : Path.Combine(drawn, scene.Id + ".tif");
        var path = File.Exists(kept) ? kept : Path.GetTempFileName();
        try
        {
            if (path != kept) DemoScenes.WritePixels(kept is null ? scene : scene with { Shot = scene.Shot?.Coarser() }, path, cancellationToken);
            string sha256;
            await using (var pixels = File.OpenRead(path)) sha256 = await session.UploadAsync("/api/catalogue/v1/files", pixels, cancellationToken);
            if (kept is not null && path != kept) File.Move(path, kept);
            return sha256;
        }
        finally
        {
            if (path != kept) File.Delete(path);
        }
    }
}
