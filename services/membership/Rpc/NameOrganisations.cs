using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.PersonOrService)]
    public override async Task<Wire.NameOrganisationsReply> NameOrganisations(Wire.NameOrganisationsRequest request, ServerCallContext context)
    {
        new Checks().That(request.OrganisationIds.Count <= 200, "organisation_ids", "200 organismes au plus à la fois.").ThrowIfAny();
        var ids = request.OrganisationIds.Select(id => Guid.TryParse(id, out var parsed) ? parsed : Guid.Empty).Distinct().ToList();
        var found = await db.Organisations.AsNoTracking().Where(o => ids.Contains(o.Id)).ToListAsync(context.CancellationToken);
        return new() { Organisations = { found.Select(Views.Name) } };
    }
}
