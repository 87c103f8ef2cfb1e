using Dinamis.Membership.Links;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using What = Dinamis.Wire.ValidateRequest.Types.What;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [AllowAnonymous]
    public override async Task<Wire.LinkView> Validate(Wire.ValidateRequest request, ServerCallContext context)
    {
        var (link, file) = await links.OpenAsync(request.Link, context.CancellationToken, LinkDesk.Signing);
        var now = clock.GetUtcNow();
        new Checks().That(request.What is not What.Unspecified, "what", "Dites ce que vous validez.").ThrowIfAny();
        if (link.CodeProvenAt is null && !file.Validated) throw new Refused(LinkRefusals.CodeMissing);
        var last = request.What is What.Deed
            ? file.ValidateDeed(request.FrozenSha256, caller.ActorId, now)
            : file.ValidateTexts(request.FrozenSha256, caller.ActorId, now);
        if (last)
            foreach (var deed in await db.Deeds.Where(d => d.AdhesionId == file.Id && d.Status == DeedStatus.Frozen).ToListAsync(context.CancellationToken))
                deed.Consent(caller.ActorId, now, link.CodeBy);
        await db.SaveChangesAsync(context.CancellationToken);
        return await views.LinkAsync(link, file, context.CancellationToken);
    }
}
