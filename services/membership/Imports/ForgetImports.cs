using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Imports;

/// <summary>Forgets lists after <see cref="Kept"/>: they hold names and addresses, and nobody takes an import back so late.</summary>
sealed class ForgetImports(Store<MembershipDb> store, StoreSignal<MembershipDb> signal, TimeProvider clock, ILogger<ForgetImports> logger) : BackgroundStep<MembershipDb>(store, signal, clock, logger)
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    static readonly TimeSpan pause = TimeSpan.FromHours(1);

    DateTimeOffset nextLook;

    protected override TimeSpan Interval => pause;

    protected override async Task<bool> IsDueAsync(CancellationToken cancellationToken)
    {
        // Commits wake every step; this one has nothing to learn from them.
        if (Clock.GetUtcNow() < nextLook) return false;
        if (await Store.ReadAsync((db, ct) => Due(db).AnyAsync(ct), cancellationToken)) return true;
        nextLook = Clock.GetUtcNow() + pause;
        return false;
    }

    protected override Task StepAsync(CancellationToken cancellationToken) => Store.RunAsync((db, ct) => Due(db).ExecuteDeleteAsync(ct), cancellationToken);

    IQueryable<PartnerImport> Due(MembershipDb db)
    {
        var before = Clock.GetUtcNow() - Kept;
        return db.PartnerImports.Where(i => i.CreatedAt < before);
    }
}
