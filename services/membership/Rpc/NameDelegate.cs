using Dinamis.Membership.Mails;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Purpose = Dinamis.Wire.LinkView.Types.Purpose;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [AllowAnonymous]
    public override async Task<Wire.LinkView> NameDelegate(Wire.NameDelegateRequest request, ServerCallContext context)
    {
        var (link, file) = await links.OpenAsync(request.Link, context.CancellationToken, Purpose.Representative);
        new Checks().That(request.AttachmentIds.Count <= 1, "attachment_ids", "Joignez l’arrêté en un seul fichier.").ThrowIfAny();
        var signatory = new Wire.RepresentativeForm(request.Delegate ?? new());
        signatory.Address = MailAddresses.Normalize(signatory.Address);
        await WithFilesAsync(file, request.AttachmentIds, files => file.NameDelegate(
            new() { Delegate = signatory, DecreeNumber = request.DecreeNumber.Trim(), DecreeDate = request.DecreeDate, Decree = files.SingleOrDefault() }, caller.ActorId, clock.GetUtcNow()), context.CancellationToken);
        await contact.SendAsync(file, file.Referent.Address, ToReferent.DelegateNamed(file), context.CancellationToken);
        await db.SaveChangesAsync(context.CancellationToken);
        return await views.LinkAsync(link, file, context.CancellationToken);
    }
}
