using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Purpose = Dinamis.Wire.LinkView.Types.Purpose;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [AllowAnonymous]
    public override async Task<Wire.NoteOpeningReply> NoteOpening(Wire.LinkRequest request, ServerCallContext context)
    {
        var (link, _) = await links.OpenAsync(request.Link, context.CancellationToken, Purpose.Representative, Purpose.Delegate);
        link.NoteOpening(clock.GetUtcNow());
        return new();
    }
}
