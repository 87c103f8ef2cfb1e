using Dinamis.Membership.Batches;
using Dinamis.Membership.Partners;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Kind = Dinamis.Wire.Batch.Types.Kind;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    static readonly TimeSpan unconfirmedKept = TimeSpan.FromDays(30);

    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.BatchView> PrepareBatch(Wire.PrepareBatchRequest request, ServerCallContext context)
    {
        var relay = await RequireRelayAsync(request.RelayId, context.CancellationToken, MandateRight.Join);
        new Checks().That(request.Kind is Kind.Join or Kind.Remind or Kind.Ask, "kind", "Dites ce qui est à envoyer.").ThrowIfAny();
        var mandate = await MandateToJoinAsync(relay, request.MandateId, context.CancellationToken);
        var (partners, now) = (await ChosenAsync(relay, request, context.CancellationToken), clock.GetUtcNow());
        var batch = Batch.Of(relay, mandate.Id, request.Kind, caller.ActorId, now);
        var lines = partners.Select((p, i) => new BatchLine { BatchId = batch.Id, PartnerId = p.Id, Number = i + 1 }).ToList();
        if (batch.Kind is not Kind.Join)
        {
            batch.Confirm(new(), lines.Count, caller.ActorId, now);
            foreach (var line in lines) line.Wait(now);
        }
        db.Batches.Add(batch);
        db.BatchLines.AddRange(lines);
        var before = now - unconfirmedKept;
        await db.Batches.Where(b => b.RelayId == relay && b.ConfirmedAt == null && b.CreatedAt < before).ExecuteDeleteAsync(context.CancellationToken);
        await db.SaveChangesAsync(context.CancellationToken);
        return await BatchAsync(batch, new(), context.CancellationToken);
    }

    async Task<List<Partner>> ChosenAsync(Guid relay, Wire.PrepareBatchRequest request, CancellationToken cancellationToken)
    {
        var most = request.Kind is Kind.Join ? Batch.MostToJoin : Batch.Most;
        var ids = request.PartnerIds.Select(Id).Distinct().ToList();
        var found = ids.Count > 0
            ? db.Partners.Where(p => p.RelayId == relay && ids.Contains(p.Id))
            : followUp.Find(relay, request.Filter ?? new(), clock.GetUtcNow());
        var chosen = await found.AsNoTracking().OrderBy(p => p.SearchKey).Take(most + 1).ToListAsync(cancellationToken);
        new Checks().That(chosen.Count > 0, "partner_ids", "Choisissez au moins un organisme.")
            .That(chosen.Count <= most, "partner_ids", $"{most} organismes au plus en un envoi : resserrez les filtres.").ThrowIfAny();
        return chosen;
    }
}
