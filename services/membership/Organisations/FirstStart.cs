using Dinamis.Membership.Instruction;
using Dinamis.Membership.Templates;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Organisations;

/// <summary>DINAMIS is an organisation like another, and the first: without it nobody could be its operator. Its reasons begin with some models, and each kind of act with a text.</summary>
sealed class FirstStart(Store<MembershipDb> store, TimeProvider clock) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await BegunAsync(cancellationToken)) return;
        try
        {
            await store.RunAsync(async (db, ct) =>
            {
                if (!await db.Organisations.AnyAsync(o => o.Id == WellKnown.Dinamis, ct)) db.Organisations.Add(Organisation.OfDinamis());
                if (!await db.ReasonModels.AnyAsync(ct)) db.ReasonModels.AddRange(FirstReasons.Made());
                // A kind of act that comes with a later version of the service begins then.
                var kinds = await db.DeedTemplates.Select(t => t.Kind).Distinct().ToListAsync(ct);
                db.DeedTemplates.AddRange(FirstTemplates.Kinds.Except(kinds).Select(k => FirstTemplates.Of(k, clock.GetUtcNow())));
            }, cancellationToken);
        }
        catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested)
        {
            // Another replica did it in this instant.
            if (!await BegunAsync(cancellationToken)) throw;
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task<bool> BegunAsync(CancellationToken cancellationToken) =>
        store.ReadAsync(async (db, ct) => await db.Organisations.AnyAsync(o => o.Id == WellKnown.Dinamis, ct) && await db.ReasonModels.AnyAsync(ct)
            && await db.DeedTemplates.Select(t => t.Kind).Distinct().CountAsync(ct) == FirstTemplates.Kinds.Count, cancellationToken);
}
