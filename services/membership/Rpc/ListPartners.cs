using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Organisations;
using Dinamis.ServiceDefaults;
using Google.Protobuf.WellKnownTypes;
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
        if (request.PartnerId.Length > 0) found = found.Where(p => p.Id == Id(request.PartnerId));
        // A draft whose address is not proven yet is nobody's file.
        var proven = db.Adhesions.AsNoTracking().Where(a => a.RelayId == relay && (a.State != AdhesionState.Draft || a.OpenSiren != null));
        if (request.States.Count > 0)
        {
            var none = request.States.Contains(AdhesionState.Unspecified);
            found = found.Where(p => (none && !proven.Any(a => a.Siren == p.Siren))
                || proven.Any(a => a.Siren == p.Siren && request.States.Contains(a.State) && !proven.Any(later => later.Siren == p.Siren && later.StateSince > a.StateSince)));
        }
        if (request.AwaitsRelay)
        {
            var waiting = db.Deeds.AwaitingRelay().Where(d => d.RelayId == relay).Select(d => d.AdhesionId);
            found = found.Where(p => proven.Any(a => a.Siren == p.Siren && waiting.Contains(a.Id)));
        }
        if (request.HasPartner) found = found.Where(p => p.IsPartner == request.Partner);
        if (request.HasInterested) found = found.Where(p => p.IsInterested == request.Interested);
        if (request.Department.Length > 0) found = found.Where(p => p.Department == request.Department);
        foreach (var word in Folding.Key(request.Text).Split(' ', StringSplitOptions.RemoveEmptyEntries)) found = found.Where(p => p.SearchKey.Contains(word));
        var page = await found.OrderBy(p => p.SearchKey).Skip(skip).Take(take + 1).ToListAsync(context.CancellationToken);
        var sirens = page.Select(p => p.Siren).ToList();
        var files = (await proven.Where(a => sirens.Contains(a.Siren)).ToListAsync(context.CancellationToken)).GroupBy(a => a.Siren).ToDictionary(g => g.Key, g => g.MaxBy(a => a.StateSince)!);
        var ids = files.Values.Select(f => f.Id).ToList();
        var awaitsRelay = await db.Deeds.AwaitingRelay().Where(d => ids.Contains(d.AdhesionId)).Select(d => d.AdhesionId).ToHashSetAsync(context.CancellationToken);
        var bodies = await db.Organisations.AsNoTracking().Where(o => o.Kind == OrganisationKind.Entity && sirens.Contains(o.Siren)).ToDictionaryAsync(o => o.Siren, context.CancellationToken);
        return new()
        {
            Partners = { page.Take(take).Select(p => View(p, files.GetValueOrDefault(p.Siren), bodies.GetValueOrDefault(p.Siren), awaitsRelay)) },
            NextPageToken = Next(page.Count, skip, take),
        };
    }

    static Wire.PartnerView View(Partners.Partner partner, Adhesion? file, Organisation? body, HashSet<Guid> awaitsRelay) => new(partner.Facts)
    {
        PartnerId = $"{partner.Id}",
        AdhesionId = file is null ? "" : $"{file.Id}",
        State = file?.State ?? AdhesionState.Unspecified,
        StateSince = file?.StateSince.ToTimestamp(),
        UnderMandate = body?.MandatesOver.Any(m => m.RelayId == $"{partner.RelayId}") is true,
        Member = body?.ActInForce is true,
        AwaitsRelay = file is not null && awaitsRelay.Contains(file.Id),
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
