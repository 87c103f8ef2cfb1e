using Dinamis.Mail;
using Dinamis.Membership.Deeds;
using Dinamis.Membership.Links;
using Dinamis.Membership.Mails;
using Dinamis.Membership.Notices;
using Dinamis.Membership.Organisations;
using Dinamis.Membership.Partners;
using Dinamis.Membership.Register;
using Dinamis.Membership.Templates;
using Dinamis.Membership.Texts;
using Dinamis.ServiceDefaults;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dinamis.Membership.Adhesions;

/// <summary>Draws the acte, and the avenant or convention with it, from what the forms say now; from here on it is what will be signed.</summary>
sealed class Freezing(MembershipDb db, LinkDesk links, OfficersDesk officers, FirstContact contact, Outbox outbox, IOptions<DinamisOptions> options, TimeProvider clock)
{
    /// <summary>How long an acte lasts each time.</summary>
    const int Years = 5;

    /// <summary>Freezes the file and asks the représentant légal to sign, in the caller's transaction.</summary>
    public async Task FreezeAsync(Adhesion file, string message, string by, CancellationToken cancellationToken, bool byRelay = false, IReadOnlyList<Wire.Attachment>? attachments = null)
    {
        file.RequireComplete();
        var now = clock.GetUtcNow();
        await RegisterAsync(file, now, cancellationToken);
        var (digest, texts) = await DrawAsync(file, file.Delegation, by, now, cancellationToken);
        file.Freeze(digest, texts, message, by, now, byRelay, attachments);
        await AskAsync(file, cancellationToken);
    }

    /// <summary>Freezes anew, for whoever signs by the delegation that DINAMIS accepts, in the caller's transaction.</summary>
    public async Task DelegateAsync(Adhesion file, string by, CancellationToken cancellationToken)
    {
        file.RequireDelegationAsked();
        var now = clock.GetUtcNow();
        var (digest, texts) = await DrawAsync(file, new(file.ProposedDelegation) { ConfirmedAt = Timestamp.FromDateTimeOffset(now), ConfirmedBy = by }, by, now, cancellationToken);
        file.ConfirmDelegation(digest, texts, by, now);
        await AskAsync(file, cancellationToken);
    }

    /// <summary>Freezes anew, for the représentant légal, what was to be signed by delegation, in the caller's transaction.</summary>
    public async Task UndelegateAsync(Adhesion file, string message, string by, CancellationToken cancellationToken)
    {
        file.RequireDelegated();
        var now = clock.GetUtcNow();
        var (digest, texts) = await DrawAsync(file, new(), by, now, cancellationToken);
        var former = file.Signatory;
        file.ReturnSignature(message, digest, texts, by, now);
        outbox.Send(file.Representative.Address, ToRepresentative.SignatureReturned(file, former, message, await links.ForSignatoryAsync(file, cancellationToken)));
        outbox.Send(file.Referent.Address, ToReferent.SignatureReturned(file, former, message));
    }

    /// <summary>Mails whoever signs a fresh link to what is frozen; the one before dies.</summary>
    public async Task AskAsync(Adhesion file, CancellationToken cancellationToken)
    {
        var (relay, bound) = (await officers.RelayNameAsync(file, cancellationToken), await officers.BoundAsync(file, cancellationToken));
        var link = await links.ForSignatoryAsync(file, cancellationToken);
        // The address of a delegate comes from the représentant légal, not from a relay: his mail says so itself.
        if (file.IsDelegated) outbox.Send(file.Signatory.Address, ToDelegate.PleaseSign(file, relay, bound, link));
        else await contact.SendAsync(file, file.Representative.Address, ToRepresentative.PleaseSign(file, relay, bound, link), cancellationToken);
    }

    /// <summary>Draws all that is to be signed, in place of what was.</summary>
    /// <param name="file">What it says.</param>
    /// <param name="delegation">By which another person than the représentant légal signs; without delegate when he does himself.</param>
    /// <param name="by">Who has it drawn.</param>
    /// <param name="now">The date of the acts.</param>
    /// <param name="cancellationToken">Ends the reads.</param>
    async Task<(string Digest, IReadOnlyList<FrozenText> Texts)> DrawAsync(Adhesion file, Wire.SignatureDelegation delegation, string by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await VoidDeedsAsync(db, file.Id, by, cancellationToken);
        var texts = file.WithActe ? await TextsAsync(file, now, cancellationToken) : [];
        var mandate = await MandateAsync(file, now, cancellationToken);
        var member = DeedDrawing.Member(new(file.Entity, file.Sector, file.Representative, file.Referent), delegation);
        List<Deed> deeds = [];
        if (file.WithActe) deeds.Add(await DrawAsync(file, member, DeedKind.Acte, WellKnown.Dinamis, texts, mandate, by, now, cancellationToken));
        if (file.IsAmendment) deeds.Add(await DrawAsync(file, member, DeedKind.Amendment, WellKnown.Dinamis, [], null, by, now, cancellationToken));
        // What is in force with the relay stays so, whatever becomes of the acte.
        if (file.RelayId is { } relay && (file.IsDeparture || !await officers.BoundAsync(file, cancellationToken))) deeds.Add(await DrawAsync(file, member, file.RelayDeed, relay, [], mandate, by, now, cancellationToken));
        return (DeedDrawing.Digest(deeds, texts), [.. texts.Select(t => new FrozenText(t.Facts.Family, t.Number))]);
    }

    /// <summary>What was frozen and not yet in force holds no more.</summary>
    public static async Task VoidDeedsAsync(MembershipDb db, Guid adhesionId, string by, CancellationToken cancellationToken)
    {
        foreach (var deed in await db.Deeds.Where(d => d.AdhesionId == adhesionId && d.InForceFrom == null).ToListAsync(cancellationToken))
            deed.Supersede(by);
    }

    async Task<Deed> DrawAsync(Adhesion file, DeedMember member, DeedKind kind, Guid counterpartyId, IReadOnlyList<TextVersion> texts, DeedMandate? mandate, string by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var counterparty = await db.Organisations.SingleAsync(o => o.Id == counterpartyId, cancellationToken);
        var template = await db.DeedTemplates.Of(kind).FirstAsync(cancellationToken);
        var number = await DeedCounter.NextAsync(db, now, cancellationToken);
        var content = new DeedContent(
            number,
            kind,
            now,
            member,
            DeedDrawing.Party(counterparty),
            [.. texts.Select(DeedDrawing.Text)],
            mandate,
            kind is DeedKind.Acte ? Years : null,
            file.IsAmendment ? await AmendedAsync(file, cancellationToken) : null,
            options.Value.Public($"/verifier?numero={number}").AbsoluteUri,
            template.Clauses(),
            file.IsDeparture ? DeedDrawing.Departure(file.Departure) : null);
        var bytes = DeedFile.Of(content.Number, DeedPdf.Draw(content), now);
        db.DeedFiles.Add(bytes);
        var deed = Deed.Freeze(content, file.Id, file.OrganisationId, counterpartyId == WellKnown.Dinamis ? null : counterpartyId, bytes.Sha256, by);
        db.Deeds.Add(deed);
        return deed;
    }

    /// <summary>A member changes its name or legal form: its avenant is drawn, and whoever signs for it is asked, in the caller's transaction.</summary>
    public async Task AmendAsync(Adhesion member, Wire.EntityProposal proposal, string by, CancellationToken cancellationToken)
    {
        if (await db.Adhesions.AnyAsync(a => a.OpenSiren == member.Siren, cancellationToken)) throw new Refused(AdhesionRefusals.AlreadyApplying);
        var acte = await db.Deeds.SingleAsync(d => d.AdhesionId == member.Id && d.Kind == DeedKind.Acte && d.InForceFrom != null, cancellationToken);
        var file = Adhesion.StartAmendment(member, proposal, acte.Number, by, clock.GetUtcNow());
        db.Adhesions.Add(file);
        await FreezeAsync(file, "", by, cancellationToken);
    }

    async Task<DeedAmendment> AmendedAsync(Adhesion file, CancellationToken cancellationToken)
    {
        var acte = await db.Deeds.AsNoTracking().SingleAsync(d => d.Number == file.Amendment.ActeNumber, cancellationToken);
        return new(acte.Number, acte.InForceFrom!.Value, file.Amendment.FormerName, file.Amendment.FormerLegalForm, file.Amendment.Message);
    }

    /// <summary>A body that chose the relay by itself enters its registry: that is where the relay finds what it has to countersign.</summary>
    public async Task RegisterAsync(Adhesion file, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (file.RelayId is { } relay && !await db.Partners.AnyAsync(p => p.RelayId == relay && p.Siren == file.Siren, cancellationToken))
            db.Partners.Add(Partner.Of(relay, file.Entity, now));
    }

    async Task<DeedMandate?> MandateAsync(Adhesion file, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (file.RelayId is not { } relayId) return null;
        var relay = await db.Organisations.SingleAsync(o => o.Id == relayId, cancellationToken);
        var mandate = relay.Mandates.Single(m => m.Id == file.MandateId);
        return mandate.InForce(now) ? DeedDrawing.Mandate(mandate) : throw new Refused(OrganisationRefusals.MandateEnded);
    }

    /// <summary>The charter first, then the families asked, each in the version in force now.</summary>
    async Task<IReadOnlyList<TextVersion>> TextsAsync(Adhesion file, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var published = await db.Texts.AsNoTracking().ToListAsync(cancellationToken);
        string[] families = [Text.Charter, .. file.Sector.Families];
        return [.. families.Select(f => published.Find(t => t.Family == f)?.InForce(now) ?? throw new Refused(AdhesionRefusals.NoTextInForce))];
    }
}
