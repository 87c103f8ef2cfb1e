using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Organisations;
using Dinamis.Membership.Partners;
using Microsoft.EntityFrameworkCore;
using Kind = Dinamis.Wire.Batch.Types.Kind;
using LineState = Dinamis.Wire.BatchLine.Types.State;

namespace Dinamis.Membership.Batches;

/// <summary>Does the lines of confirmed batches, one at a time: the file, its mail and the line's new state are one transaction.</summary>
sealed partial class BatchStep(Store<MembershipDb> store, StoreSignal<MembershipDb> signal, TimeProvider clock, ILogger<BatchStep> logger) : BackgroundStep<MembershipDb>(store, signal, clock, logger)
{
    /// <summary>What has been sent since the last mail is silent after as long as its link lived.</summary>
    public static readonly TimeSpan Silence = Links.Link.Life;

    protected override Task<bool> IsDueAsync(CancellationToken cancellationToken) => Store.ReadAsync((db, ct) => Due(db).AnyAsync(ct), cancellationToken);

    protected override async Task StepAsync(CancellationToken cancellationToken)
    {
        if (await Store.ReadAsync((db, ct) => Due(db).AsNoTracking().OrderBy(l => l.DueAt).ThenBy(l => l.Number).FirstOrDefaultAsync(ct), cancellationToken) is not { } next) return;
        try
        {
            await ChangeAsync(next, async (line, db, services, ct) => line.Send(await DoAsync(line, db, services, ct), Clock.GetUtcNow()), cancellationToken);
        }
        catch (Refused refused) when (refused.Refusal != Refusals.Stale)
        {
            var reason = refused.Fields.Count > 0 ? string.Join(" ", refused.Fields.Select(f => f.Message)) : refused.Refusal.Message;
            await ChangeAsync(next, (line, _, _, _) => Done(() => line.LeaveOut(reason[..Math.Min(reason.Length, 1000)], Clock.GetUtcNow())), cancellationToken);
        }
        catch (Exception e) when (e is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            Failed(Logger, e, next.PartnerId, next.BatchId);
            await ChangeAsync(next, (line, _, _, _) => Done(() => line.Postpone(Clock.GetUtcNow())), cancellationToken);
        }
    }

    /// <returns>The file that was opened or reminded; null for a question.</returns>
    async Task<Guid?> DoAsync(BatchLine line, MembershipDb db, IServiceProvider services, CancellationToken cancellationToken)
    {
        var batch = await db.Batches.SingleAsync(b => b.Id == line.BatchId, cancellationToken);
        var partner = await db.Partners.SingleAsync(p => p.Id == line.PartnerId, cancellationToken);
        var relay = await db.Organisations.SingleAsync(o => o.Id == batch.RelayId, cancellationToken);
        var mandate = relay.Mandates.Single(m => m.Id == batch.MandateId);
        // It may have ended since the officer confirmed.
        if (!mandate.InForce(Clock.GetUtcNow()) || !mandate.Gives(MandateRight.Join)) throw new Refused(OrganisationRefusals.MandateEnded);
        switch (batch.Kind)
        {
            case Kind.Join:
                return (await services.GetRequiredService<RelayJoining>().JoinAsync(partner, partner.Prefill(batch.Sector), mandate, batch.CreatedBy, again: false, cancellationToken)).Id;
            case Kind.Remind:
                return await RemindAsync(partner, mandate, batch.CreatedBy, db, services, cancellationToken);
            default:
                var member = await db.Organisations.AnyAsync(o => o.Siren == partner.Siren && o.Kind == OrganisationKind.Entity && o.ActInForce, cancellationToken);
                await services.GetRequiredService<FirstContact>().AskAsync(partner, member, cancellationToken);
                return null;
        }
    }

    async Task<Guid?> RemindAsync(Partner partner, Mandate mandate, string by, MembershipDb db, IServiceProvider services, CancellationToken cancellationToken)
    {
        var file = await db.Adhesions.FirstOrDefaultAsync(a => a.OpenSiren == partner.Siren && a.MandateId == mandate.Id && a.State == AdhesionState.AwaitingRepresentative, cancellationToken)
            ?? throw new Refused(PartnerRefusals.NotAwaited);
        var since = Clock.GetUtcNow() - Silence;
        if (await db.Links.AnyAsync(l => l.AdhesionId == file.Id && (l.Purpose == Wire.LinkView.Types.Purpose.Representative || l.Purpose == Wire.LinkView.Types.Purpose.Delegate) && l.SentAt > since, cancellationToken)) throw new Refused(PartnerRefusals.RemindedLately);
        await services.GetRequiredService<RelayJoining>().RemindAsync(file, by, cancellationToken);
        return file.Id;
    }

    Task<bool> ChangeAsync(BatchLine next, Func<BatchLine, MembershipDb, IServiceProvider, CancellationToken, Task> change, CancellationToken cancellationToken) => Store.RunAsync(async (db, services, ct) =>
    {
        // Another replica may have done it meanwhile.
        if (await db.BatchLines.FirstOrDefaultAsync(l => l.BatchId == next.BatchId && l.PartnerId == next.PartnerId && l.State == LineState.Waiting, ct) is not { } line) return false;
        await change(line, db, services, ct);
        return true;
    }, cancellationToken);

    static Task Done(Action change)
    {
        change();
        return Task.CompletedTask;
    }

    IQueryable<BatchLine> Due(MembershipDb db)
    {
        var now = Clock.GetUtcNow();
        return db.BatchLines.Where(l => l.State == LineState.Waiting && l.DueAt <= now);
    }

    [LoggerMessage(LogLevel.Error, "Line {PartnerId} of batch {BatchId} failed; it is tried again")]
    static partial void Failed(ILogger logger, Exception exception, Guid partnerId, Guid batchId);
}
