using Dinamis.Membership.Register;
using Dinamis.ServiceDefaults;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    const int MostDeedsAtOnce = 100;

    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.ListDeedsToCountersignReply> ListDeedsToCountersign(Wire.ListDeedsToCountersignRequest request, ServerCallContext context)
    {
        await RequireDinamisAsync(context.CancellationToken, Role.Signatory);
        var actes = db.Deeds.AsNoTracking().Where(d => d.RelayId == null);
        var waiting = from file in db.Adhesions.AsNoTracking().Where(a => a.State == AdhesionState.Accepted || (a.State == AdhesionState.Submitted && a.AmendedId != null))
                      join acte in actes.Where(d => d.Status == DeedStatus.SignedByMember && d.Sealing == SealingState.None) on file.Id equals acte.AdhesionId
                      select new { file, acte };
        var mine = await waiting.Where(w => w.file.DecidedBy != caller.ActorId).OrderBy(w => w.file.DecidedAt).ThenBy(w => w.acte.Number).Take(MostDeedsAtOnce).ToListAsync(context.CancellationToken);
        var relays = await db.Organisations.Where(o => o.Kind == OrganisationKind.Relay).Select(o => new { o.Id, o.ShortName }).ToDictionaryAsync(o => o.Id, o => o.ShortName, context.CancellationToken);
        var made = actes.Where(d => d.SealingDueAt != null && d.SealingFor == DeedParty.Counterparty);
        return new()
        {
            Deeds =
            {
                mine.Select(w => new Wire.DeedToCountersign
                {
                    Deed = Views.Deed(w.acte),
                    AdhesionId = $"{w.file.Id}",
                    Entity = w.file.Entity,
                    Representative = w.file.Representative,
                    Delegation = w.file.IsDelegated ? w.file.Delegation : null,
                    Amendment = w.file.IsAmendment ? w.file.Amendment : null,
                    Granted = { w.file.Granted },
                    DecisionNote = w.file.DecisionNote,
                    DecidedBy = w.file.DecidedBy,
                    DecidedAt = w.file.DecidedAt?.ToTimestamp(),
                    RelayName = w.file.RelayId is { } relay ? relays[relay] : "",
                }),
            },
            ForAnother = await waiting.CountAsync(w => w.file.DecidedBy == caller.ActorId, context.CancellationToken),
            Sealing = await made.CountAsync(d => d.Sealing == SealingState.Pending, context.CancellationToken),
            Failed = await made.CountAsync(d => d.Sealing == SealingState.Failed, context.CancellationToken),
        };
    }
}
