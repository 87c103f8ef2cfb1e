using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Organisations;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.AdhesionView> StartRelayAdhesion(Wire.StartRelayAdhesionRequest request, ServerCallContext context)
    {
        var relay = await RequireRelayAsync(request.RelayId, context.CancellationToken, MandateRight.Join);
        var partnerId = Id(request.PartnerId);
        var partner = await db.Partners.FirstOrDefaultAsync(p => p.RelayId == relay && p.Id == partnerId, context.CancellationToken) ?? throw new Refused(Refusals.NotFound);
        // A line that does not say where the body is tells so, rather than that no mandate covers it.
        if (partner.Facts.Department.Length == 0) new FormChecks().Entity(partner.Prefill(request).Entity).ThrowIfAny();
        var mandate = await MandateToJoinAsync(relay, request.MandateId, context.CancellationToken);
        var file = await joining.JoinAsync(partner, partner.Prefill(request), mandate, caller.ActorId, again: true, context.CancellationToken);
        await db.SaveChangesAsync(context.CancellationToken);
        return await views.AdhesionAsync(file, context.CancellationToken);
    }

    /// <summary>The mandate named by the caller: his, in force, with the right to make bodies join.</summary>
    async Task<Mandate> MandateToJoinAsync(Guid relay, string mandateId, CancellationToken cancellationToken)
    {
        var mine = await rights.MandatesAsync(MandateRight.Join, cancellationToken);
        var organisation = await db.Organisations.SingleAsync(o => o.Id == relay, cancellationToken);
        return organisation.Mandates.FirstOrDefault(m => $"{m.Id}" == mandateId && mine.Any(r => r.MandateId == mandateId)) ?? throw new Refused(OrganisationRefusals.NoMandate);
    }
}
