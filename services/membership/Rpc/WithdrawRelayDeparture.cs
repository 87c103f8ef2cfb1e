using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Mails;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.WithdrawRelayDepartureReply> WithdrawRelayDeparture(Wire.WithdrawRelayDepartureRequest request, ServerCallContext context)
    {
        var byRelay = await IsRelayOfAsync(request.EntityId, context.CancellationToken);
        var entity = Id(request.EntityId);
        var file = await db.Adhesions.FirstOrDefaultAsync(a => a.OrganisationId == entity && a.OpenSiren != null && a.RelayDeed == DeedKind.Departure && (!byRelay || a.RelayId == caller.OrganisationId), context.CancellationToken)
            ?? throw new Refused(AdhesionRefusals.NothingToWithdraw);
        file.WithdrawDeparture(byRelay, caller.ActorId, clock.GetUtcNow());
        await Freezing.VoidDeedsAsync(db, file.Id, caller.ActorId, context.CancellationToken);
        var relay = await officers.RelayNameAsync(file, context.CancellationToken);
        force.Tell(file, ToParties.DepartureWithdrawn(file, relay));
        if (file.IsDelegated) outbox.Send(file.Signatory.Address, ToParties.DepartureWithdrawn(file, relay));
        if (!byRelay) await officers.TellAsync(file, (name, page) => ToOfficers.DepartureWithdrawn(file, name, page), context.CancellationToken);
        return new();
    }
}
