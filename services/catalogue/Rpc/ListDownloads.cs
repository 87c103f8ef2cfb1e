using Dinamis.Catalogue.Items;
using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Dinamis.Wire;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Catalogue.Rpc;

sealed partial class CatalogueService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<ListDownloadsReply> ListDownloads(ListDownloadsRequest request, ServerCallContext context)
    {
        var ct = context.CancellationToken;
        var person = Guid.Parse((await rights.PersonAsync(ct)).PersonId);
        var mine = db.Downloads.AsNoTracking();
        if (request.OrganisationId.Length == 0)
        {
            mine = mine.Where(d => d.PersonId == person);
        }
        else
        {
            if (!Guid.TryParse(request.OrganisationId, out var organisation) || !await MayReadAsync(organisation, ct)) throw new Refused(Kernel.Refusals.NotFound);
            mine = mine.Where(d => d.OrganisationId == organisation);
        }
        if (request.PageToken.Length > 0)
        {
            var after = long.TryParse(request.PageToken, out var micros) ? Instants.FromMicros(micros) : throw new Refused(Kernel.Refusals.Invalid, [new("page_token", "Jeton de page inconnu.")]);
            mine = mine.Where(d => d.OpenedAt < after);
        }
        var size = request.PageSize <= 0 ? 50 : Math.Min(request.PageSize, 200);
        var rows = await mine.OrderByDescending(d => d.OpenedAt).Take(size + 1).ToListAsync(ct);
        var reply = new ListDownloadsReply { Downloads = { rows.Take(size).Select(d => d.View()) } };
        if (rows.Count > size) reply.NextPageToken = rows[size - 1].OpenedAt.Micros().ToString(System.Globalization.CultureInfo.InvariantCulture);
        return reply;
    }

    async Task<bool> MayReadAsync(Guid organisation, CancellationToken cancellationToken) =>
        await rights.IsDinamisAsync(cancellationToken, Role.Types.Name.Instructor, Role.Types.Name.Operator)
        || caller.OrganisationId == organisation && (await rights.RolesInAsync(organisation, cancellationToken)).Contains(Role.Types.Name.Referent)
        || await rights.MandateOverAsync(organisation, Mandate.Types.Right.View, cancellationToken) is not null;
}
