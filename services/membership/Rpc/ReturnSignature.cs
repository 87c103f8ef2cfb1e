using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Purpose = Dinamis.Wire.LinkView.Types.Purpose;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [AllowAnonymous]
    public override async Task<Wire.LinkView> ReturnSignature(Wire.AskCorrectionRequest request, ServerCallContext context)
    {
        var (link, file) = await links.OpenAsync(request.Link, context.CancellationToken, Purpose.Delegate);
        await freezing.UndelegateAsync(file, request.Message, caller.ActorId, context.CancellationToken);
        await db.SaveChangesAsync(context.CancellationToken);
        return await views.LinkAsync(link, file, context.CancellationToken);
    }
}
