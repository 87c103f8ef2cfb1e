using System.Security.Cryptography;
using System.Text;
using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Links;
using Dinamis.Membership.Texts;
using Dinamis.Rights;
using Dinamis.ServiceDefaults;
using Dinamis.ServiceDefaults.OpenApi;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Purpose = Dinamis.Wire.LinkView.Types.Purpose;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Attachments;

/// <summary><c>POST /api/membership/v1/files</c>: the body is one file, sent ahead of the command that names it.</summary>
static class ReceiveAttachment
{
    /// <summary>Header that holds the token of a mailed link: the body is the file, and an address is logged.</summary>
    const string LinkHeader = "Dinamis-Link";

    static readonly RouteDoc doc = new("Sends a file of an adhesion's thread, ahead of the command that names it.")
    {
        Description = "The body is one PDF, PNG, JPEG, DOCX or ODT, at most 20 MiB; its type is decided by its content. The name comes in `Content-Disposition`. For an instructor and the référent of a member by bearer, for the référent by his mailed link while he may answer, and for the représentant légal by his while he may delegate his signature. A file that no command names within a day is forgotten. With an `Idempotency-Key`, sending it again answers the same id.",
        Parameters =
        [
            new("Content-Disposition", "`attachment; filename*=UTF-8''statuts.pdf` (RFC 6266).") { In = "header" },
            new(LinkHeader, "Token of a mailed link, in place of a bearer.") { In = "header" },
            new(Once<MembershipDb>.Header, "One for each file.") { In = "header" },
        ],
        Body = RouteContent.File("application/pdf", "image/png", "image/jpeg", "application/octet-stream"),
        Answer = RouteContent.Json("""{"type":"object","properties":{"attachmentId":{"type":"string","format":"uuid","description":"What `attachment_ids` of a command names."},"name":{"type":"string"},"mediaType":{"type":"string"},"size":{"type":"integer","description":"Bytes."},"sha256":{"type":"string","description":"Lower-case hexadecimal."}}}"""),
        Errors = [400, 401, 403, 409, 410, 413, 415, 422, 503],
    };

    public static void MapReceiveAttachment(this IEndpointRouteBuilder app) =>
        // By link or by bearer: which of the two is asked below.
        app.MapPost("/api/membership/v1/files", ReceiveAsync).AllowAnonymous().Describe(doc);

    static async Task<IResult> ReceiveAsync(HttpRequest request, Store<MembershipDb> store, LinkDesk links, CallerRights rights, TextCampaigns campaigns, Caller caller, TimeProvider clock, CancellationToken cancellationToken)
    {
        await RequireSenderAsync(request, links, rights, campaigns, caller, cancellationToken);
        await using var spool = Spool();
        var sha256 = await TakeAsync(request.Body, spool, cancellationToken);
        var kind = AttachmentKind.Of(spool) ?? throw new Refused(AttachmentRefusals.WrongType);
        var given = ContentDispositionHeaderValue.TryParse(request.Headers.ContentDisposition.ToString(), out var disposition) ? (disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value : null;
        var attachment = new Attachment
        {
            Id = IdOf(caller.ActorId, request.Headers[Once<MembershipDb>.Header].ToString()),
            SentBy = caller.ActorId,
            SentAt = clock.GetUtcNow(),
            Name = kind.SafeName(given?.Trim('"')),
            MediaType = kind.MediaType,
            Size = spool.Length,
            Sha256 = sha256,
        };
        var kept = await store.RunAsync((db, _, ct) => KeepAsync(db, attachment, spool, ct), cancellationToken);
        return Results.Json(new { attachmentId = kept.Id, name = kept.Name, mediaType = kept.MediaType, size = kept.Size, sha256 = kept.Sha256 });
    }

    static async Task RequireSenderAsync(HttpRequest request, LinkDesk links, CallerRights rights, TextCampaigns campaigns, Caller caller, CancellationToken cancellationToken)
    {
        if (request.Headers[LinkHeader].ToString() is { Length: > 0 } token)
        {
            var (link, file) = await links.OpenAsync(token, cancellationToken, Purpose.Referent, Purpose.Representative);
            if (link.Purpose is Purpose.Referent ? !file.Editable : !file.MayDelegate) throw new Refused(AdhesionRefusals.NotEditable);
        }
        else if (caller.PersonId is null)
        {
            throw new Refused(Refusals.Unauthenticated);
        }
        else if (!await rights.IsDinamisAsync(cancellationToken, Role.Instructor) && !await IsMemberAsync(rights, campaigns, caller, cancellationToken))
        {
            throw new Refused(Refusals.Forbidden);
        }
    }

    /// <summary>A référent whose acte is in force, or suspended: he joins a document to the change of name or address that he tells.</summary>
    static async Task<bool> IsMemberAsync(CallerRights rights, TextCampaigns campaigns, Caller caller, CancellationToken cancellationToken) =>
        caller.OrganisationId is { } own && (await rights.RolesInAsync(own, cancellationToken)).Contains(Role.Referent) && await campaigns.FileAsync(own, cancellationToken) is not null;

    /// <summary>A file that is gone when it is closed, or when this process dies: it has no name as soon as it is open.</summary>
    static FileStream Spool()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var spool = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Delete, Options = FileOptions.Asynchronous, BufferSize = 0 });
        File.Delete(path);
        return spool;
    }

    static async Task<string> TakeAsync(Stream body, FileStream spool, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        for (int count; (count = await body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (spool.Length + count > Attachment.Largest) throw new Refused(AttachmentRefusals.TooLarge);
            hash.AppendData(buffer, 0, count);
            await spool.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }
        return spool.Length > 0 ? Convert.ToHexStringLower(hash.GetHashAndReset()) : throw new Refused(AttachmentRefusals.Empty);
    }

    static async Task<Attachment> KeepAsync(MembershipDb db, Attachment attachment, FileStream spool, CancellationToken cancellationToken)
    {
        if (await db.Attachments.FindAsync([attachment.Id], cancellationToken) is { } seen) return seen.Sha256 == attachment.Sha256 ? seen : throw new Refused(Refusals.KeyReused);
        var older = await db.Attachments.Where(a => a.SentBy == attachment.SentBy && a.AdhesionId == null).OrderByDescending(a => a.SentAt).Skip(Attachment.MostLoose - 1).Select(a => a.Id).ToListAsync(cancellationToken);
        if (older.Count > 0) await db.Attachments.Where(a => older.Contains(a.Id)).ExecuteDeleteAsync(cancellationToken);
        db.Attachments.Add(attachment);
        spool.Position = 0;
        for (var number = 0; spool.Position < spool.Length; number++)
        {
            var bytes = new byte[Math.Min(AttachmentPart.Length, spool.Length - spool.Position)];
            await spool.ReadExactlyAsync(bytes, cancellationToken);
            var part = db.Add(new AttachmentPart { AttachmentId = attachment.Id, Number = number, Bytes = bytes });
            await db.SaveChangesAsync(cancellationToken);
            // One part in memory at a time.
            part.State = EntityState.Detached;
        }
        return attachment;
    }

    /// <summary>The same form sent twice names the same file: then the command that follows is the same too.</summary>
    static Guid IdOf(string sender, string key) => key.Length == 0 ? Guid.CreateVersion7() : new(SHA256.HashData(Encoding.UTF8.GetBytes($"{sender}\n{key}"))[..16]);
}
