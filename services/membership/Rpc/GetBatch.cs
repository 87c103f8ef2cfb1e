using Dinamis.Membership.Batches;
using Dinamis.ServiceDefaults;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using LineState = Dinamis.Wire.BatchLine.Types.State;
using State = Dinamis.Wire.Batch.Types.State;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.BatchView> GetBatch(Wire.GetBatchRequest request, ServerCallContext context)
    {
        var relay = await RequireRelayAsync(request.RelayId, context.CancellationToken, MandateRight.Join);
        return await BatchAsync(await FindBatchAsync(relay, request.BatchId, context.CancellationToken), request, context.CancellationToken);
    }

    async Task<Batch> FindBatchAsync(Guid relay, string batchId, CancellationToken cancellationToken)
    {
        var id = Id(batchId);
        return await db.Batches.FirstOrDefaultAsync(b => b.RelayId == relay && b.Id == id, cancellationToken) ?? throw new Refused(Refusals.NotFound);
    }

    /// <summary>A batch and one page of its lines: as they were done, or as they would be now.</summary>
    async Task<Wire.BatchView> BatchAsync(Batch batch, Wire.GetBatchRequest request, CancellationToken cancellationToken)
    {
        var (skip, take) = Page(request.PageToken, request.PageSize);
        var view = Summary(batch);
        view.Mandate = Views.Mandate((await db.Organisations.AsNoTracking().SingleAsync(o => o.Id == batch.RelayId, cancellationToken)).Mandates.Single(m => m.Id == batch.MandateId));
        var lines = batch.ConfirmedAt is null ? await PreviewAsync(batch, view, cancellationToken) : await DoneAsync(batch, view, request, skip, take, cancellationToken);
        if (batch.ConfirmedAt is null) lines = [.. lines.Where(l => request.States.Count == 0 || request.States.Contains(l.State)).Skip(skip).Take(take + 1)];
        view.Lines.AddRange(lines.Take(take));
        view.NextPageToken = Next(lines.Count, skip, take);
        return view;
    }

    async Task<List<Wire.BatchLine>> PreviewAsync(Batch batch, Wire.BatchView view, CancellationToken cancellationToken)
    {
        var judged = await JudgeAsync(batch, cancellationToken);
        var ready = judged.Where(p => p.Ready).ToList();
        view.Digest = Prospects.Digest(judged);
        view.Counts = new()
        {
            Avenants = ready.Count(p => p.WithActe && p.Deed is DeedKind.Avenant),
            Conventions = ready.Count(p => p.Deed is DeedKind.Convention),
            AvenantsAlone = ready.Count(p => !p.WithActe),
            Waiting = ready.Count,
            LeftOut = judged.Count - ready.Count,
        };
        return [.. judged.Select(p => Line(p.Partner, new() { State = p.Ready ? LineState.Waiting : LineState.LeftOut, Deed = p.Deed, WithActe = p.WithActe, Reason = p.Reason, Lacks = { p.Lacks } }))];
    }

    async Task<List<Wire.BatchLine>> DoneAsync(Batch batch, Wire.BatchView view, Wire.GetBatchRequest request, int skip, int take, CancellationToken cancellationToken)
    {
        var of = db.BatchLines.AsNoTracking().Where(l => l.BatchId == batch.Id);
        await CountAsync([view], cancellationToken);
        if (request.States.Count > 0) of = of.Where(l => request.States.Contains(l.State));
        var page = await of.OrderBy(l => l.Number).Skip(skip).Take(take + 1).Join(db.Partners.AsNoTracking(), l => l.PartnerId, p => p.Id, (Line, Partner) => new { Line, Partner }).ToListAsync(cancellationToken);
        return [.. page.OrderBy(x => x.Line.Number).Select(x => Line(x.Partner, new() { State = x.Line.State, Reason = x.Line.Reason, DoneAt = x.Line.DoneAt?.ToTimestamp() }))];
    }

    /// <summary>Counts the lines of confirmed batches, in one read.</summary>
    async Task CountAsync(IReadOnlyList<Wire.BatchView> views, CancellationToken cancellationToken)
    {
        var ids = views.Select(v => Guid.Parse(v.BatchId)).ToList();
        var counts = (await db.BatchLines.Where(l => ids.Contains(l.BatchId)).GroupBy(l => new { l.BatchId, l.State }).Select(g => new { g.Key.BatchId, g.Key.State, Count = g.Count() }).ToListAsync(cancellationToken))
            .ToDictionary(c => ($"{c.BatchId}", c.State), c => c.Count);
        foreach (var view in views)
        {
            int Of(LineState state) => counts.GetValueOrDefault((view.BatchId, state));
            view.Counts = new() { Waiting = Of(LineState.Waiting), Sent = Of(LineState.Sent), LeftOut = Of(LineState.LeftOut) };
            view.State = view.Counts.Waiting > 0 ? State.Running : State.Done;
        }
    }

    async Task<IReadOnlyList<Prospect>> JudgeAsync(Batch batch, CancellationToken cancellationToken)
    {
        var relay = await db.Organisations.AsNoTracking().SingleAsync(o => o.Id == batch.RelayId, cancellationToken);
        var partners = await db.BatchLines.Where(l => l.BatchId == batch.Id).OrderBy(l => l.Number).Join(db.Partners.AsNoTracking(), l => l.PartnerId, p => p.Id, (l, p) => new { l.Number, p }).ToListAsync(cancellationToken);
        return await prospects.OfAsync([.. partners.OrderBy(x => x.Number).Select(x => x.p)], relay.Mandates.Single(m => m.Id == batch.MandateId), clock.GetUtcNow(), cancellationToken);
    }

    static Wire.BatchView Summary(Batch batch) => new()
    {
        BatchId = $"{batch.Id}",
        Kind = batch.Kind,
        State = State.Preview,
        CreatedAt = batch.CreatedAt.ToTimestamp(),
        CreatedBy = batch.CreatedBy,
        ConfirmedAt = batch.ConfirmedAt?.ToTimestamp(),
    };

    static Wire.BatchLine Line(Partners.Partner partner, Wire.BatchLine line)
    {
        (line.PartnerId, line.Name, line.Siren, line.Town, line.Department) = ($"{partner.Id}", partner.Facts.Name, partner.Siren, partner.Facts.Town, partner.Department);
        return line;
    }
}
