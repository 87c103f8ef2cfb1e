using Dinamis.Membership.Links;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [AllowAnonymous]
    public override async Task<Wire.NoteOpeningReply> NoteOpening(Wire.LinkRequest request, ServerCallContext context)
    {
        var (link, _) = await links.OpenAsync(request.Link, context.CancellationToken, LinkDesk.Signing);
        link.NoteOpening(clock.GetUtcNow());
        return new();
    }
}
