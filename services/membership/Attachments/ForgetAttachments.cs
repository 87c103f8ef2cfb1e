using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Attachments;

/// <summary>Forgets files that were sent and that no command named within <see cref="Attachment.LooseFor"/>.</summary>
sealed class ForgetAttachments(Store<MembershipDb> store, StoreSignal<MembershipDb> signal, TimeProvider clock, ILogger<ForgetAttachments> logger) : BackgroundStep<MembershipDb>(store, signal, clock, logger)
{
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

    IQueryable<Attachment> Due(MembershipDb db)
    {
        var before = Clock.GetUtcNow() - Attachment.LooseFor;
        return db.Attachments.Where(a => a.AdhesionId == null && a.SentAt < before);
    }
}
