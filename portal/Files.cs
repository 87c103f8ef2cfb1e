using Dinamis.Wire;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Net.Http.Headers;

namespace Dinamis.Portal;

/// <summary>Bytes that a page links to: the files of acts, what proves them, and the journal of an adhesion, for their parties by link and for people by bearer; published texts for anybody.</summary>
static class Files
{
    public static void MapFiles(this WebApplication app)
    {
        app.MapGet("/lien/{jeton}/actes/{numero}.pdf", (string jeton, string numero, Membership.MembershipClient membership, HttpContext http) =>
            SendAsync(membership.ReadDeed(new() { Number = numero, Link = jeton }, Options(http)), chunk => chunk.Data, $"{numero}.pdf", "application/pdf", http)).AllowAnonymous();
        app.MapGet("/actes/{numero}.pdf", (string numero, Membership.MembershipClient membership, HttpContext http) =>
            SendAsync(membership.ReadDeed(new() { Number = numero }, Options(http)), chunk => chunk.Data, $"{numero}.pdf", "application/pdf", http)).RequireAuthorization(Policies.SignedIn);
        app.MapGet("/lien/{jeton}/actes/{numero}.zip", (string jeton, string numero, Membership.MembershipClient membership, HttpContext http) =>
            SendAsync(membership.ReadBundle(new() { Number = numero, Link = jeton }, Options(http)), chunk => chunk.Data, $"{numero}.zip", "application/zip", http)).AllowAnonymous();
        app.MapGet("/actes/{numero}.zip", (string numero, Membership.MembershipClient membership, HttpContext http) =>
            SendAsync(membership.ReadBundle(new() { Number = numero }, Options(http)), chunk => chunk.Data, $"{numero}.zip", "application/zip", http)).RequireAuthorization(Policies.SignedIn);
        app.MapGet("/journal/{organisme:guid}/{dossier:guid}.zip", (Guid organisme, Guid dossier, Wire.Activity.ActivityClient activity, HttpContext http) =>
            SendAsync(activity.ReadJournalExtract(new() { EntityId = $"{organisme}", AdhesionId = $"{dossier}" }, Options(http)), chunk => chunk.Data, $"journal-{dossier}.zip", "application/zip", http)).RequireAuthorization(Policies.SignedIn);
        // Typed text is posted: it is too long for an address, and kept nowhere.
        app.MapPost("/exploitation/modele/{nature}/apercu.pdf", async (string nature, Membership.MembershipClient membership, HttpContext http) =>
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            var act = await membership.PreviewDeedTemplateAsync(new() { Kind = Vocabulaire.Acte(nature), Text = form["text"].ToString(), ByDelegation = form["by_delegation"] == "true" }, Options(http));
            http.Response.Headers.CacheControl = "no-store";
            return Results.File(act.Data.ToByteArray(), act.ContentType);
        }).RequireAuthorization(Policies.SignedIn);
        app.MapGet("/mandats/{mandat}/{empreinte}.pdf", async (string mandat, string empreinte, Membership.MembershipClient membership, HttpContext http) =>
        {
            var document = await membership.ReadMandateDocumentAsync(new() { MandateId = mandat, Sha256 = empreinte }, Options(http));
            http.Response.Headers.CacheControl = "no-store";
            return Results.File(document.Data.ToByteArray(), document.ContentType);
        }).RequireAuthorization(Policies.SignedIn);
        app.MapGet("/lien/{jeton}/pieces/{id:guid}", (string jeton, Guid id, Membership.MembershipClient membership, HttpContext http) =>
            SendAsync(membership.ReadAttachment(new() { AttachmentId = $"{id}", Link = jeton }, Options(http)), http)).AllowAnonymous();
        app.MapGet("/pieces/{id:guid}", (Guid id, Membership.MembershipClient membership, HttpContext http) =>
            SendAsync(membership.ReadAttachment(new() { AttachmentId = $"{id}" }, Options(http)), http)).RequireAuthorization(Policies.SignedIn);
        app.MapGet("/licences/{famille}/{numero:int}.pdf", async (string famille, int numero, Membership.MembershipClient membership, HttpContext http) =>
        {
            var text = await membership.ReadTextAsync(new() { Family = famille, Number = numero }, Options(http));
            return Results.File(text.Data.ToByteArray(), text.ContentType);
        }).AllowAnonymous();
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

    static async Task SendAsync<T>(AsyncServerStreamingCall<T> bytes, Func<T, ByteString> dataOf, string name, string type, HttpContext http)
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
            await http.Response.Body.WriteAsync(dataOf(call.ResponseStream.Current).Memory, http.RequestAborted);
        }
    }
}
