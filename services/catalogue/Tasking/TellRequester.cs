using Dinamis.Mail;
using Dinamis.ServiceDefaults;
using Dinamis.Storage;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dinamis.Catalogue.Tasking;

/// <summary>Tells the requester what DINAMIS decided: asks accounts for the address, then writes the mail. Tried again while accounts is away.</summary>
sealed partial class TellRequester(Store<CatalogueDb> store, StoreSignal<CatalogueDb> signal, Wire.Accounts.AccountsClient accounts, IOptions<DinamisOptions> options, TimeProvider clock, ILogger<TellRequester> logger)
    : BackgroundStep<CatalogueDb>(store, signal, clock, logger)
{
    protected override Task<bool> IsDueAsync(CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        return Store.ReadAsync((db, ct) => db.Notices.AnyAsync(n => n.Due <= now, ct), cancellationToken);
    }

    protected override Task StepAsync(CancellationToken cancellationToken) => TellAsync(cancellationToken);

    /// <summary>Tells the requester who waits longest.</summary>
    public async Task TellAsync(CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        var file = await Store.ReadAsync((db, ct) => db.Notices.Where(n => n.Due <= now).OrderBy(n => n.Due)
            .Join(db.ImageryRequests, n => n.RequestId, r => r.Id, (_, r) => r).AsNoTracking().FirstOrDefaultAsync(ct), cancellationToken);
        if (file is null) return;
        try
        {
            var login = await accounts.GetLoginAsync(new() { PersonId = file.PersonId.ToString() }, cancellationToken: cancellationToken);
            await Store.RunAsync(async (db, services, ct) =>
            {
                var notice = await db.Notices.FindAsync([file.Id], ct);
                if (notice is null) return false;
                db.Notices.Remove(notice);
                services.GetRequiredService<Outbox>().Send(login.Address, DecisionMail.About(file, options.Value.Public($"/demandes/{file.Id}")));
                return true;
            }, cancellationToken);
        }
        catch (RpcException e) when (e.StatusCode != StatusCode.Cancelled || !cancellationToken.IsCancellationRequested)
        {
            Later(logger, file.Id, e.StatusCode);
            await Store.RunAsync(async (db, ct) =>
            {
                if (await db.Notices.FindAsync([file.Id], ct) is not { } notice) return;
                notice.Attempts++;
                notice.Due = Clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(3_600, 5 << Math.Min(notice.Attempts, 9)));
            }, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The requester of {RequestId} could not be told ({Status}); tried again later")]
    static partial void Later(ILogger logger, Guid requestId, StatusCode status);
}

static class DecisionMail
{
    public static MailMessage About(RequestFile file, Uri page)
    {
        var accepted = file.State == Wire.ImageryRequest.Types.State.Accepted;
        List<string> paragraphs =
        [
            accepted
                ? $"DINAMIS a accepté votre demande d’images {file.Number} et la transmet pour programmation."
                : $"DINAMIS n’a pas retenu votre demande d’images {file.Number}.",
        ];
        if (file.Reason.Length > 0) paragraphs.Add($"{(accepted ? "Note" : "Motif")} : {file.Reason}");
        return new($"Votre demande d’images {file.Number} {(accepted ? "est acceptée" : "n’est pas retenue")}", paragraphs)
        {
            ActionLabel = "Voir ma demande",
            ActionUrl = page,
        };
    }
}
