using System.Security.Cryptography;
using Dinamis.Activity.Experiences;
using Dinamis.Kernel;
using Dinamis.Rights;
using Dinamis.ServiceDefaults;
using Dinamis.ServiceDefaults.OpenApi;
using Dinamis.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Audience = Dinamis.Wire.Experience.Types.Audience;
using State = Dinamis.Wire.Experience.Types.State;

namespace Dinamis.Activity.Http;

/// <summary>Pictures go up before the report that names them, and come down to whoever may read it.</summary>
static class PictureRoutes
{
    /// <summary>A person keeps so many pictures that no report shows; older ones make room.</summary>
    const int LoosePictures = 20;

    static readonly RouteDoc send = new("Sends the picture of a report, ahead of the report that names it.")
    {
        Description = "The body is one PNG or JPEG, at most 1024 × 1024 pixels and 2 MiB; what it holds beside its pixels is left out. Sending it again changes nothing.",
        Body = RouteContent.File("image/png", "image/jpeg"),
        Answer = RouteContent.Json("""{"type":"object","properties":{"sha256":{"type":"string","description":"Lower-case hexadecimal: the name of the picture in SubmitExperience."}}}"""),
        Errors = [400, 401, 403, 503],
    };

    static readonly RouteDoc get = new("Picture of a report, for whoever may read the report.")
    {
        Parameters = [new("id", "Id of the report.") { In = "path", Schema = """{"type":"string","format":"uuid"}""" }, new("If-None-Match", "ETag that the caller has.") { In = "header" }],
        Answer = RouteContent.File("image/png", "image/jpeg"),
        Statuses = [200, 304],
        Errors = [404, 503],
    };

    public static void MapPictures(this WebApplication app)
    {
        app.MapPost("/api/activity/v1/files", SendAsync).RequireAuthorization(Policies.SignedIn).Describe(send);
        app.MapGet("/api/activity/v1/experiences/{id:guid}/picture", GetAsync).AllowAnonymous().Describe(get);
    }

    static async Task<IResult> SendAsync(HttpRequest request, Store<ActivityDb> store, CallerRights rights, Caller caller, TimeProvider clock, CancellationToken cancellationToken)
    {
        await rights.PersonAsync(cancellationToken);
        var sent = await ReadAsync(request.Body, cancellationToken);
        if (PictureHead.Read(sent) is not { Fits: true } head || BarePicture.Of(head, sent) is not { } bytes) throw new Refused(Refusals.PictureUnfit);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var (me, now) = (caller.PersonId!.Value, clock.GetUtcNow());
        await store.RunAsync(async (db, ct) =>
        {
            var loose = await db.Pictures.Where(p => p.SentBy == me && !db.Experiences.Any(e => e.PictureSha256 == p.Sha256))
                .OrderByDescending(p => p.SentAt).Skip(LoosePictures - 1).Select(p => p.Sha256).ToListAsync(ct);
            await db.Pictures.Where(p => loose.Contains(p.Sha256)).ExecuteDeleteAsync(ct);
            // The same bytes again change nothing but their date.
            if (await db.Pictures.FindAsync([sha256, me], ct) is { } known) known.SentAt = now;
            else db.Pictures.Add(new() { Sha256 = sha256, MediaType = head.MediaType, Width = head.Width, Height = head.Height, Bytes = bytes, SentBy = me, SentAt = now });
        }, cancellationToken);
        return Results.Ok(new { sha256 });
    }

    static async Task<IResult> GetAsync(Guid id, HttpResponse response, Readers readers, ActivityDb db, CancellationToken cancellationToken)
    {
        var picture = await (await readers.ReadableAsync(cancellationToken)).Where(e => e.Id == id)
            .Join(db.Pictures.AsNoTracking(), e => new { Sha256 = e.PictureSha256, By = e.AuthorId }, p => new { p.Sha256, By = p.SentBy }, (e, p) => new { Open = e.State == State.Published && e.Audience == Audience.Public, p.Sha256, p.MediaType, p.Bytes })
            .FirstOrDefaultAsync(cancellationToken) ?? throw new Refused(Kernel.Refusals.NotFound);
        response.Headers.CacheControl = picture.Open ? "public, max-age=3600" : "private, no-cache";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.Bytes(picture.Bytes, picture.MediaType, entityTag: new EntityTagHeaderValue($"\"{picture.Sha256}\""));
    }

    static async Task<byte[]> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (all.Length + read > PictureHead.LargestBytes) throw new Refused(Refusals.PictureUnfit);
            all.Write(buffer, 0, read);
        }
        return all.ToArray();
    }
}
