using Dinamis.Catalogue.Downloads;
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
    public override async Task<DownloadQuota> SetDownloadQuota(SetDownloadQuotaRequest request, ServerCallContext context)
    {
        await rights.RequireStaffAsync(caller, context.CancellationToken);
        if (!Guid.TryParse(request.OrganisationId, out var organisation)) throw new Refused(Kernel.Refusals.Invalid, [new("organisation_id", "Identifiant inconnu.")]);
        var now = clock.GetUtcNow();
        var quota = await db.Quotas.FirstOrDefaultAsync(q => q.OrganisationId == organisation, context.CancellationToken);
        if (quota is null)
        {
            db.Quotas.Add(quota = new Quota { OrganisationId = organisation });
            // A first quota counts what the quarter has seen already.
            var begin = new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(Quota.QuarterOf(now).ToDateTime(TimeOnly.MinValue), Paris.Zone));
            var used = await db.Downloads.Where(d => d.OrganisationId == organisation && d.OpenedAt >= begin).SumAsync(d => d.AreaM2, context.CancellationToken);
            quota.Reserve(used, now);
        }
        quota.Limit(request.HasKm2 ? request.Km2 : null, caller.ActorId, now);
        var view = new DownloadQuota { OrganisationId = request.OrganisationId, UsedKm2 = quota.UsedAt(now) / 1e6 };
        if (quota.LimitM2 is { } limit) view.Km2 = limit / 1e6;
        return view;
    }
}
