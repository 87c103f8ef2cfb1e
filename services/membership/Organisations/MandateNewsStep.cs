using Dinamis.Mail;
using Dinamis.Membership.Mails;
using Dinamis.Rights;
using Dinamis.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Organisations;

/// <summary>Tells the bodies under a mandate, one mail each, that it was renewed, changed, or has ended, by decision or by its term; one mandate in one transaction.</summary>
sealed class MandateNewsStep(Store<MembershipDb> store, StoreSignal<MembershipDb> signal, TimeProvider clock, ILogger<MandateNewsStep> logger) : BackgroundStep<MembershipDb>(store, signal, clock, logger)
{
    protected override Task<bool> IsDueAsync(CancellationToken cancellationToken) => Store.ReadAsync((db, ct) => Due(db).AnyAsync(ct), cancellationToken);

    protected override Task StepAsync(CancellationToken cancellationToken) => Store.RunAsync(async (db, services, ct) =>
    {
        if (await Due(db).OrderBy(m => m.Until).Select(m => new { m.Id, m.RelayId }).FirstOrDefaultAsync(ct) is not { } due) return false;
        var relay = await db.Organisations.SingleAsync(o => o.Id == due.RelayId, ct);
        var (mandate, now) = (relay.Mandates.Single(m => m.Id == due.Id), Clock.GetUtcNow());
        var news = mandate.Due(now);
        await TellAsync(relay, mandate, news, db, services.GetRequiredService<Outbox>(), ct);
        relay.MandateTold(mandate.Id, Resources.Membership, now);
        return true;
    }, cancellationToken);

    static async Task TellAsync(Organisation relay, Mandate mandate, MandateNews news, MembershipDb db, Outbox outbox, CancellationToken cancellationToken)
    {
        var bodies = await db.Set<MandateOverRow>().Where(r => r.MandateId == mandate.Id).Select(r => r.OrganisationId).ToListAsync(cancellationToken);
        var files = await db.Adhesions.AsNoTracking().Where(a => a.MandateId == mandate.Id && bodies.Contains(a.OrganisationId)).ToListAsync(cancellationToken);
        foreach (var file in files.GroupBy(a => a.OrganisationId).Select(g => g.MaxBy(a => a.StateSince)!))
            foreach (var address in new[] { file.Referent.Address, file.Representative.Address }.Distinct())
                outbox.Send(address, ToContact.MandateChanged(file.Entity.Name, relay.ShortName, mandate, news));
    }

    IQueryable<Mandate> Due(MembershipDb db)
    {
        var now = Clock.GetUtcNow();
        return db.Set<Mandate>().Where(m => m.News != MandateNews.None || (m.EndToldAt == null && (m.EndedAt != null || m.Until <= now)));
    }
}
