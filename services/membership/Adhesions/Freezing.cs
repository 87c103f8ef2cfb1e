using Dinamis.Membership.Deeds;
using Dinamis.Membership.Links;
using Dinamis.Membership.Mails;
using Dinamis.Membership.Notices;
using Dinamis.Membership.Organisations;
using Dinamis.Membership.Partners;
using Dinamis.Membership.Register;
using Dinamis.Membership.Texts;
using Dinamis.ServiceDefaults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dinamis.Membership.Adhesions;

/// <summary>Draws the acte, and the avenant or convention with it, from what the forms say now; from here on it is what will be signed.</summary>
sealed class Freezing(MembershipDb db, LinkDesk links, OfficersDesk officers, FirstContact contact, IOptions<DinamisOptions> options, TimeProvider clock)
{
    /// <summary>How long an acte lasts each time.</summary>
    const int Years = 5;

    /// <summary>Freezes the file and asks the représentant légal to sign, in the caller's transaction.</summary>
    public async Task FreezeAsync(Adhesion file, string message, string by, CancellationToken cancellationToken, bool byRelay = false, IReadOnlyList<Wire.Attachment>? attachments = null)
    {
        file.RequireComplete();
        var now = clock.GetUtcNow();
        await VoidDeedsAsync(db, file.Id, by, cancellationToken);
        var texts = file.WithActe ? await TextsAsync(file, now, cancellationToken) : [];
        var mandate = await MandateAsync(file, now, cancellationToken);
        await RegisterAsync(file, now, cancellationToken);
        List<Deed> deeds = [];
        if (file.WithActe) deeds.Add(await DrawAsync(file, DeedKind.Acte, WellKnown.Dinamis, texts, mandate, by, now, cancellationToken));
        // What is in force with the relay stays so, whatever becomes of the acte.
        var bound = await officers.BoundAsync(file, cancellationToken);
        if (file.RelayId is { } relay && !bound) deeds.Add(await DrawAsync(file, file.RelayDeed, relay, [], mandate, by, now, cancellationToken));
        file.Freeze(DeedDrawing.Digest(deeds, texts), [.. texts.Select(t => new FrozenText(t.Facts.Family, t.Number))], message, by, now, byRelay, attachments);
        var mail = ToRepresentative.PleaseSign(file, await officers.RelayNameAsync(file, cancellationToken), bound, await links.ForRepresentativeAsync(file, cancellationToken));
        await contact.SendAsync(file, file.Representative.Address, mail, cancellationToken);
    }

    /// <summary>What was frozen and not yet in force holds no more.</summary>
    public static async Task VoidDeedsAsync(MembershipDb db, Guid adhesionId, string by, CancellationToken cancellationToken)
    {
        foreach (var deed in await db.Deeds.Where(d => d.AdhesionId == adhesionId && d.InForceFrom == null).ToListAsync(cancellationToken))
            deed.Supersede(by);
    }

    async Task<Deed> DrawAsync(Adhesion file, DeedKind kind, Guid counterpartyId, IReadOnlyList<TextVersion> texts, DeedMandate? mandate, string by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var counterparty = await db.Organisations.SingleAsync(o => o.Id == counterpartyId, cancellationToken);
        var number = await DeedCounter.NextAsync(db, now, cancellationToken);
        var content = new DeedContent(
            number,
            kind,
            now,
            DeedDrawing.Member(new(file.Entity, file.Sector, file.Representative, file.Referent)),
            DeedDrawing.Party(counterparty),
            [.. texts.Select(DeedDrawing.Text)],
            mandate,
            kind is DeedKind.Acte ? Years : null,
            options.Value.Public($"/verifier?numero={number}").AbsoluteUri);
        var bytes = DeedFile.Of(content.Number, DeedPdf.Draw(content), now);
        db.DeedFiles.Add(bytes);
        var deed = Deed.Freeze(content, file.Id, file.OrganisationId, kind is DeedKind.Acte ? null : counterpartyId, bytes.Sha256, by);
        db.Deeds.Add(deed);
        return deed;
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
