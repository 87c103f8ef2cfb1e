using Dinamis.Mail;
using Dinamis.Membership.Links;
using Dinamis.Membership.Mails;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dinamis.Membership.Texts;

/// <summary>Mails the représentant légal of each body about all that waits for him, one body at a time: a stop half-way loses and doubles nothing.</summary>
sealed class TextMails(Store<MembershipDb> store, StoreSignal<MembershipDb> signal, TimeProvider clock, ILogger<TextMails> logger)
    : BackgroundStep<MembershipDb>(store, signal, clock, logger)
{
    protected override Task<bool> IsDueAsync(CancellationToken cancellationToken) => Store.ReadAsync((db, ct) => Due(db).AnyAsync(ct), cancellationToken);

    protected override Task StepAsync(CancellationToken cancellationToken) => Store.RunAsync(async (db, services, ct) =>
    {
        if (await Due(db).OrderBy(a => a.MailDueAt).FirstOrDefaultAsync(ct) is not { } next) return false;
        var campaigns = services.GetRequiredService<TextCampaigns>();
        var awaited = await campaigns.AwaitedAsync(next.OrganisationId, ct);
        if (awaited.Count > 0 && await campaigns.FileAsync(next.OrganisationId, ct) is { } file)
            await SendAsync(file, awaited, services.GetRequiredService<LinkDesk>(), services.GetRequiredService<Outbox>(), Clock.GetUtcNow(), ct);
        // Another version took its place, or the body has left.
        if (next.MailDueAt is not null) next.AskNobody();
        return true;
    }, cancellationToken);

    /// <summary>One mail to the représentant légal with his link, and one to the référent who can remind him.</summary>
    public static async Task SendAsync(Adhesions.Adhesion file, IReadOnlyList<(TextAcceptance Asked, TextVersion Version)> awaited, LinkDesk links, Outbox outbox, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<TextVersion> versions = [.. awaited.Select(a => a.Version)];
        outbox.Send(file.Representative.Address, ToRepresentative.PleaseAccept(file, versions, await links.ForRepresentativeAsync(file, cancellationToken)));
        if (file.Referent.Address != file.Representative.Address) outbox.Send(file.Referent.Address, ToReferent.TextsToAccept(file, versions));
        foreach (var (asked, _) in awaited) asked.Mailed(now);
    }

    IQueryable<TextAcceptance> Due(MembershipDb db)
    {
        var now = Clock.GetUtcNow();
        return db.TextAcceptances.Where(a => a.MailDueAt <= now);
    }
}
