using Dinamis.Kernel;
using Dinamis.Rights;
using Dinamis.ServiceDefaults;
using Dinamis.ServiceDefaults.OpenApi;
using Dinamis.Storage;
using Microsoft.AspNetCore.Http.Features;

namespace Dinamis.Catalogue.Assets;

/// <summary><c>POST /api/catalogue/v1/files</c>: the body is one file. Sending it again changes nothing, so no idempotency key is asked.</summary>
static class ReceiveFile
{
    const long Largest = 64L << 30;

    public static void MapReceiveFile(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/catalogue/v1/files", ReceiveAsync).RequireAuthorization(Policies.PersonOrService).Describe(Stac.StacDocs.File);

    static async Task<IResult> ReceiveAsync(HttpContext context, AssetStore store, Store<CatalogueDb> unit, CallerRights rights, Caller caller, TimeProvider clock, CancellationToken cancellationToken)
    {
        await rights.RequireStaffAsync(caller, cancellationToken);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = Largest;
        var (sha256, size) = await store.ReceiveAsync(context.Request.Body, Largest, cancellationToken);
        await store.KeepAsync(sha256, size, unit, clock, cancellationToken);
        return Results.Json(new { sha256, size });
    }

    /// <summary>Reads the file whole, outside of any transaction, then notes it. A raster that is no good is not kept.</summary>
    /// <exception cref="Refused">One of <see cref="Pixels.PixelRefusals"/>.</exception>
    public static async Task<ReceivedFile> KeepAsync(this AssetStore store, string sha256, long size, Store<CatalogueDb> unit, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await unit.ReadAsync(async (db, ct) => await db.Files.FindAsync([sha256], ct), cancellationToken) is { } known) return known;
        ReceivedFile file;
        try
        {
            file = await Task.Run(() => ReceivedFile.Examine(store.PathOf(sha256), sha256, size, clock.GetUtcNow(), cancellationToken), cancellationToken);
        }
        catch (Refused)
        {
            File.Delete(store.PathOf(sha256));
            throw;
        }
        await unit.RunAsync(async (db, ct) =>
        {
            if (await db.Files.FindAsync([sha256], ct) is null) db.Files.Add(file);
        }, cancellationToken);
        return file;
    }
}
