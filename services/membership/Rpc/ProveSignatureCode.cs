using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Purpose = Dinamis.Wire.LinkView.Types.Purpose;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    // A wrong code is an answer and no refusal: a refusal would undo its count.
    [AllowAnonymous]
    public override async Task<Wire.LinkView> ProveSignatureCode(Wire.ProveSignatureCodeRequest request, ServerCallContext context)
    {
        var (link, file) = await links.OpenAsync(request.Link, context.CancellationToken, Purpose.Representative, Purpose.Delegate);
        if (link.CodeProvenAt is null)
        {
            var right = link.ShowCode(string.Concat(request.Code.Where(c => !char.IsWhiteSpace(c))), clock.GetUtcNow());
            file.NoteCode(right ? "adhesion.code-proven" : "adhesion.code-wrong", caller.ActorId);
            await db.SaveChangesAsync(context.CancellationToken);
        }
        return await views.LinkAsync(link, file, context.CancellationToken);
    }
}
