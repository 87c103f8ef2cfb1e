using Dinamis.Storage;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;

namespace Dinamis.Identity;

/// <summary>Each hour removes what can serve no more: spent tokens, ended sessions, used links.</summary>
sealed partial class PruneStep(Store<IdentityDb> store, IServiceScopeFactory scopes, TimeProvider clock, ILogger<PruneStep> logger) : BackgroundService
{
    // Long enough for the reuse of a spent token to be recognised.
    static readonly TimeSpan Kept = TimeSpan.FromDays(14);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var before = clock.GetUtcNow() - Kept;
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<IOpenIddictTokenManager>().PruneAsync(before, stoppingToken);
                await scope.ServiceProvider.GetRequiredService<IOpenIddictAuthorizationManager>().PruneAsync(before, stoppingToken);
                await store.RunAsync(async (db, ct) =>
                {
                    await db.Sessions.Where(s => s.ExpiresAt < before && !s.LogoutDue).ExecuteDeleteAsync(ct);
                    await db.ResetLinks.Where(l => l.ExpiresAt < before).ExecuteDeleteAsync(ct);
                }, stoppingToken);
            }
            catch (Exception e) when (e is DbUpdateException or System.Data.Common.DbException or AggregateException or Kernel.Refused)
            {
                Failed(logger, e);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Pruning failed; it is tried again in an hour")]
    static partial void Failed(ILogger logger, Exception exception);
}
