using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Organisations;

/// <summary>DINAMIS is an organisation like another, and the first: without it nobody could be its operator.</summary>
sealed class FirstStart(Store<MembershipDb> store) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await KnowsItselfAsync(cancellationToken)) return;
        try
        {
            await store.RunAsync((db, _) =>
            {
                db.Organisations.Add(Organisation.OfDinamis());
                return Task.CompletedTask;
            }, cancellationToken);
        }
        catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested)
        {
            // Another replica did it in this instant.
            if (!await KnowsItselfAsync(cancellationToken)) throw;
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task<bool> KnowsItselfAsync(CancellationToken cancellationToken) =>
        store.ReadAsync((db, ct) => db.Organisations.AnyAsync(o => o.Id == WellKnown.Dinamis, ct), cancellationToken);
}
