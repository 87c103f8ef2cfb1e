using Dinamis.Membership.Links;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    // A wrong code is an answer and no refusal: a refusal would undo its count.
    [AllowAnonymous]
    public override async Task<Wire.LinkView> ProveSignatureCode(Wire.ProveSignatureCodeRequest request, ServerCallContext context)
    {
        var (link, file) = await links.OpenAsync(request.Link, context.CancellationToken, LinkDesk.Signing);
        var now = clock.GetUtcNow();
        // Shown once, it is shown for the signature; another that was asked for since counts anew.
        if (link.CodeProvenAt is null || link.CodeUntil(now) is not null)
        {
            var right = link.ShowCode(string.Concat(request.Code.Where(c => !char.IsWhiteSpace(c))), now);
            file.NoteCode(right ? "adhesion.code-proven" : "adhesion.code-wrong", caller.ActorId);
            await db.SaveChangesAsync(context.CancellationToken);
        }
        return await views.LinkAsync(link, file, context.CancellationToken);
    }
}
