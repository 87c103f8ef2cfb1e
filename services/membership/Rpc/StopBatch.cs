using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using LineState = Dinamis.Wire.BatchLine.Types.State;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    const string Stopped = "Envoi arrêté par un agent avant que son tour ne vienne.";

    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.BatchView> StopBatch(Wire.StopBatchRequest request, ServerCallContext context)
    {
        var relay = await RequireRelayAsync(request.RelayId, context.CancellationToken, MandateRight.Join);
        var batch = await FindBatchAsync(relay, request.BatchId, context.CancellationToken);
        DateTimeOffset? now = clock.GetUtcNow();
        // The line that is being sent this moment is waited for, and is then no longer among them.
        var left = await db.BatchLines.Where(l => l.BatchId == batch.Id && l.State == LineState.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.State, LineState.LeftOut).SetProperty(l => l.Reason, Stopped).SetProperty(l => l.DoneAt, now), context.CancellationToken);
        batch.Stop(left, caller.ActorId);
        await db.SaveChangesAsync(context.CancellationToken);
        return await BatchAsync(batch, new(), context.CancellationToken);
    }
}
