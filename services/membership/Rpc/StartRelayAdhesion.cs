using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Organisations;
using Dinamis.Membership.Partners;
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
        var mandate = await MandateToJoinAsync(relay, request.MandateId, partner, context.CancellationToken);
        var forms = partner.Prefill(request);
        var file = await db.Adhesions.FirstOrDefaultAsync(a => a.OpenSiren == partner.Siren, context.CancellationToken);
        if (file is null)
        {
            file = await BeginByRelayAsync(forms, relay, mandate, partner, context.CancellationToken);
            db.Adhesions.Add(file);
        }
        else if (file.RelayId == relay && file.State is AdhesionState.Draft)
        {
            file.RefillByRelay(forms, caller.ActorId, clock.GetUtcNow());
        }
        else
        {
            throw new Refused(AdhesionRefusals.AlreadyApplying);
        }
        await freezing.FreezeAsync(file, "", caller.ActorId, context.CancellationToken, byRelay: true);
        await db.SaveChangesAsync(context.CancellationToken);
        return await views.AdhesionAsync(file, context.CancellationToken);
    }

    async Task<Adhesion> BeginByRelayAsync(Forms forms, Guid relay, Mandate mandate, Partner partner, CancellationToken cancellationToken)
    {
        foreach (var unproven in await UnprovenAsync(partner.Siren, cancellationToken)) await ForgetAsync(unproven, cancellationToken);
        var body = await db.Organisations.FirstOrDefaultAsync(o => o.Siren == partner.Siren && o.Kind == OrganisationKind.Entity, cancellationToken);
        if (body?.MandatesOver.Any(m => m.MandateId == $"{mandate.Id}") is true) throw new Refused(OrganisationRefusals.AlreadyUnderMandate);
        var now = clock.GetUtcNow();
        // A member keeps its acte and signs an avenant alone, in the name that its acte says, whether or not it was a partner of the relay.
        var withActe = body?.ActInForce is not true;
        // A suspended member mends its acte first: another one would be a way round the suspension.
        if (withActe && await db.Adhesions.AnyAsync(a => a.Siren == partner.Siren && a.State == AdhesionState.Suspended, cancellationToken)) throw new Refused(AdhesionRefusals.NotMember);
        var deed = partner.IsPartner || !withActe ? DeedKind.Avenant : DeedKind.Convention;
        if (body is { ActInForce: true }) forms = forms with { Entity = new(body.Entity) };
        return Adhesion.StartByRelay(body?.Id ?? Guid.CreateVersion7(now), forms, new(relay, mandate.Id, deed), withActe, caller.ActorId, now);
    }

    /// <summary>The mandate named by the caller: his, in force, over this body's département.</summary>
    async Task<Mandate> MandateToJoinAsync(Guid relay, string mandateId, Partner partner, CancellationToken cancellationToken)
    {
        var mine = await rights.MandatesAsync(MandateRight.Join, cancellationToken);
        var organisation = await db.Organisations.SingleAsync(o => o.Id == relay, cancellationToken);
        return organisation.Mandates.FirstOrDefault(m => $"{m.Id}" == mandateId && mine.Any(r => r.MandateId == mandateId) && m.CanJoin(partner.Facts.Department, clock.GetUtcNow()))
            ?? throw new Refused(OrganisationRefusals.NoMandate);
    }
}
