using Dinamis.Mail;
using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Instruction;
using Dinamis.Membership.Links;
using Dinamis.Membership.Mails;
using Dinamis.Membership.Notices;
using Dinamis.Membership.Organisations;
using Dinamis.Membership.Partners;
using Dinamis.Membership.Texts;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Register;

/// <summary>What follows from a signature that is sealed: called by the sealing step inside its transaction, once the bytes were verified.</summary>
sealed class SealedFiles(MembershipDb db, Outbox outbox, LinkDesk links, OfficersDesk officers, FirstContact contact, TextCampaigns campaigns, RelayLeaving leaving)
{
    const string Me = ServiceDefaults.Resources.Membership;

    /// <summary>Stores the sealed file and moves deed, adhesion and organisation on.</summary>
    /// <param name="deed">Tracked by the same context.</param>
    /// <param name="bytes">The whole sealed file, verified again.</param>
    /// <param name="at">Now, UTC.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task RecordAsync(Deed deed, byte[] bytes, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var file = DeedFile.Of(deed.Number, bytes, at);
        db.DeedFiles.Add(file);
        var party = deed.SealingFor;
        deed.SealedBy(party, file.Sha256, Me, at);
        var adhesion = await db.Adhesions.SingleAsync(a => a.Id == deed.AdhesionId, cancellationToken);
        var deeds = await db.Deeds.Where(d => d.AdhesionId == adhesion.Id && d.Status != DeedStatus.Superseded).ToListAsync(cancellationToken);
        if (party is DeedParty.Member) await SignedAsync(adhesion, deeds, at, cancellationToken);
        else if (deed.Kind is DeedKind.Acte) await ActeInForceAsync(adhesion, deed, bytes, at, cancellationToken);
        else if (deed.Kind is DeedKind.Amendment) await AmendmentInForceAsync(adhesion, deed, bytes, at, cancellationToken);
        else if (deed.Kind is DeedKind.Departure) await DepartureInForceAsync(adhesion, deed, bytes, at, cancellationToken);
        else await RelayDeedInForceAsync(adhesion, deeds, deed, bytes, at, cancellationToken);
    }

    async Task SignedAsync(Adhesion adhesion, List<Deed> deeds, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (deeds.Exists(d => d.SignedByMemberAt is null) || adhesion.State is not AdhesionState.AwaitingRepresentative) return;
        adhesion.Submit(Me, at);
        await OrganisationAsync(adhesion, cancellationToken);
        await db.RouteAsync(adhesion, Me, cancellationToken);
        // Nothing to countersign for a relay whose file is in force since an earlier signature.
        var relay = deeds.Exists(d => d.AwaitsRelay) ? await officers.RelayNameAsync(adhesion, cancellationToken) : null;
        if (adhesion.IsAmendment) outbox.Send(adhesion.Referent.Address, ToReferent.AmendmentSubmitted(adhesion));
        else if (adhesion.IsDeparture) outbox.Send(adhesion.Referent.Address, ToReferent.DepartureSubmitted(adhesion, relay));
        else await contact.SendAsync(adhesion, adhesion.Referent.Address, ToReferent.Submitted(adhesion, relay, links.ForReferent(adhesion)), cancellationToken);
        outbox.Send(adhesion.Representative.Address, ToRepresentative.Submitted(adhesion, relay));
        if (adhesion.IsDelegated) outbox.Send(adhesion.Signatory.Address, ToDelegate.Submitted(adhesion));
        if (relay is not null) await officers.TellAsync(adhesion, (name, page) => ToOfficers.PleaseCountersign(adhesion, name, page), cancellationToken);
        await AcceptAsMandateSaysAsync(adhesion, deeds, at, cancellationToken);
    }

    async Task ActeInForceAsync(Adhesion adhesion, Deed deed, byte[] bytes, DateTimeOffset at, CancellationToken cancellationToken)
    {
        adhesion.Activate(deed.Content.Years, Me, at);
        (await OrganisationAsync(adhesion, cancellationToken)).EnterIntoForce(adhesion.Entity, deed.DecidedLicences, Me);
        await campaigns.RecordAsync(adhesion, adhesion.OrganisationId, deed.ConsentBy, cancellationToken);
        foreach (var address in Parties(adhesion)) outbox.Send(address, ToParties.InForce(adhesion, deed, bytes));
    }

    /// <summary>The member has its new name: in its file, on its sheet, for all who ask.</summary>
    async Task AmendmentInForceAsync(Adhesion adhesion, Deed deed, byte[] bytes, DateTimeOffset at, CancellationToken cancellationToken)
    {
        adhesion.ActivateWithoutActe(Me, at);
        var member = await db.Adhesions.SingleAsync(a => a.Id == adhesion.AmendedId, cancellationToken);
        // Its acte may have ended since the représentant légal signed: then there is nothing left to amend, and the avenant says what was agreed.
        if (Life.From(member.State, Life.Amend) is not null)
        {
            member.Amend(new(adhesion.Entity), Me, at);
            (await OrganisationAsync(member, cancellationToken)).Change(new(adhesion.Entity), Me);
        }
        foreach (var address in Parties(adhesion)) outbox.Send(address, ToParties.InForce(adhesion, deed, bytes));
    }

    /// <summary>The body leaves its relay now, or on the day that the avenant names; both sides are told once, with that day.</summary>
    async Task DepartureInForceAsync(Adhesion adhesion, Deed deed, byte[] bytes, DateTimeOffset at, CancellationToken cancellationToken)
    {
        foreach (var address in Parties(adhesion)) outbox.Send(address, ToParties.InForce(adhesion, deed, bytes));
        await officers.TellAsync(adhesion, (relay, page) => ToOfficers.Left(adhesion, relay, page), cancellationToken);
        if (adhesion.DepartsAt > at) adhesion.AwaitDeparture(Me, at);
        else await leaving.TakeEffectAsync(adhesion, Me, at, cancellationToken);
    }

    async Task RelayDeedInForceAsync(Adhesion adhesion, List<Deed> deeds, Deed deed, byte[] bytes, DateTimeOffset at, CancellationToken cancellationToken)
    {
        (await OrganisationAsync(adhesion, cancellationToken)).PutUnderMandate(deed.MandateId!.Value, deed.RelayId!.Value, Me);
        foreach (var address in Parties(adhesion)) outbox.Send(address, ToParties.InForce(adhesion, deed, bytes));
        if (!adhesion.WithActe) adhesion.ActivateWithoutActe(Me, at);
        else await AcceptAsMandateSaysAsync(adhesion, deeds, at, cancellationToken);
    }

    /// <summary>DINAMIS's acceptance comes from the mandate once the body is under it: its file with the relay is in force.</summary>
    async Task AcceptAsMandateSaysAsync(Adhesion adhesion, List<Deed> deeds, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (!adhesion.WithActe || adhesion.State is not (AdhesionState.Submitted or AdhesionState.UnderExamination)) return;
        if (deeds.Find(d => d.Kind is not DeedKind.Acte) is not { Status: DeedStatus.InForce } relayDeed) return;
        var relay = await db.Organisations.SingleAsync(o => o.Id == relayDeed.RelayId, cancellationToken);
        if (!relay.Mandates.Any(m => m.Id == relayDeed.MandateId && m.Accepts && m.InForce(at))) return;
        adhesion.AcceptByMandate(at);
        deeds.Single(d => d.Kind is DeedKind.Acte).AnnexDecision(adhesion.AcceptedLicences(), adhesion.DecidedBy, at);
        outbox.Send(adhesion.Referent.Address, ToReferent.Accepted(adhesion, await Words.GrantedAsync(db, adhesion, cancellationToken)));
    }

    /// <summary>The body's sheet, made at its first deposit and kept for ever under the same id.</summary>
    async Task<Organisation> OrganisationAsync(Adhesion adhesion, CancellationToken cancellationToken)
    {
        var known = await db.Organisations.FirstOrDefaultAsync(o => o.Id == adhesion.OrganisationId, cancellationToken);
        if (known is not null) return known;
        var made = Organisation.Member(adhesion.OrganisationId, adhesion.Entity);
        db.Organisations.Add(made);
        return made;
    }

    // Whoever signed by delegation has a copy of what he signed.
    static IEnumerable<string> Parties(Adhesion adhesion) =>
        new[] { adhesion.Representative.Address, adhesion.Signatory.Address, adhesion.Referent.Address }.Distinct();
}
