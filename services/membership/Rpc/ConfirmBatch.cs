using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Batches;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.BatchView> ConfirmBatch(Wire.ConfirmBatchRequest request, ServerCallContext context)
    {
        var relay = await RequireRelayAsync(request.RelayId, context.CancellationToken, MandateRight.Join);
        var batch = await FindBatchAsync(relay, request.BatchId, context.CancellationToken);
        if (batch.ConfirmedAt is not null) throw new Refused(BatchRefusals.Confirmed);
        await MandateToJoinAsync(relay, $"{batch.MandateId}", context.CancellationToken);
        var (judged, now) = (await JudgeAsync(batch, context.CancellationToken), clock.GetUtcNow());
        if (Prospects.Digest(judged) != request.Digest) throw new Refused(Refusals.Stale);
        var sector = request.Sector ?? new();
        if (judged.Any(p => p.Ready && p.WithActe))
        {
            var published = await db.Texts.Select(t => t.Family).ToListAsync(context.CancellationToken);
            new FormChecks().Sector(sector).FamiliesAmong(sector, published).ThrowIfAny();
        }
        batch.Confirm(sector, judged.Count(p => p.Ready), caller.ActorId, now);
        var verdicts = judged.ToDictionary(p => p.Partner.Id);
        foreach (var line in await db.BatchLines.Where(l => l.BatchId == batch.Id).ToListAsync(context.CancellationToken))
        {
            if (verdicts[line.PartnerId] is { Ready: false } left) line.LeaveOut(left.Reason, now);
            else line.Wait(now);
        }
        await db.SaveChangesAsync(context.CancellationToken);
        return await BatchAsync(batch, new(), context.CancellationToken);
    }
}
