using Dinamis.Wire;
using Grpc.Core;
using Microsoft.Net.Http.Headers;

namespace Dinamis.Portal;

/// <summary>Bytes that a page links to: the files of acts and what proves them, for their parties by link and for people by bearer.</summary>
static class Files
{
    public static void MapFiles(this WebApplication app)
    {
        app.MapGet("/lien/{jeton}/actes/{numero}.pdf", (string jeton, string numero, Membership.MembershipClient membership, HttpContext http) =>
            SendAsync(membership.ReadDeed(new() { Number = numero, Link = jeton }, Options(http)), $"{numero}.pdf", "application/pdf", http)).AllowAnonymous();
        app.MapGet("/actes/{numero}.pdf", (string numero, Membership.MembershipClient membership, HttpContext http) =>
            SendAsync(membership.ReadDeed(new() { Number = numero }, Options(http)), $"{numero}.pdf", "application/pdf", http)).RequireAuthorization(Policies.SignedIn);
        app.MapGet("/lien/{jeton}/actes/{numero}.zip", (string jeton, string numero, Membership.MembershipClient membership, HttpContext http) =>
            SendAsync(membership.ReadBundle(new() { Number = numero, Link = jeton }, Options(http)), $"{numero}.zip", "application/zip", http)).AllowAnonymous();
        app.MapGet("/actes/{numero}.zip", (string numero, Membership.MembershipClient membership, HttpContext http) =>
            SendAsync(membership.ReadBundle(new() { Number = numero }, Options(http)), $"{numero}.zip", "application/zip", http)).RequireAuthorization(Policies.SignedIn);
        app.MapGet("/lien/{jeton}/pieces/{id:guid}", (string jeton, Guid id, Membership.MembershipClient membership, HttpContext http) =>
            SendAsync(membership.ReadAttachment(new() { AttachmentId = $"{id}", Link = jeton }, Options(http)), http)).AllowAnonymous();
        app.MapGet("/pieces/{id:guid}", (Guid id, Membership.MembershipClient membership, HttpContext http) =>
            SendAsync(membership.ReadAttachment(new() { AttachmentId = $"{id}" }, Options(http)), http)).RequireAuthorization(Policies.SignedIn);
        app.MapGet("/relais/registre.csv", async (Caller caller, Membership.MembershipClient membership, HttpContext http) =>
        {
            var list = await membership.ExportPartnersAsync(new() { RelayId = caller.OrganisationId?.ToString() ?? "" }, Options(http));
            http.Response.Headers.CacheControl = "no-store";
            return Results.File(list.Data.ToByteArray(), list.ContentType, "registre.csv");
        }).RequireAuthorization(Policies.SignedIn);
    }

    /// <summary>What somebody else sent is never shown by the browser as a page of ours: it is saved, and run nowhere.</summary>
    static async Task SendAsync(AsyncServerStreamingCall<AttachmentChunk> bytes, HttpContext http)
    {
        using var call = bytes;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        while (await call.ResponseStream.MoveNext(http.RequestAborted))
        {
            var chunk = call.ResponseStream.Current;
            if (chunk.Facts is { } facts)
            {
                var name = new ContentDispositionHeaderValue("attachment");
                name.SetHttpFileName(facts.Name);
                (http.Response.ContentType, http.Response.ContentLength, http.Response.Headers.ContentDisposition) = (facts.MediaType, facts.Size, name.ToString());
                http.Response.Headers.XContentTypeOptions = "nosniff";
            }
            await http.Response.Body.WriteAsync(chunk.Data.Memory, http.RequestAborted);
        }
    }

    static CallOptions Options(HttpContext http) => new(deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(2), cancellationToken: http.RequestAborted);

    static async Task SendAsync(AsyncServerStreamingCall<DeedChunk> bytes, string name, string type, HttpContext http)
    {
        using var call = bytes;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        while (await call.ResponseStream.MoveNext(http.RequestAborted))
        {
            if (!http.Response.HasStarted)
            {
                http.Response.ContentType = type;
                http.Response.Headers.ContentDisposition = $"{(type == "application/pdf" ? "inline" : "attachment")}; filename=\"{name}\"";
            }
            await http.Response.Body.WriteAsync(call.ResponseStream.Current.Data.Memory, http.RequestAborted);
        }
    }
}
