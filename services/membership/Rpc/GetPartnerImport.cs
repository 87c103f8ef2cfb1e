using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.PartnerImportView> GetPartnerImport(Wire.GetPartnerImportRequest request, ServerCallContext context)
    {
        var relay = await RequireRelayAsync(request.RelayId, context.CancellationToken, MandateRight.Join);
        var (skip, take) = Page(request.PageToken, request.PageSize);
        var import = await ImportAsync(relay, request.ImportId, context.CancellationToken);
        var rows = import.Rows.Where(r => request.Verdicts.Count == 0 || request.Verdicts.Contains(r.Verdict)).Skip(skip).Take(take + 1).ToList();
        var view = import.View();
        view.Rows.AddRange(rows.Take(take));
        view.NextPageToken = Next(rows.Count, skip, take);
        return view;
    }
}
