using Dinamis.Membership.Adhesions;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    const int MostOnMap = 5_000;

    static readonly AdhesionState[] onTheWay =
        [AdhesionState.Draft, AdhesionState.AwaitingRepresentative, AdhesionState.Submitted, AdhesionState.UnderExamination, AdhesionState.ComplementRequested, AdhesionState.Accepted];

    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.ListMapPartnersReply> ListMapPartners(Wire.ListMapPartnersRequest request, ServerCallContext context)
    {
        var relay = await RequireRelayAsync(request.RelayId, context.CancellationToken, MandateRight.Join, MandateRight.View);
        var files = db.Adhesions.Where(a => a.RelayId == relay && a.OpenSiren != null && onTheWay.Contains(a.State));
        var shown = await db.Partners.AsNoTracking().Where(p => p.RelayId == relay)
            .Select(p => new
            {
                Partner = p,
                Member = db.Organisations.Any(o => o.Siren == p.Siren && o.Kind == OrganisationKind.Entity && o.ActInForce),
                Joining = files.Any(a => a.OpenSiren == p.Siren),
            })
            .Where(x => x.Member || x.Joining || x.Partner.IsInterested)
            .OrderBy(x => x.Partner.SearchKey).Take(MostOnMap).ToListAsync(context.CancellationToken);
        return new()
        {
            Partners = { shown.Select(x => new Wire.MapPartner { PartnerId = $"{x.Partner.Id}", Name = x.Partner.Facts.Name, Town = x.Partner.Facts.Town, Department = x.Partner.Department, Member = x.Member }) },
        };
    }
}
