using Dinamis.Membership.Organisations;
using Dinamis.ServiceDefaults;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.RelayView> ChangeMandate(Wire.ChangeMandateRequest request, ServerCallContext context)
    {
        await RequireDinamisAsync(context.CancellationToken, Role.Operator);
        var mandateId = Id(request.MandateId);
        var relay = await db.Organisations.FirstOrDefaultAsync(o => o.Mandates.Any(m => m.Id == mandateId), context.CancellationToken) ?? throw new Refused(Refusals.NotFound);
        RequireVersion(relay, request.Version);
        var now = clock.GetUtcNow();
        if (request.End) relay.EndMandate(mandateId, caller.ActorId, now);
        else if (request.Until is { } until) relay.RenewMandate(mandateId, until.ToDateTimeOffset(), caller.ActorId, now);
        else if (request.Terms is { } terms) relay.ChangeTerms(mandateId, terms, caller.ActorId);
        else if (request.Officers.Count > 0 || request.Document.IsEmpty) relay.NameOfficers(mandateId, request.Officers, caller.ActorId);
        Keep(relay, mandateId, request.Document, now);
        await db.SaveChangesAsync(context.CancellationToken);
        return Views.Relay(relay);
    }

    /// <summary>Keeps the PDF that came with a command on a mandate, when one came.</summary>
    void Keep(Organisation relay, Guid mandateId, ByteString document, DateTimeOffset at)
    {
        if (document.IsEmpty) return;
        new Checks().That(document.Length <= MandateFile.Largest, "document", "10 Mio au plus.")
            .That(document.Span.StartsWith("%PDF-"u8), "document", "Ce fichier n’est pas un PDF.").ThrowIfAny();
        var file = MandateFile.Of(mandateId, document.ToByteArray(), at);
        if (relay.Mandates.Single(m => m.Id == mandateId).Documents.Any(d => d.Sha256 == file.Sha256)) return;
        db.MandateFiles.Add(file);
        relay.KeepDocument(file, caller.ActorId);
    }
}
