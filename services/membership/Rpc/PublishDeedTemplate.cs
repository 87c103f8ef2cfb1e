using Dinamis.Membership.Templates;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.DeedTemplateVersion> PublishDeedTemplate(Wire.PublishDeedTemplateRequest request, ServerCallContext context)
    {
        await RequireDinamisAsync(context.CancellationToken, Role.Operator);
        var before = await db.DeedTemplates.Of(request.Kind).FirstOrDefaultAsync(context.CancellationToken);
        if (before is not null && before.Number != request.Number) throw new Refused(Refusals.Stale);
        var version = DeedTemplate.Publish(request.Kind, before, request.Text, request.Reason, caller.ActorId, clock.GetUtcNow());
        db.DeedTemplates.Add(version);
        return version.View(withText: true);
    }
}
