using Dinamis.Membership.Texts;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.TextVersion> PublishText(Wire.PublishTextRequest request, ServerCallContext context)
    {
        await RequireDinamisAsync(context.CancellationToken, Role.Operator);
        var now = clock.GetUtcNow();
        var text = await db.Texts.FirstOrDefaultAsync(t => t.Family == request.Family, context.CancellationToken);
        if (text is null) db.Texts.Add(text = Text.Of(request.Family, now));
        var version = text.Publish(request, caller.ActorId, now);
        await campaigns.OpenAsync(text, version, context.CancellationToken);
        return version.Facts;
    }
}
