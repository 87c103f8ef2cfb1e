using Dinamis.Mail;
using Dinamis.ServiceDefaults;
using Dinamis.Wire;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dinamis.Membership.Notices;

/// <summary>Asks accounts for the address outside of any transaction, then puts the mail into the outbox in place of the notice.</summary>
sealed partial class NoticeStep(Store<MembershipDb> store, StoreSignal<MembershipDb> signal, Accounts.AccountsClient accounts, TimeProvider clock, ILogger<NoticeStep> logger)
    : BackgroundStep<MembershipDb>(store, signal, clock, logger)
{
    protected override Task<bool> IsDueAsync(CancellationToken cancellationToken) => Store.ReadAsync((db, ct) => Due(db).AnyAsync(ct), cancellationToken);

    protected override async Task StepAsync(CancellationToken cancellationToken)
    {
        var notice = await Store.ReadAsync((db, ct) => Due(db).AsNoTracking().OrderBy(n => n.DueAt).FirstOrDefaultAsync(ct), cancellationToken);
        if (notice is null) return;
        try
        {
            var login = await accounts.GetLoginAsync(new() { PersonId = $"{notice.PersonId}" }, cancellationToken: cancellationToken);
            await Store.RunAsync(async (db, services, ct) =>
            {
                // Another replica was faster: the mail left once.
                if (await db.Notices.FirstOrDefaultAsync(n => n.Id == notice.Id, ct) is not { } still) return false;
                services.GetRequiredService<Outbox>().Send(login.Address, still.Message);
                db.Notices.Remove(still);
                return true;
            }, cancellationToken);
        }
        catch (RpcException e) when (!cancellationToken.IsCancellationRequested)
        {
            Failed(Logger, e, notice.Id, notice.PersonId);
            await Store.RunAsync(async (db, ct) => (await db.Notices.FirstOrDefaultAsync(n => n.Id == notice.Id, ct))?.Postpone(Clock.GetUtcNow()), cancellationToken);
        }
    }

    IQueryable<Notice> Due(MembershipDb db)
    {
        var now = Clock.GetUtcNow();
        return db.Notices.Where(n => n.DueAt <= now);
    }

    [LoggerMessage(LogLevel.Warning, "Notice {NoticeId} for {PersonId} could not be addressed; it is tried again")]
    static partial void Failed(ILogger logger, Exception exception, Guid noticeId, Guid personId);
}
