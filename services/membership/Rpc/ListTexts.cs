using Dinamis.Membership.Texts;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [AllowAnonymous]
    public override async Task<Wire.ListTextsReply> ListTexts(Wire.ListTextsRequest request, ServerCallContext context)
    {
        var now = clock.GetUtcNow();
        var texts = await db.Texts.AsNoTracking().OrderBy(t => t.Family).ToListAsync(context.CancellationToken);
        return new() { Texts = { texts.OrderBy(t => t.Family != Text.Charter).Select(t => t.InForce(now)).OfType<TextVersion>().Select(v => v.Facts) } };
    }
}
