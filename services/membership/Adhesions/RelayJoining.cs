using Dinamis.Membership.Links;
using Dinamis.Membership.Mails;
using Dinamis.Membership.Notices;
using Dinamis.Membership.Organisations;
using Dinamis.Membership.Partners;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Adhesions;

/// <summary>A relay makes a body of its registry join, and has its représentant légal asked again: one by one by an officer, or by a batch, in the caller's transaction.</summary>
sealed class RelayJoining(MembershipDb db, Freezing freezing, LinkDesk links, FirstContact contact, TimeProvider clock)
{
    /// <param name="partner">Of the relay's registry.</param>
    /// <param name="forms">Filled from it; what they lack is told field by field.</param>
    /// <param name="mandate">Under which the relay acts; it is checked that it covers the body now.</param>
    /// <param name="by">The officer.</param>
    /// <param name="again">An officer may send again the file that came back for a correction; a batch may not.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<Adhesion> JoinAsync(Partner partner, Forms forms, Mandate mandate, string by, bool again, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!mandate.CanJoin(partner.Facts.Department, now)) throw new Refused(OrganisationRefusals.NoMandate);
        foreach (var address in new[] { forms.Representative.Address, forms.Referent.Address })
            if (await contact.HasObjectedAsync(partner.RelayId, address, cancellationToken)) throw new Refused(PartnerRefusals.Objected);
        var file = await db.Adhesions.FirstOrDefaultAsync(a => a.OpenSiren == partner.Siren, cancellationToken);
        if (file is null)
        {
            file = await BeginAsync(forms, mandate, partner, by, now, cancellationToken);
            db.Adhesions.Add(file);
        }
        else if (again && file.RelayId == partner.RelayId && file.State is AdhesionState.Draft)
        {
            file.RefillByRelay(forms, by, now);
        }
        else
        {
            throw new Refused(AdhesionRefusals.AlreadyApplying);
        }
        await freezing.FreezeAsync(file, "", by, cancellationToken, byRelay: true);
        return file;
    }

    /// <summary>Mails the représentant légal, or who signs by his delegation, a fresh link to what is frozen; the one before dies.</summary>
    public async Task RemindAsync(Adhesion file, string by, CancellationToken cancellationToken)
    {
        if (!await links.MayMailAsync(file.Signatory.Address, cancellationToken)) throw new Refused(LinkRefusals.TooManyMails);
        file.Remind(by);
        await freezing.AskAsync(file, cancellationToken);
    }

    async Task<Adhesion> BeginAsync(Forms forms, Mandate mandate, Partner partner, string by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var unproven in await links.UnprovenAsync(partner.Siren, cancellationToken)) await links.ForgetAsync(unproven, cancellationToken);
        var body = await db.Organisations.FirstOrDefaultAsync(o => o.Siren == partner.Siren && o.Kind == OrganisationKind.Entity, cancellationToken);
        // A member keeps its acte and signs an avenant alone, in the name that its acte says, whether or not it was a partner of the relay.
        var withActe = body?.ActInForce is not true;
        // Without an acte, after a refusal or its end, a body under the mandate applies again: it signs the acte alone, and DINAMIS examines it.
        if (!withActe && body!.MandatesOver.Any(m => m.MandateId == $"{mandate.Id}")) throw new Refused(OrganisationRefusals.AlreadyUnderMandate);
        // A suspended member mends its acte first: another one would be a way round the suspension.
        if (withActe && await db.Adhesions.AnyAsync(a => a.Siren == partner.Siren && a.State == AdhesionState.Suspended, cancellationToken)) throw new Refused(AdhesionRefusals.NotMember);
        if (body is { ActInForce: true }) forms = forms with { Entity = new(body.Entity) };
        return Adhesion.StartByRelay(body?.Id ?? Guid.CreateVersion7(now), forms, new(partner.RelayId, mandate.Id, partner.DeedWithRelay(withActe)), withActe, by, now);
    }
}
