using Dinamis.Mail;
using Dinamis.Membership.Adhesions;
using Dinamis.Rights;
using Dinamis.ServiceDefaults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PersonState = Dinamis.Wire.Person.Types.State;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Notices;

/// <summary>Tells the officers named in the mandate of a file what it waits for, in the caller's transaction.</summary>
sealed class OfficersDesk(MembershipDb db, IOptions<DinamisOptions> options, TimeProvider clock)
{
    /// <param name="file">Nobody is told of a file that goes alone, nor once the mandate has ended.</param>
    /// <param name="message">Made of the relay's short name and of the page where the body stands.</param>
    /// <param name="cancellationToken">Ends the reads.</param>
    public async Task TellAsync(Adhesion file, Func<string, Uri, MailMessage> message, CancellationToken cancellationToken)
    {
        if (file.RelayId is not { } relayId) return;
        var relay = await db.Organisations.SingleAsync(o => o.Id == relayId, cancellationToken);
        var (mandate, now) = (relay.Mandates.Single(m => m.Id == file.MandateId), clock.GetUtcNow());
        if (!mandate.InForce(now)) return;
        var persons = await db.Set<PersonRow>().AsNoTracking().Where(r => mandate.Officers.Contains(r.Key)).ToListAsync(cancellationToken);
        var line = await db.Partners.Where(p => p.RelayId == relayId && p.Siren == file.Siren).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(cancellationToken);
        // A file frozen before the registry knew of such bodies leads to the list.
        var page = options.Value.Public(line is null ? "/relais" : $"/relais/partenaires/{line}");
        // Whoever left the relay is told nothing more, though the mandate still names him.
        foreach (var row in persons)
            if (IsOfficer(Wire.Person.Parser.ParseFrom(row.Payload), relayId))
                db.Notices.Add(Notice.To(Guid.Parse(row.Key), message(relay.ShortName, page), now));
    }

    /// <summary>Short name of the relay on the road; null for a body that joins alone.</summary>
    public async Task<string?> RelayNameAsync(Adhesion file, CancellationToken cancellationToken) =>
        file.RelayId is { } relay ? await db.Organisations.Where(o => o.Id == relay).Select(o => o.ShortName).SingleAsync(cancellationToken) : null;

    /// <summary>The body's avenant or convention under this mandate is in force already, by this file or an earlier one: what is signed from now on is the acte alone.</summary>
    public Task<bool> BoundAsync(Adhesion file, CancellationToken cancellationToken) =>
        db.Deeds.AnyAsync(d => d.OrganisationId == file.OrganisationId && d.MandateId == file.MandateId && d.RelayId != null && d.Kind != DeedKind.Departure && d.Status == DeedStatus.InForce, cancellationToken);

    static bool IsOfficer(Wire.Person person, Guid relay) =>
        person.Roles.Any(r => r.OrganisationId == $"{relay}" && r.State == PersonState.Validated && r.Names.Contains(Role.Officer));
}
