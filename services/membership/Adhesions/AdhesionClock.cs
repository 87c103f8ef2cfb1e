using Dinamis.Mail;
using Dinamis.Membership.Links;
using Dinamis.Membership.Mails;
using Dinamis.Membership.Notices;
using Dinamis.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Adhesions;

/// <summary>Does what is due by itself: drafts and terms are announced, then end; a body leaves its relay on the day agreed. One file at a time, each in a transaction of its own.</summary>
sealed class AdhesionClock(Store<MembershipDb> store, StoreSignal<MembershipDb> signal, TimeProvider clock, ILogger<AdhesionClock> logger)
    : BackgroundStep<MembershipDb>(store, signal, clock, logger)
{
    protected override Task<bool> IsDueAsync(CancellationToken cancellationToken) => Store.ReadAsync((db, ct) => Due(db).AnyAsync(ct), cancellationToken);

    protected override Task StepAsync(CancellationToken cancellationToken) => Store.RunAsync(async (db, services, ct) =>
    {
        if (await Due(db).OrderBy(a => a.ClockDueAt).FirstOrDefaultAsync(ct) is not { } file) return false;
        await ActAsync(file, db, services, ct);
        return true;
    }, cancellationToken);

    async Task ActAsync(Adhesion file, MembershipDb db, IServiceProvider services, CancellationToken cancellationToken)
    {
        var (me, now) = (Resources.Membership, Clock.GetUtcNow());
        var (outbox, links, force) = (services.GetRequiredService<Outbox>(), services.GetRequiredService<LinkDesk>(), services.GetRequiredService<ActeForce>());
        var due = file.DueVerb(now);
        if (due == Life.Warn && file.State is AdhesionState.Draft)
        {
            file.WarnOfEnd(me, now);
            outbox.Send(file.Referent.Address, ToReferent.DraftWillEnd(file, links.ForReferent(file)));
            await services.GetRequiredService<OfficersDesk>().TellAsync(file, (_, page) => ToOfficers.DraftWillEnd(file, page), cancellationToken);
        }
        else if (due == Life.Warn)
        {
            file.WarnOfEnd(me, now);
            outbox.Send(file.Representative.Address, ToRepresentative.PleaseRenew(file, await links.ForRepresentativeAsync(file, cancellationToken)));
            outbox.Send(file.Referent.Address, ToReferent.TermComes(file));
        }
        else if (due == Life.DropUntouched && file.OpenSiren is null)
        {
            // Never proven: it leaves no trace but its acts.
            await links.SupersedeAsync(file.Id, [Wire.LinkView.Types.Purpose.ProveAddress], cancellationToken);
            db.Adhesions.Remove(file);
        }
        else if (due == Life.DropUntouched)
        {
            file.DropUntouched(me, now);
            await db.Attachments.Where(a => a.AdhesionId == file.Id).ExecuteDeleteAsync(cancellationToken);
            outbox.Send(file.Referent.Address, ToReferent.DraftEnded(file));
        }
        else if (due == Life.EndNotice)
        {
            file.EndNotice(me, now);
            await force.EndAsync(file, DeedStatus.Terminated, me, cancellationToken);
            force.Tell(file, ToParties.Terminated(file, ""));
        }
        else if (due == Life.ActivateWithoutActe)
        {
            // Both sides were told of the day when they had signed.
            await services.GetRequiredService<RelayLeaving>().TakeEffectAsync(file, me, now, cancellationToken);
        }
        else if (due == Life.Expire)
        {
            file.Expire(me, now);
            await force.EndAsync(file, DeedStatus.Expired, me, cancellationToken);
            force.Tell(file, ToParties.Expired(file));
        }
        else
        {
            file.Rewind();
        }
    }

    IQueryable<Adhesion> Due(MembershipDb db)
    {
        var now = Clock.GetUtcNow();
        return db.Adhesions.Where(a => a.ClockDueAt != null && a.ClockDueAt <= now);
    }
}
