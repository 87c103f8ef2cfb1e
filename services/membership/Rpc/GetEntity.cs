using Dinamis.ServiceDefaults;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.EntityView> GetEntity(Wire.GetEntityRequest request, ServerCallContext context)
    {
        var id = Id(request.EntityId);
        await using var moment = await db.MomentAsync(context.CancellationToken);
        var visible = await db.Organisations.AsNoTracking().VisibleToAsync(caller, rights, context.CancellationToken);
        var entity = await visible.FirstOrDefaultAsync(o => o.Id == id, context.CancellationToken) ?? throw new Refused(Refusals.NotFound);
        var deeds = await db.Deeds.AsNoTracking().Where(d => d.OrganisationId == id && d.Status != DeedStatus.Superseded).OrderBy(d => d.Number).ToListAsync(context.CancellationToken);
        var relays = await db.Organisations.AsNoTracking().Where(o => o.Kind == OrganisationKind.Relay).Select(o => new { o.Id, o.ShortName }).ToListAsync(context.CancellationToken);
        var adhesion = await db.Adhesions.Where(a => a.OrganisationId == id && a.WithActe && (a.State != AdhesionState.Draft || a.OpenSiren != null)).OrderByDescending(a => a.StateSince).Select(a => (Guid?)a.Id).FirstOrDefaultAsync(context.CancellationToken);
        var acte = await db.Adhesions.AsNoTracking()
            .Where(a => a.OrganisationId == id && a.WithActe && (a.State == AdhesionState.Active || a.State == AdhesionState.Suspended || a.State == AdhesionState.Terminated || a.State == AdhesionState.Expired))
            .OrderByDescending(a => a.StateSince).FirstOrDefaultAsync(context.CancellationToken);
        var departure = await db.Adhesions.Where(a => a.OrganisationId == id && a.RelayDeed == DeedKind.Departure && a.OpenSiren != null).Select(a => (Guid?)a.Id).FirstOrDefaultAsync(context.CancellationToken);
        var acceptances = await db.TextAcceptances.AsNoTracking().Where(a => a.OrganisationId == id).OrderBy(a => a.Family).ThenBy(a => a.Number).ToListAsync(context.CancellationToken);
        var families = acceptances.Select(a => a.Family).Distinct().ToList();
        var texts = families.Count == 0 ? [] : await db.Texts.AsNoTracking().Where(t => families.Contains(t.Family)).ToListAsync(context.CancellationToken);
        return new()
        {
            // A version that was never accepted and that a newer one has replaced waits for nobody.
            Acceptances =
            {
                from a in acceptances
                let text = texts.Single(t => t.Family == a.Family)
                let version = text.Versions.Single(v => v.Number == a.Number)
                where a.AcceptedAt is not null || text.IsCurrent(version, clock.GetUtcNow())
                select Views.Acceptance(a, version)
            },
            ActState = acte?.State ?? AdhesionState.Unspecified,
            ActStateSince = acte?.StateSince.ToTimestamp(),
            ActUntil = acte?.Until?.ToTimestamp(),
            ActEndsAt = acte?.EndsAt?.ToTimestamp(),
            EntityId = $"{entity.Id}",
            Version = entity.Version,
            Entity = entity.Kind is OrganisationKind.Entity ? entity.Entity : new() { Name = entity.Name, Siren = entity.Siren },
            ActInForce = entity.ActInForce,
            Deeds = { deeds.Select(Views.Deed) },
            Licences = { entity.Licences },
            Relays =
            {
                entity.MandatesOver.Select(m => new Wire.RelayRoad
                {
                    RelayId = m.RelayId,
                    RelayName = relays.Single(r => $"{r.Id}" == m.RelayId).ShortName,
                    Deed = deeds.LastOrDefault(d => d.RelayId is not null && d.Kind is not DeedKind.Departure && $"{d.MandateId}" == m.MandateId)?.Kind ?? DeedKind.Unspecified,
                }),
            },
            AdhesionId = $"{adhesion}",
            DepartureId = $"{departure}",
            ProposedEntity = acte?.ProposedEntity.Entity is null ? null : acte.ProposedEntity,
        };
    }
}
