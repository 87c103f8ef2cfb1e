using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.RelayView> ChangeMandate(Wire.ChangeMandateRequest request, ServerCallContext context)
    {
        await RequireDinamisAsync(context.CancellationToken, Role.Operator);
        var mandateId = Id(request.MandateId);
        var relay = await db.Organisations.FirstOrDefaultAsync(o => o.Mandates.Any(m => m.Id == mandateId), context.CancellationToken) ?? throw new Refused(Refusals.NotFound);
        RequireVersion(relay, request.Version);
        if (request.End) relay.EndMandate(mandateId, caller.ActorId, clock.GetUtcNow());
        else relay.NameOfficers(mandateId, request.Officers, caller.ActorId);
        await db.SaveChangesAsync(context.CancellationToken);
        return Views.Relay(relay);
    }
}
