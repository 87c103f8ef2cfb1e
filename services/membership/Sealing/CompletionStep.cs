using System.Security.Cryptography;
using Dinamis.Membership.Deeds;
using Dinamis.Membership.Register;
using Dinamis.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Sealing;

/// <summary>
/// Completes the file of each deed that both parties signed, one at a time: once the authorities have lists newer than its stamps, they are
/// added to it, so that it proves itself without them (level B-LT). Nobody waits for it: the act is in force before, may end meanwhile, and
/// the signed file that the parties received stays in the register beside the completed one. Without such lists nothing is done.
/// </summary>
sealed partial class CompletionStep(Store<MembershipDb> store, StoreSignal<MembershipDb> signal, TrustSource trust, TimeProvider clock, ILogger<CompletionStep> logger)
    : BackgroundStep<MembershipDb>(store, signal, clock, logger)
{
    protected override TimeSpan Interval => TimeSpan.FromMinutes(1);

    protected override TimeSpan Lease => TimeSpan.FromMinutes(2);

    protected override async Task<bool> IsDueAsync(CancellationToken cancellationToken) =>
        trust.AsksForLists && await Store.ReadAsync((db, ct) => Due(db).AnyAsync(ct), cancellationToken);

    protected override async Task StepAsync(CancellationToken cancellationToken)
    {
        var (deed, bytes) = await Store.ReadAsync(ReadAsync, cancellationToken);
        if (deed is null) return;
        try
        {
            var known = await DeedSealer.At("TRUST_UNREACHABLE", () => trust.GetAsync(cancellationToken), cancellationToken);
            if (bytes is null || Convert.ToHexStringLower(SHA256.HashData(bytes)) != deed.Sha256) throw new SealingException("BYTES_CHANGED");
            var completed = await DeedSealer.At("FILE_UNREADABLE", () => Task.FromResult(ValidationData.AddTo(bytes, known)), cancellationToken);
            if (!ProvesItself(deed, completed, known))
            {
                Waits(Logger, deed.Number);
                await PostponeAsync(deed, cancellationToken);
            }
            else if (await RecordAsync(deed, completed, known, cancellationToken)) Completed(Logger, deed.Number);
        }
        catch (SealingException fault)
        {
            Failed(Logger, fault.InnerException ?? fault, deed.Number, fault.Code);
            await PostponeAsync(deed, cancellationToken);
        }
    }

    async Task<(Deed? Deed, byte[]? Bytes)> ReadAsync(MembershipDb db, CancellationToken cancellationToken)
    {
        var deed = await Due(db).AsNoTracking().OrderBy(d => d.CompletionDueAt).FirstOrDefaultAsync(cancellationToken);
        return deed is null ? default : (deed, await db.DeedFiles.AsNoTracking().Where(f => f.Sha256 == deed.Sha256).Select(f => f.Bytes).FirstOrDefaultAsync(cancellationToken));
    }

    /// <summary>Both signatures are at the level that is claimed from then on, by the judge of every file.</summary>
    /// <exception cref="SealingException">The file is not sound: the code names the first finding.</exception>
    static bool ProvesItself(Deed deed, byte[] completed, Trust known)
    {
        var verdict = new DeedVerifier(known).Verify(completed, frozenSha256: deed.FrozenSha256);
        return verdict.IsSound ? verdict.Signatures.All(s => s.Level == DeedSignature.LongTerm) : throw new SealingException($"NOT_SOUND_{verdict.Findings[0].Fault}");
    }

    Task<bool> RecordAsync(Deed deed, byte[] completed, Trust known, CancellationToken cancellationToken) => Store.RunAsync(async (db, _, ct) =>
    {
        // Completed by another replica meanwhile.
        if (await StillAsync(db, deed, ct) is not { } current) return false;
        var file = DeedFile.Of(deed.Number, completed, Clock.GetUtcNow());
        db.DeedFiles.Add(file);
        current.Complete(file.Sha256, Resources.Membership);
        await db.SaveChangesAsync(ct);
        var stored = await db.DeedFiles.AsNoTracking().Where(f => f.Sha256 == current.FileSha256).Select(f => f.Bytes).SingleAsync(ct);
        return ProvesItself(deed, stored, known) ? true : throw new SealingException("LEVEL_LOST");
    }, cancellationToken);

    Task PostponeAsync(Deed deed, CancellationToken cancellationToken) =>
        Store.RunAsync(async (db, ct) => (await StillAsync(db, deed, ct))?.PostponeCompletion(Clock.GetUtcNow()), cancellationToken);

    IQueryable<Deed> Due(MembershipDb db)
    {
        var now = Clock.GetUtcNow();
        return db.Deeds.Where(d => d.CompletionDueAt != null && d.CompletionDueAt <= now);
    }

    static Task<Deed?> StillAsync(MembershipDb db, Deed seen, CancellationToken cancellationToken) =>
        db.Deeds.FirstOrDefaultAsync(d => d.Id == seen.Id && d.Sha256 == seen.Sha256 && d.CompletionDueAt != null, cancellationToken);

    [LoggerMessage(LogLevel.Information, "Deed {Number} completed: level B-LT")]
    static partial void Completed(ILogger logger, string number);

    [LoggerMessage(LogLevel.Information, "Deed {Number} stays at level B-T: no revocation list is newer than its signatures; it is looked at again")]
    static partial void Waits(ILogger logger, string number);

    [LoggerMessage(LogLevel.Error, "Deed {Number} could not be completed: {Fault}; it is tried again")]
    static partial void Failed(ILogger logger, Exception exception, string number, string fault);
}
