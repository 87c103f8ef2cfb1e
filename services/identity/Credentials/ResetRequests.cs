using System.Threading.Channels;
using Dinamis.Kernel;
using Dinamis.Mail;
using Dinamis.ServiceDefaults;
using Dinamis.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dinamis.Identity;

/// <summary>Mails reset links after the page has answered: known and unknown addresses take the same time. At most one link per address and five minutes.</summary>
sealed partial class ResetRequests(Store<IdentityDb> store, ILookupNormalizer normalizer, IOptions<DinamisOptions> options, TimeProvider clock, ILogger<ResetRequests> logger) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    readonly Channel<string> addresses = Channel.CreateBounded<string>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Add(string address) => addresses.Writer.TryWrite(address);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var address in addresses.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await store.RunAsync((db, services, ct) => SendAsync(db, services.GetRequiredService<Outbox>(), address, ct), stoppingToken);
            }
            catch (Exception e) when (e is Refused or DbUpdateException or System.Data.Common.DbException)
            {
                // The person asks again: the page said that nothing may come.
                Failed(logger, e);
            }
        }
    }

    async Task<bool> SendAsync(IdentityDb db, Outbox outbox, string address, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var name = normalizer.NormalizeName(address);
        var owner = await db.Credentials.AsNoTracking().FirstOrDefaultAsync(c => c.NormalizedUserName == name, cancellationToken);
        var recent = now + ResetLink.Life - Pause;
        if (owner is null || await db.ResetLinks.AnyAsync(l => l.PersonId == owner.Id && l.UsedAt == null && l.ExpiresAt > recent, cancellationToken)) return false;
        // Only the newest link is good.
        await db.ResetLinks.Where(l => l.PersonId == owner.Id && l.UsedAt == null).ExecuteUpdateAsync(s => s.SetProperty(l => l.UsedAt, now), cancellationToken);
        var token = Secrets.NewToken();
        db.ResetLinks.Add(new() { TokenHash = Secrets.Hash(token), PersonId = owner.Id, ExpiresAt = now + ResetLink.Life });
        outbox.Send(owner.Email!, new MailMessage("Choisir un nouveau mot de passe", ["Quelqu’un, sans doute vous, a demandé un nouveau mot de passe pour votre compte DINAMIS."])
        {
            ActionLabel = "Choisir un nouveau mot de passe",
            ActionUrl = options.Value.Public($"/compte/lien/{token}"),
            Notes = ["Ce lien sert une seule fois, pendant une heure.", "Si vous n’avez rien demandé, ne faites rien : votre mot de passe ne change pas."],
        });
        return true;
    }

    [LoggerMessage(LogLevel.Error, "A reset link could not be prepared")]
    static partial void Failed(ILogger logger, Exception exception);
}
