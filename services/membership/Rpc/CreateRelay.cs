using Dinamis.Membership.Organisations;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.RelayView> CreateRelay(Wire.CreateRelayRequest request, ServerCallContext context)
    {
        await RequireDinamisAsync(context.CancellationToken, Role.Operator);
        var relay = Organisation.Relay(request, caller.ActorId, clock.GetUtcNow());
        if (await db.Organisations.AnyAsync(o => o.Siren == relay.Siren && o.Kind == OrganisationKind.Relay, context.CancellationToken)) throw new Refused(OrganisationRefusals.RelayExists);
        db.Organisations.Add(relay);
        await db.SaveChangesAsync(context.CancellationToken);
        return Views.Relay(relay);
    }
}
