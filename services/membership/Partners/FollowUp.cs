using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Batches;
using Dinamis.Membership.Links;
using Dinamis.Membership.Organisations;
using Dinamis.Membership.Rpc;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using Purpose = Dinamis.Wire.LinkView.Types.Purpose;
using Stage = Dinamis.Wire.PartnerView.Types.Stage;

namespace Dinamis.Membership.Partners;

/// <summary>How far each body of a registry is from its signature: asked inside the query to filter and count, and of one page to show it.</summary>
sealed class FollowUp(MembershipDb db)
{
    static readonly AdhesionState[] signed = [AdhesionState.Submitted, AdhesionState.UnderExamination, AdhesionState.ComplementRequested, AdhesionState.Accepted];
    static readonly AdhesionState[] inForce = [AdhesionState.Active, AdhesionState.Suspended];
    static readonly AdhesionState[] closed = [AdhesionState.Refused, AdhesionState.ClosedWithoutAction, AdhesionState.Terminated, AdhesionState.Expired];

    public static readonly IReadOnlyList<Stage> Stages = [Stage.Lacking, Stage.Ready, Stage.Preparing, Stage.Sent, Stage.Opened, Stage.Silent, Stage.Signed, Stage.InForce, Stage.Left, Stage.Closed];

    /// <summary>The bodies of a registry that a filter names; its pages are the caller's affair.</summary>
    /// <param name="relay">Whose registry.</param>
    /// <param name="filter">What is empty filters nothing.</param>
    /// <param name="now">UTC.</param>
    /// <param name="anyStage">The stage of the filter is left aside.</param>
    public IQueryable<Partner> Find(Guid relay, Wire.ListPartnersRequest filter, DateTimeOffset now, bool anyStage = false)
    {
        var found = db.Partners.AsNoTracking().Where(p => p.RelayId == relay);
        if (filter.PartnerId.Length > 0)
        {
            var id = Guid.TryParse(filter.PartnerId, out var partner) ? partner : throw new Refused(Refusals.NotFound);
            found = found.Where(p => p.Id == id);
        }
        if (filter.States.Count > 0)
        {
            var none = filter.States.Contains(AdhesionState.Unspecified);
            found = found.Where(p => (none && !Files(relay).Any(a => a.Siren == p.Siren)) || Last(relay).Any(a => a.Siren == p.Siren && filter.States.Contains(a.State) && (a.State != AdhesionState.Active || a.RelayDeed != DeedKind.Departure)));
        }
        if (filter.AwaitsRelay)
        {
            var waiting = db.Deeds.AwaitingRelay().Where(d => d.RelayId == relay).Select(d => d.AdhesionId);
            found = found.Where(p => Files(relay).Any(a => a.Siren == p.Siren && waiting.Contains(a.Id)));
        }
        if (filter.HasPartner) found = found.Where(p => p.IsPartner == filter.Partner);
        if (filter.HasInterested) found = found.Where(p => p.IsInterested == filter.Interested);
        if (filter.Department.Length > 0) found = found.Where(p => p.Department == filter.Department);
        if (filter.BatchId.Length > 0)
        {
            var batch = Guid.TryParse(filter.BatchId, out var id) ? id : throw new Refused(Refusals.NotFound);
            found = found.Where(p => db.BatchLines.Any(l => l.BatchId == batch && l.PartnerId == p.Id));
        }
        foreach (var word in Folding.Key(filter.Text).Split(' ', StringSplitOptions.RemoveEmptyEntries)) found = found.Where(p => p.SearchKey.Contains(word));
        return anyStage || filter.Stage is Stage.Unspecified ? found : At(found, relay, filter.Stage, now);
    }

    /// <summary>Those at one stage.</summary>
    public IQueryable<Partner> At(IQueryable<Partner> partners, Guid relay, Stage stage, DateTimeOffset now)
    {
        var since = now - BatchStep.Silence;
        var mails = db.Links.Where(l => l.Purpose == Purpose.Representative || l.Purpose == Purpose.Delegate);
        var awaited = Last(relay).Where(a => a.State == AdhesionState.AwaitingRepresentative);
        return stage switch
        {
            Stage.Lacking => Without(partners, relay).Where(p => !p.HasPersons || (!p.HasBody && !db.Organisations.Any(o => o.Siren == p.Siren && o.Kind == OrganisationKind.Entity && o.ActInForce))),
            Stage.Ready => Without(partners, relay).Where(p => p.HasPersons && (p.HasBody || db.Organisations.Any(o => o.Siren == p.Siren && o.Kind == OrganisationKind.Entity && o.ActInForce))),
            Stage.Preparing => In([AdhesionState.Draft]),
            Stage.Silent => partners.Where(p => awaited.Any(a => a.Siren == p.Siren && !mails.Any(l => l.AdhesionId == a.Id && l.SentAt > since))),
            Stage.Opened => partners.Where(p => awaited.Any(a => a.Siren == p.Siren && mails.Any(l => l.AdhesionId == a.Id && l.SentAt > since) && mails.Any(l => l.AdhesionId == a.Id && l.FrozenSha256 == a.FrozenSha256 && l.OpenedAt != null))),
            Stage.Sent => partners.Where(p => awaited.Any(a => a.Siren == p.Siren && mails.Any(l => l.AdhesionId == a.Id && l.SentAt > since) && !mails.Any(l => l.AdhesionId == a.Id && l.FrozenSha256 == a.FrozenSha256 && l.OpenedAt != null))),
            Stage.Signed => In(signed),
            Stage.InForce => partners.Where(p => Last(relay).Any(a => a.Siren == p.Siren && inForce.Contains(a.State) && a.RelayDeed != DeedKind.Departure)),
            Stage.Left => partners.Where(p => Last(relay).Any(a => a.Siren == p.Siren && a.State == AdhesionState.Active && a.RelayDeed == DeedKind.Departure)),
            _ => In(closed),
        };

        IQueryable<Partner> In(AdhesionState[] states) => partners.Where(p => Last(relay).Any(a => a.Siren == p.Siren && states.Contains(a.State)));
    }

    /// <summary>What became of the bodies of one page.</summary>
    public async Task<IReadOnlyList<Wire.PartnerView>> ViewsAsync(Guid relay, IReadOnlyList<Partner> page, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (sirens, ids) = (page.Select(p => p.Siren).ToList(), page.Select(p => p.Id).ToList());
        var files = (await Files(relay).Where(a => sirens.Contains(a.Siren)).ToListAsync(cancellationToken)).GroupBy(a => a.Siren).ToDictionary(g => g.Key, g => g.MaxBy(a => a.StateSince)!);
        var fileIds = files.Values.Select(f => f.Id).ToList();
        var awaitsRelay = await db.Deeds.AwaitingRelay().Where(d => fileIds.Contains(d.AdhesionId)).Select(d => d.AdhesionId).ToHashSetAsync(cancellationToken);
        var bodies = await db.Organisations.AsNoTracking().Where(o => o.Kind == OrganisationKind.Entity && sirens.Contains(o.Siren)).ToDictionaryAsync(o => o.Siren, cancellationToken);
        var mails = (await db.Links.AsNoTracking().Where(l => fileIds.Contains(l.AdhesionId) && (l.Purpose == Purpose.Representative || l.Purpose == Purpose.Delegate)).ToListAsync(cancellationToken)).ToLookup(l => l.AdhesionId);
        var contacts = (await db.PartnerLinks.AsNoTracking().Where(l => ids.Contains(l.PartnerId)).ToListAsync(cancellationToken)).ToLookup(l => l.PartnerId);
        return [.. page.Select(View)];

        Wire.PartnerView View(Partner partner)
        {
            var (file, body) = (files.GetValueOrDefault(partner.Siren), bodies.GetValueOrDefault(partner.Siren));
            var member = body?.ActInForce is true;
            List<Link> sent = file is null ? [] : [.. mails[file.Id].Where(l => l.FrozenSha256 == file.FrozenSha256).OrderBy(l => l.SentAt)];
            var asked = contacts[partner.Id].ToList();
            var lacks = partner.Lacks(member);
            return new(partner.Facts)
            {
                AdhesionId = file is null ? "" : $"{file.Id}",
                State = file?.State ?? AdhesionState.Unspecified,
                StateSince = file?.StateSince.ToTimestamp(),
                UnderMandate = body?.MandatesOver.Any(m => m.RelayId == $"{partner.RelayId}") is true,
                Member = member,
                AwaitsRelay = file is not null && awaitsRelay.Contains(file.Id),
                CameAlone = file is { PreparedByRelay: false, IsDeparture: false },
                Departure = file is { IsDeparture: true },
                Stage = StageOf(file, sent, lacks.Count > 0, now),
                Lacks = { lacks },
                SentAt = sent.FirstOrDefault()?.SentAt.ToTimestamp(),
                LastSentAt = sent.LastOrDefault()?.SentAt.ToTimestamp(),
                Mails = sent.Count,
                OpenedAt = sent.Find(l => l.OpenedAt is not null)?.OpenedAt?.ToTimestamp(),
                AskedAt = asked.Where(l => l.Asks).Max(l => (DateTimeOffset?)l.SentAt)?.ToTimestamp(),
                AnsweredAt = asked.Max(l => l.AnsweredAt)?.ToTimestamp(),
                ObjectedAt = asked.Max(l => l.ObjectedAt)?.ToTimestamp(),
            };
        }
    }

    static Stage StageOf(Adhesion? file, List<Link> sent, bool lacks, DateTimeOffset now) => file?.State switch
    {
        null => lacks ? Stage.Lacking : Stage.Ready,
        AdhesionState.Draft => Stage.Preparing,
        AdhesionState.AwaitingRepresentative when !sent.Exists(l => l.SentAt > now - BatchStep.Silence) => Stage.Silent,
        AdhesionState.AwaitingRepresentative => sent.Exists(l => l.OpenedAt is not null) ? Stage.Opened : Stage.Sent,
        AdhesionState.Active when file.IsDeparture => Stage.Left,
        { } state when signed.Contains(state) => Stage.Signed,
        { } state when inForce.Contains(state) => Stage.InForce,
        _ => Stage.Closed,
    };

    IQueryable<Partner> Without(IQueryable<Partner> partners, Guid relay) => partners.Where(p => !Files(relay).Any(a => a.Siren == p.Siren));

    /// <summary>The relay's files. A draft whose address is not proven yet is nobody's; a departure that came to nothing leaves the body where it was, and one that took effect tells of the avenant that it ended.</summary>
    IQueryable<Adhesion> Files(Guid relay) => db.Adhesions.AsNoTracking().Where(a => a.RelayId == relay && (a.State != AdhesionState.Draft || a.OpenSiren != null)
        && (a.RelayDeed != DeedKind.Departure || a.State != AdhesionState.ClosedWithoutAction) && (a.WithActe || a.State != AdhesionState.Terminated));

    /// <summary>The last one of each body.</summary>
    IQueryable<Adhesion> Last(Guid relay) => Files(relay).Where(a => !Files(relay).Any(later => later.Siren == a.Siren && later.StateSince > a.StateSince));
}
