using Dinamis.Membership.Adhesions;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.ListPartnersReply> ListPartners(Wire.ListPartnersRequest request, ServerCallContext context)
    {
        var relay = await RequireRelayAsync(request.RelayId, context.CancellationToken, MandateRight.Join, MandateRight.View);
        var (skip, take) = Page(request.PageToken, request.PageSize);
        var found = db.Partners.AsNoTracking().Where(p => p.RelayId == relay);
        foreach (var word in Folding.Key(request.Text).Split(' ', StringSplitOptions.RemoveEmptyEntries)) found = found.Where(p => p.SearchKey.Contains(word));
        var page = await found.OrderBy(p => p.SearchKey).Skip(skip).Take(take + 1).ToListAsync(context.CancellationToken);
        var sirens = page.Select(p => p.Siren).ToList();
        var files = (await db.Adhesions.AsNoTracking().Where(a => a.RelayId == relay && sirens.Contains(a.Siren) && (a.State != AdhesionState.Draft || a.OpenSiren != null)).ToListAsync(context.CancellationToken))
            .GroupBy(a => a.Siren).ToDictionary(g => g.Key, g => g.MaxBy(a => a.StateSince)!);
        var under = (await db.Organisations.AsNoTracking().Where(o => o.Kind == OrganisationKind.Entity && sirens.Contains(o.Siren)).ToListAsync(context.CancellationToken))
            .Where(o => o.MandatesOver.Any(m => m.RelayId == $"{relay}")).Select(o => o.Siren).ToHashSet();
        return new()
        {
            Partners = { page.Take(take).Select(p => View(p, files.GetValueOrDefault(p.Siren), under.Contains(p.Siren))) },
            NextPageToken = Next(page.Count, skip, take),
        };
    }

    static Wire.PartnerView View(Partners.Partner partner, Adhesion? file, bool underMandate) => new(partner.Facts)
    {
        PartnerId = $"{partner.Id}",
        AdhesionId = file is null ? "" : $"{file.Id}",
        State = file?.State ?? AdhesionState.Unspecified,
        UnderMandate = underMandate,
    };

    /// <summary>The caller is an officer of this relay, named in one of its mandates in force with one of these rights.</summary>
    async Task<Guid> RequireRelayAsync(string relayId, CancellationToken cancellationToken, params MandateRight[] anyOf)
    {
        var relay = Id(relayId);
        if (caller.OrganisationId != relay) throw new Refused(Refusals.NotFound);
        foreach (var right in anyOf)
            if ((await rights.MandatesAsync(right, cancellationToken)).Count > 0) return relay;
        throw new Refused(Refusals.Forbidden);
    }
}
