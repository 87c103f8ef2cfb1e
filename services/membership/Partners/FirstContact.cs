using Dinamis.Mail;
using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Mails;
using Dinamis.ServiceDefaults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dinamis.Membership.Partners;

/// <summary>
/// Mails to persons whose address a relay gave. The first one says whence it comes, and how to object (RGPD art. 14 and 21); whoever
/// objects is written to no more by this relay. In the caller's transaction.
/// </summary>
sealed class FirstContact(MembershipDb db, Outbox outbox, IOptions<DinamisOptions> options, TimeProvider clock)
{
    static readonly TimeSpan askAgain = TimeSpan.FromDays(14);

    /// <summary>Sends; where the relay prepared the file, the first mail to this address says whence it comes.</summary>
    public async Task SendAsync(Adhesion file, string address, MailMessage mail, CancellationToken cancellationToken)
    {
        // What a member's file holds comes from the member, whoever asks that it leaves.
        if (file.PreparedByRelay && !file.IsDeparture && !await IsToldAsync(file.RelayId!.Value, address, cancellationToken)
            && await db.Partners.FirstOrDefaultAsync(p => p.RelayId == file.RelayId && p.Siren == file.Siren, cancellationToken) is { } partner)
            mail = await SourcedAsync(mail, partner, Issue(partner, address, asks: false), cancellationToken);
        outbox.Send(address, mail);
    }

    /// <summary>Asks the body for what its line lacks.</summary>
    /// <exception cref="Refused">When there is nothing to ask, nobody to write to, or when it was asked lately.</exception>
    public async Task AskAsync(Partner partner, bool member, CancellationToken cancellationToken)
    {
        if (partner.Lacks(member).Count == 0) throw new Refused(PartnerRefusals.NothingLacks);
        if (partner.Contact is not { Length: > 0 } address || !MailAddresses.IsPlausible(address)) throw new Refused(PartnerRefusals.NoContact);
        if (await HasObjectedAsync(partner.RelayId, address, cancellationToken)) throw new Refused(PartnerRefusals.Objected);
        var since = clock.GetUtcNow() - askAgain;
        if (await db.PartnerLinks.AnyAsync(l => l.PartnerId == partner.Id && l.Asks && l.SentAt > since, cancellationToken)) throw new Refused(PartnerRefusals.AskedLately);
        var link = Issue(partner, address, asks: true);
        var relay = await RelayAsync(partner.RelayId, cancellationToken);
        outbox.Send(address, await SourcedAsync(ToContact.PleaseComplete(partner, relay.ShortName, link), partner, link, cancellationToken));
    }

    public Task<bool> HasObjectedAsync(Guid relayId, string address, CancellationToken cancellationToken)
    {
        var hash = Secrets.Hash(address);
        return db.Objections.AnyAsync(o => o.RelayId == relayId && o.AddressHash == hash, cancellationToken);
    }

    /// <summary>The link that was mailed; null when unknown.</summary>
    public Task<PartnerLink?> FindAsync(string token, CancellationToken cancellationToken)
    {
        var hash = Secrets.Hash(token);
        return db.PartnerLinks.FirstOrDefaultAsync(l => l.TokenHash == hash, cancellationToken);
    }

    async Task<bool> IsToldAsync(Guid relayId, string address, CancellationToken cancellationToken) =>
        db.PartnerLinks.Local.Any(l => l.RelayId == relayId && l.Address == address) || await db.PartnerLinks.AnyAsync(l => l.RelayId == relayId && l.Address == address, cancellationToken);

    async Task<MailMessage> SourcedAsync(MailMessage mail, Partner partner, Uri link, CancellationToken cancellationToken) =>
        ToContact.WithSource(mail, partner, await RelayAsync(partner.RelayId, cancellationToken), link);

    Task<Organisations.Organisation> RelayAsync(Guid relayId, CancellationToken cancellationToken) => db.Organisations.SingleAsync(o => o.Id == relayId, cancellationToken);

    Uri Issue(Partner partner, string address, bool asks)
    {
        var token = Secrets.NewToken();
        db.PartnerLinks.Add(PartnerLink.To(partner, address, asks, token, clock.GetUtcNow()));
        return options.Value.Public($"/lien/{token}/coordonnees");
    }
}
