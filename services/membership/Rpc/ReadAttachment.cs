using Dinamis.Membership.Attachments;
using Dinamis.Membership.Links;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Purpose = Dinamis.Wire.LinkView.Types.Purpose;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    // By link or by bearer, as an act.
    [AllowAnonymous]
    public override async Task ReadAttachment(Wire.ReadAttachmentRequest request, IServerStreamWriter<Wire.AttachmentChunk> responseStream, ServerCallContext context)
    {
        var attachment = await ReadableAttachmentAsync(request, context.CancellationToken);
        await responseStream.WriteAsync(new() { Facts = attachment.View() }, context.CancellationToken);
        var parts = (int)((attachment.Size + AttachmentPart.Length - 1) / AttachmentPart.Length);
        for (var number = 0; number < parts; number++)
        {
            // One short read for each: a slow reader holds nothing open.
            var bytes = await db.AttachmentParts.AsNoTracking().Where(p => p.AttachmentId == attachment.Id && p.Number == number).Select(p => p.Bytes).SingleAsync(context.CancellationToken);
            await responseStream.WriteAsync(new() { Data = UnsafeByteOperations.UnsafeWrap(bytes) }, context.CancellationToken);
        }
    }

    async Task<Attachment> ReadableAttachmentAsync(Wire.ReadAttachmentRequest request, CancellationToken cancellationToken)
    {
        var id = Id(request.AttachmentId);
        // One that no command has named yet is nobody's.
        var found = await db.Attachments.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id && a.AdhesionId != null, cancellationToken);
        if (request.Link.Length > 0)
        {
            var (_, file) = await links.OpenAsync(request.Link, cancellationToken, [Purpose.Referent, .. LinkDesk.Signing]);
            return found?.AdhesionId == file.Id ? found : throw new Refused(Refusals.NotFound);
        }
        if (caller.PersonId is null) throw new Refused(Refusals.Unauthenticated);
        if (found is null) throw new Refused(Refusals.NotFound);
        var adhesions = await db.Adhesions.VisibleToAsync(caller, rights, cancellationToken);
        return await adhesions.AnyAsync(a => a.Id == found.AdhesionId, cancellationToken) ? found : throw new Refused(Refusals.NotFound);
    }

    /// <summary>Gives the files that the caller has sent to the thread of this adhesion.</summary>
    async Task<IReadOnlyList<Wire.Attachment>> JoinAsync(Adhesions.Adhesion file, Google.Protobuf.Collections.RepeatedField<string> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0) return [];
        new Checks().That(ids.Count <= Attachment.MostPerMessage, "attachment_ids", $"{Attachment.MostPerMessage} fichiers au plus.").ThrowIfAny();
        var wanted = ids.Select(Id).Distinct().ToList();
        var sent = await db.Attachments.Where(a => wanted.Contains(a.Id) && a.SentBy == caller.ActorId && a.AdhesionId == null).ToDictionaryAsync(a => a.Id, cancellationToken);
        new Checks().That(sent.Count == wanted.Count, "attachment_ids", "Un fichier n’est plus là : choisissez-le de nouveau.").ThrowIfAny();
        foreach (var attachment in sent.Values) attachment.JoinTo(file.Id);
        return [.. wanted.Select(id => sent[id].View())];
    }

    /// <summary>Does what a form with files asks; what is wrong with the files and with the rest of it is told at once.</summary>
    async Task WithFilesAsync(Adhesions.Adhesion file, Google.Protobuf.Collections.RepeatedField<string> ids, Action<IReadOnlyList<Wire.Attachment>> verb, CancellationToken cancellationToken)
    {
        IReadOnlyList<Wire.Attachment> joined = [];
        Refused? wrong = null;
        try
        {
            joined = await JoinAsync(file, ids, cancellationToken);
        }
        catch (Refused refused) when (refused.Refusal == Refusals.Invalid)
        {
            wrong = refused;
        }
        try
        {
            verb(joined);
        }
        catch (Refused rest) when (wrong is not null && rest.Refusal == Refusals.Invalid)
        {
            throw new Refused(Refusals.Invalid, [.. rest.Fields.Where(f => wrong.Fields.All(w => w.Field != f.Field)), .. wrong.Fields]);
        }
        if (wrong is not null) throw wrong;
    }
}
