using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    const int BatchesShown = 20;

    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.ListBatchesReply> ListBatches(Wire.ListBatchesRequest request, ServerCallContext context)
    {
        var relay = await RequireRelayAsync(request.RelayId, context.CancellationToken, MandateRight.Join);
        var batches = await db.Batches.AsNoTracking().Where(b => b.RelayId == relay).OrderByDescending(b => b.CreatedAt).Take(BatchesShown).ToListAsync(context.CancellationToken);
        var views = batches.ConvertAll(Summary);
        await CountAsync([.. views.Where(v => v.ConfirmedAt is not null)], context.CancellationToken);
        return new() { Batches = { views } };
    }
}
