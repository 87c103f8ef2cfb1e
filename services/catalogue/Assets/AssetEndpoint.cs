using System.Buffers;
using Dinamis.Catalogue.Collections;
using Dinamis.Catalogue.Downloads;
using Dinamis.Catalogue.Items;
using Dinamis.Catalogue.Licence;
using Dinamis.Catalogue.Stac;
using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Dinamis.ServiceDefaults.OpenApi;

namespace Dinamis.Catalogue.Assets;

/// <summary><c>/assets/{collection}/{item}/{key}</c>: the bytes, by a signed address or a bearer, behind the licence gate.</summary>
static class AssetEndpoint
{
    const int BufferSize = 128 * 1024;

    public static void MapAssets(this IEndpointRouteBuilder app) =>
        app.MapMethods("/assets/{collection}/{item}/{key}", [HttpMethods.Get, HttpMethods.Head], ServeAsync).AllowAnonymous().AddEndpointFilter(Programs.RefuseBadCredentials).Describe(StacDocs.Asset);

    static async Task ServeAsync(HttpContext context, string collection, string item, string key, CatalogueDb db, IItemStore items, Scenes scenes, VisibleCollections visible,
        SignedUrls urls, Gate gate, DownloadMeter meter, AssetStore store, Caller caller, CancellationToken cancellationToken)
    {
        var scene = await scenes.FindAsync(db, items, collection, item, cancellationToken) ?? throw new Refused(Kernel.Refusals.NotFound);
        var signed = SignedUrls.IsSigned(context.Request.Query);
        if (scene.Reserved && !signed) await visible.OneAsync(collection, cancellationToken);
        var asset = scene.Asset(key) ?? throw new Refused(Kernel.Refusals.NotFound);
        var requester = signed ? Signed(urls.Verify(context.Request.Query, ItemBody.AssetPath(collection, item, key), asset.Sha256)) : Gate.Of(caller);
        var (question, answer) = await gate.AskAsync(requester, scene, asset, cancellationToken);
        if (answer.Missing is { } missing)
        {
            if (missing.Status == StatusCodes.Status401Unauthorized) context.Response.Headers.WWWAuthenticate = "Bearer";
            throw new Refused(missing);
        }
        var etag = $"\"{asset.Sha256}\"";
        var range = ByteRange.Of(context.Request.Headers, context.Request.Method, etag, asset.Size);
        Describe(context.Response, scene, asset, range, etag);
        if (range.Length == 0 || HttpMethods.IsHead(context.Request.Method)) return;
        // What is open to everybody is not a download.
        var counting = question.Family.Length > 0 && requester is { Organisation: not null }
            ? await meter.BeginAsync(requester, scene, asset, question, answer.Version, range.Length, cancellationToken) : null;
        await SendAsync(context.Response, store.PathOf(asset.Sha256), range, sent =>
        {
            if (counting is not null) meter.Sent(counting, sent);
        }, cancellationToken);
    }

    static Requester Signed((Guid Person, Guid Organisation) made) => new(made.Person, made.Organisation, null);

    static void Describe(HttpResponse response, Scene scene, Asset asset, ByteRange range, string etag)
    {
        var headers = response.Headers;
        response.StatusCode = range.Status;
        headers.ETag = etag;
        headers.AcceptRanges = "bytes";
        headers.CacheControl = asset.Open && !scene.Reserved ? "public, max-age=3600" : "private, no-cache";
        headers.XContentTypeOptions = "nosniff";
        headers.Vary = "Authorization";
        if (range.Status is 304 or 412) return;
        if (range.Status == 416)
        {
            headers.ContentRange = $"bytes */{asset.Size}";
            return;
        }
        response.ContentType = asset.MediaType;
        response.ContentLength = range.Length;
        if (range.Status == 206) headers.ContentRange = $"bytes {range.Start}-{range.Start + range.Length - 1}/{asset.Size}";
        if (!asset.Open) headers.ContentDisposition = new Microsoft.Net.Http.Headers.ContentDispositionHeaderValue("attachment") { FileNameStar = $"{scene.Item}-{asset.Key}{Extension(asset.MediaType)}" }.ToString();
    }

    static string Extension(string mediaType) => mediaType switch
    {
        _ when mediaType.StartsWith("image/tiff", StringComparison.Ordinal) => ".tif",
        "application/xml" or "text/xml" => ".xml",
        "application/zip" => ".zip",
        _ => "",
    };

    static async Task SendAsync(HttpResponse response, string path, ByteRange range, Action<long> sent, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.Asynchronous);
            for (var done = 0L; done < range.Length;)
            {
                var wanted = (int)Math.Min(BufferSize, range.Length - done);
                var count = await RandomAccess.ReadAsync(file, buffer.AsMemory(0, wanted), range.Start + done, cancellationToken);
                if (count == 0) throw new EndOfStreamException("The file is shorter than it was.");
                await response.Body.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
                done += count;
                sent(count);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
