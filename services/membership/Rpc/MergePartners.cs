using Dinamis.Membership.Partners;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.PartnerView> MergePartners(Wire.MergePartnersRequest request, ServerCallContext context)
    {
        var relay = await RequireRelayAsync(request.RelayId, context.CancellationToken, MandateRight.Join);
        var (keptId, mergedId) = (Id(request.KeptId), Id(request.MergedId));
        if (keptId == mergedId) throw new Refused(PartnerRefusals.SameLine);
        var lines = await db.Partners.Where(p => p.RelayId == relay && (p.Id == keptId || p.Id == mergedId)).ToDictionaryAsync(p => p.Id, context.CancellationToken);
        if (lines.Count < 2) throw new Refused(Refusals.NotFound);
        var (kept, merged) = (lines[keptId], lines[mergedId]);
        // Its file would have no line any more, and its SIREN is the one that is signed.
        if (await db.Adhesions.AnyAsync(a => a.RelayId == relay && a.Siren == merged.Siren, context.CancellationToken)) throw new Refused(PartnerRefusals.HasFile);
        kept.Absorb(merged);
        foreach (var link in await db.PartnerLinks.Where(l => l.PartnerId == merged.Id).ToListAsync(context.CancellationToken)) link.MoveTo(kept);
        db.Partners.Remove(merged);
        await db.SaveChangesAsync(context.CancellationToken);
        return (await followUp.ViewsAsync(relay, [kept], clock.GetUtcNow(), context.CancellationToken))[0];
    }
}
