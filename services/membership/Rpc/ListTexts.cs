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
        var versions = texts.OrderBy(t => t.Family != Text.Charter)
            .SelectMany(t => request.All ? t.Versions.OrderByDescending(v => v.Number) : t.InForce(now) is { } inForce ? [inForce] : Enumerable.Empty<TextVersion>());
        return new() { Texts = { versions.Select(v => v.Facts) } };
    }
}
