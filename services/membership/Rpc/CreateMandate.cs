using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.RelayView> CreateMandate(Wire.CreateMandateRequest request, ServerCallContext context)
    {
        await RequireDinamisAsync(context.CancellationToken, Role.Operator);
        var relayId = Id(request.RelayId);
        var relay = await db.Organisations.FirstOrDefaultAsync(o => o.Id == relayId && o.Kind == OrganisationKind.Relay, context.CancellationToken) ?? throw new Refused(Refusals.NotFound);
        var now = clock.GetUtcNow();
        Keep(relay, relay.Give(request, caller.ActorId, now).Id, request.Document, now);
        await db.SaveChangesAsync(context.CancellationToken);
        return Views.Relay(relay);
    }
}
