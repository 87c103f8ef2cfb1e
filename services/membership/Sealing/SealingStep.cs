using Dinamis.Membership.Register;
using Dinamis.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Sealing;

/// <summary>
/// Seals what was consented to, one deed at a time: sign outside of any transaction, then store, read back, judge again and move
/// the file on in one. A fault is noted with a later date and tried again; nothing is lost, and a repeated step changes nothing.
/// </summary>
sealed partial class SealingStep(
    Store<MembershipDb> store, StoreSignal<MembershipDb> signal, IServiceScopeFactory scopes, TrustSource trust, TimeProvider clock, ILogger<SealingStep> logger)
    : BackgroundStep<MembershipDb>(store, signal, clock, logger)
{
    protected override TimeSpan Lease => TimeSpan.FromMinutes(2);

    protected override Task<bool> IsDueAsync(CancellationToken cancellationToken) =>
        Store.ReadAsync((db, ct) => Due(db).AnyAsync(ct), cancellationToken);

    protected override async Task StepAsync(CancellationToken cancellationToken)
    {
        var (deed, bytes) = await Store.ReadAsync(ReadAsync, cancellationToken);
        if (deed is null) return;
        try
        {
            if (bytes is null) throw new SealingException("BYTES_MISSING");
            await using var scope = scopes.CreateAsyncScope();
            var signed = await scope.ServiceProvider.GetRequiredService<DeedSealer>().SealAsync(deed, bytes, cancellationToken);
            await RecordAsync(deed, signed, cancellationToken);
            Sealed(Logger, deed.Number, deed.SealingFor);
        }
        catch (SealingException fault)
        {
            Failed(Logger, fault.InnerException ?? fault, deed.Number, fault.Code);
            await Store.RunAsync(async (db, ct) =>
            {
                if (await StillAsync(db, deed, ct) is { } current) current.SealingFailed(fault.Code, Resources.Membership, Clock.GetUtcNow());
            }, cancellationToken);
        }
    }

    async Task<(Deed? Deed, byte[]? Bytes)> ReadAsync(MembershipDb db, CancellationToken cancellationToken)
    {
        var deed = await Due(db).AsNoTracking().OrderBy(d => d.SealingDueAt).FirstOrDefaultAsync(cancellationToken);
        if (deed is null) return default;
        var sha256 = deed.SealingFor is DeedParty.Member ? deed.FrozenSha256 : deed.Sha256;
        return (deed, await db.DeedFiles.AsNoTracking().Where(f => f.Sha256 == sha256).Select(f => f.Bytes).FirstOrDefaultAsync(cancellationToken));
    }

    async Task RecordAsync(Deed deed, byte[] signed, CancellationToken cancellationToken)
    {
        var anchors = await trust.GetAsync(cancellationToken);
        await Store.RunAsync(async (db, services, ct) =>
        {
            // Superseded, or sealed by another replica, while it was being signed: this signature is for nothing.
            if (await StillAsync(db, deed, ct) is not { } current) return false;
            await services.GetRequiredService<SealedFiles>().RecordAsync(current, signed, Clock.GetUtcNow(), ct);
            await db.SaveChangesAsync(ct);
            var stored = await db.DeedFiles.AsNoTracking().Where(f => f.Sha256 == current.Sha256).Select(f => f.Bytes).SingleAsync(ct);
            DeedSealer.Judge(deed, stored, anchors);
            return true;
        }, cancellationToken);
    }

    IQueryable<Deed> Due(MembershipDb db)
    {
        var now = Clock.GetUtcNow();
        return db.Deeds.Where(d => d.SealingDueAt != null && d.SealingDueAt <= now);
    }

    /// <summary>The deed, tracked, if it still waits for the same signature over the same bytes.</summary>
    static Task<Deed?> StillAsync(MembershipDb db, Deed seen, CancellationToken cancellationToken) =>
        db.Deeds.FirstOrDefaultAsync(d => d.Id == seen.Id && d.SealingFor == seen.SealingFor && d.Sha256 == seen.Sha256 && d.SealingDueAt != null, cancellationToken);

    [LoggerMessage(LogLevel.Information, "Deed {Number} sealed for {Party}")]
    static partial void Sealed(ILogger logger, string number, DeedParty party);

    [LoggerMessage(LogLevel.Error, "Deed {Number} could not be sealed: {Fault}; it is tried again")]
    static partial void Failed(ILogger logger, Exception exception, string number, string fault);
}
