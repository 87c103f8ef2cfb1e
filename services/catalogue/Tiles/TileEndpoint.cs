using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Dinamis.Catalogue.Assets;
using Dinamis.Catalogue.Collections;
using Dinamis.Catalogue.Geography;
using Dinamis.Catalogue.Items;
using Dinamis.Catalogue.Licence;
using Dinamis.Catalogue.Pixels;
using Dinamis.Catalogue.Stac;
using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Dinamis.ServiceDefaults.OpenApi;
using Microsoft.Extensions.Options;

namespace Dinamis.Catalogue.Tiles;

/// <summary>
/// Licensed pixels for the viewer, as OGC API Tiles (17-083r4, WebMercatorQuad): row before column in the path, the same gate as a
/// download. A view is no download: nothing is counted.
/// </summary>
static class TileEndpoint
{
    const string Set = "/tiles/{collection}/{item}";

    public static void MapTiles(this IEndpointRouteBuilder app)
    {
        app.MapGet(Set + "/WebMercatorQuad/{z:int}/{y:int}/{x:int}", TileAsync).AllowAnonymous().AddEndpointFilter(Programs.RefuseBadCredentials).Describe(StacDocs.Tile);
        app.MapGet(Set + "/tilejson.json", TileJsonAsync).AllowAnonymous().AddEndpointFilter(Programs.RefuseBadCredentials).Describe(StacDocs.TileJson);
    }

    static async Task TileAsync(HttpContext context, string collection, string item, int z, int y, int x, CatalogueDb db, IItemStore items, Scenes scenes,
        VisibleCollections visible, Gate gate, TileRenderer renderer, Caller caller, CancellationToken cancellationToken)
    {
        var (scene, asset) = await SceneAsync(db, items, scenes, visible, collection, item, cancellationToken);
        if (z is < 0 or > Tiler.DeepestZoom || x < 0 || y < 0 || x >= 1 << z || y >= 1 << z) throw new Refused(Kernel.Refusals.NotFound);
        var (_, answer) = await gate.AskAsync(Gate.Of(caller), scene, asset, cancellationToken);
        if (answer.Missing is { } missing)
        {
            if (missing.Status == StatusCodes.Status401Unauthorized) context.Response.Headers.WWWAuthenticate = "Bearer";
            throw new Refused(missing);
        }
        var response = context.Response;
        var etag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{asset.Sha256}/{z}/{y}/{x}")).AsSpan(0, 16))}\"";
        response.Headers.ETag = etag;
        // Kept by the person's browser alone, and asked again: a right may have ended.
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.Vary = "Authorization";
        if (ByteRange.Of(context.Request.Headers, "HEAD", etag, 1) is { Status: StatusCodes.Status304NotModified })
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        var tile = await renderer.DrawAsync(asset, z, x, y, cancellationToken);
        response.ContentType = Tiler.MediaType;
        response.ContentLength = tile.Length;
        await response.Body.WriteAsync(tile, cancellationToken);
    }

    static async Task<IResult> TileJsonAsync(string collection, string item, CatalogueDb db, IItemStore items, Scenes scenes, VisibleCollections visible, IOptions<DinamisOptions> options, CancellationToken cancellationToken)
    {
        var (scene, _) = await SceneAsync(db, items, scenes, visible, collection, item, cancellationToken);
        var origin = options.Value.Origin.OriginalString.TrimEnd('/');
        var document = new JsonObject
        {
            ["tilejson"] = "3.0.0",
            ["name"] = scene.Item,
            ["tiles"] = new JsonArray($"{origin}/tiles/{scene.Collection}/{Uri.EscapeDataString(scene.Item)}/WebMercatorQuad/{{z}}/{{y}}/{{x}}"),
            ["minzoom"] = 0,
            ["maxzoom"] = 20,
            ["attribution"] = "DINAMIS",
        };
        if (scene.Footprint is { } footprint) document["bounds"] = new JsonArray([.. Antimeridian.Bounds(footprint).Select(n => (JsonNode)n)]);
        return Results.Text(document.ToJsonString(JsonText.Relaxed), "application/json");
    }

    static async Task<(Scene Scene, Asset Asset)> SceneAsync(CatalogueDb db, IItemStore items, Scenes scenes, VisibleCollections visible, string collection, string item, CancellationToken cancellationToken)
    {
        var scene = await scenes.FindAsync(db, items, collection, item, cancellationToken);
        if (scene?.Assets.FirstOrDefault(a => a.Tiled) is not { } asset) throw new Refused(Kernel.Refusals.NotFound);
        if (scene.Reserved) await visible.OneAsync(collection, cancellationToken);
        return (scene, asset);
    }
}

/// <summary>Draws tiles, as many at once as there are processors: the rest waits instead of filling the memory.</summary>
sealed class TileRenderer(AssetStore files) : IDisposable
{
    const int MostStretches = 1_000;
    readonly SemaphoreSlim turns = new(Environment.ProcessorCount);
    readonly System.Collections.Concurrent.ConcurrentDictionary<string, Stretch> stretches = new(StringComparer.Ordinal);
    readonly Lazy<byte[]> empty = new(() =>
    {
        using var picture = Picture.Of(new byte[Tiler.Size * Tiler.Size * 4], Tiler.Size, Tiler.Size);
        return picture.PngsaveBuffer(compression: 9);
    });

    public async Task<byte[]> DrawAsync(Asset asset, int z, int x, int y, CancellationToken cancellationToken)
    {
        await turns.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Draw(asset.Sha256, z, x, y), cancellationToken);
        }
        finally
        {
            turns.Release();
        }
    }

    // Where the image has no pixel: a transparent tile, which every client shows as nothing.
    byte[] Draw(string sha256, int z, int x, int y)
    {
        using var image = GeoTiff.Open(files.PathOf(sha256));
        if (stretches.Count >= MostStretches) stretches.Clear();
        // The same for every tile of an asset, so that neighbours match.
        return Tiler.Png(image, stretches.GetOrAdd(sha256, _ => Stretch.Of(image)), z, x, y) ?? empty.Value;
    }

    public void Dispose() => turns.Dispose();
}
