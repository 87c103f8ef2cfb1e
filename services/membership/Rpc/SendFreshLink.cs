using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [AllowAnonymous]
    public override async Task<Wire.SendFreshLinkReply> SendFreshLink(Wire.SendFreshLinkRequest request, ServerCallContext context)
    {
        var (siren, address) = (BodyId.Normalize(request.Siren), MailAddresses.Normalize(request.Address));
        new Checks()
            .That(BodyId.IsValid(siren), "siren", NoSuchBodyId(siren))
            .That(MailAddresses.IsPlausible(address), "address", "Indiquez l’adresse avec laquelle le dossier a été commencé.")
            .ThrowIfAny();
        var open = await db.Adhesions.Where(a => a.OpenSiren == siren).ToListAsync(context.CancellationToken);
        if (open.Count == 0) open = await links.UnprovenAsync(siren, context.CancellationToken);
        if (open.Find(a => a.Referent.Address == address) is { } file) await SendReferentsLinkAsync(file, context.CancellationToken);
        return new();
    }
}
