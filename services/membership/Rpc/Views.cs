using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Links;
using Dinamis.Membership.Organisations;
using Dinamis.Membership.Register;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using Purpose = Dinamis.Wire.LinkView.Types.Purpose;

namespace Dinamis.Membership.Rpc;

/// <summary>What the aggregates look like on the wire.</summary>
sealed partial class Views(MembershipDb db, Texts.TextCampaigns campaigns, TimeProvider clock)
{
    public async Task<Wire.LinkView> LinkAsync(Link link, Adhesion file, CancellationToken cancellationToken) => new()
    {
        Purpose = link.Purpose,
        Adhesion = link.Purpose switch
        {
            // An expert reads what the body says of itself, and nobody's name.
            Purpose.Opinion => new() { State = file.State, StateSince = file.StateSince.ToTimestamp(), Entity = file.Entity, Sector = file.Sector, WithActe = true },
            Purpose.NewReferent => ToNewReferent(link, file),
            _ => await AdhesionAsync(file, cancellationToken),
        },
        Signature = LinkDesk.Signing.Contains(link.Purpose) && file is { State: AdhesionState.AwaitingRepresentative, Validated: false } ? Signature(link, file, link.CodeProvenAt is not null)
            : link.Purpose is Purpose.Representative && file is { MayNameReferent: true, OneMailbox: false } ? Signature(link, file, link.CodeProvenLately(clock.GetUtcNow())) : null,
        MaskedAddress = Mask(link.Address),
        ExpiresAt = link.ExpiresAt.ToTimestamp(),
        Opinion = link.OpinionId is { } id ? Opinion(await db.Opinions.AsNoTracking().SingleAsync(o => o.Id == id, cancellationToken)) : null,
    };

    Wire.SignatureSession Signature(Link link, Adhesion file, bool proven) => new()
    {
        Proven = proven,
        ByVoice = file.OneMailbox,
        MaskedAddress = file.OneMailbox ? "" : Mask(file.Referent.Address),
        CodeUntil = link.CodeUntil(clock.GetUtcNow())?.ToTimestamp(),
        AttemptsLeft = link.AttemptsLeft,
    };

    /// <summary>Whoever is named as référent reads of which body, and of himself alone.</summary>
    static Wire.AdhesionView ToNewReferent(Link link, Adhesion file) => new()
    {
        State = file.State,
        StateSince = file.StateSince.ToTimestamp(),
        Entity = file.Entity,
        WithActe = true,
        ProposedReferent = file.ProposedReferent.Referent?.Address == link.Address ? file.ProposedReferent : null,
        Referent = file.Referent.Address == link.Address ? file.Referent : null,
    };

    public static Wire.OpinionView Opinion(Opinions.Opinion opinion) => new()
    {
        OpinionId = $"{opinion.Id}",
        Family = opinion.Family,
        Address = opinion.Address,
        Question = opinion.Question,
        AskedAt = opinion.AskedAt.ToTimestamp(),
        Answer = opinion.Answer,
        Comment = opinion.Comment,
        AnsweredAt = opinion.AnsweredAt?.ToTimestamp(),
        RevokedAt = opinion.RevokedAt?.ToTimestamp(),
    };

    public async Task<Wire.AdhesionView> AdhesionAsync(Adhesion file, CancellationToken cancellationToken)
    {
        var deeds = await db.Deeds.AsNoTracking().Where(d => d.AdhesionId == file.Id && d.Status != DeedStatus.Superseded).OrderBy(d => d.Number).ToListAsync(cancellationToken);
        var view = new Wire.AdhesionView
        {
            AdhesionId = $"{file.Id}",
            Version = file.Version,
            State = file.State,
            StateSince = file.StateSince.ToTimestamp(),
            Road = file.Road,
            Relay = await RelayAsync(file, cancellationToken),
            MandateId = file.MandateId is { } mandate ? $"{mandate}" : "",
            Entity = file.Entity,
            Sector = file.Sector,
            Representative = file.Representative,
            Referent = file.Referent,
            Complete = { file.CompleteParts() },
            Deeds = { deeds.Select(Deed) },
            FrozenSha256 = file.FrozenSha256,
            DeedValidatedAt = file.DeedValidatedAt?.ToTimestamp(),
            TextsValidatedAt = file.TextsValidatedAt?.ToTimestamp(),
            Texts = { await TextsAsync(file, cancellationToken) },
            AwaitedTexts = { file is { WithActe: true, State: AdhesionState.Active or AdhesionState.Suspended } ? (await campaigns.AwaitedAsync(file.OrganisationId, cancellationToken)).Select(a => a.Version.Facts) : [] },
            Exchanges = { file.Exchanges },
            Granted = { file.Granted },
            DecisionNote = file.DecisionNote,
            DecidedAt = file.DecidedAt?.ToTimestamp(),
            DecidedBy = file.DecidedBy,
            OrganisationId = $"{file.OrganisationId}",
            Sealing = deeds.Count == 0 ? SealingState.None : deeds.Max(d => d.Sealing),
            Mandate = await MandateAsync(file, cancellationToken),
            WithActe = file.WithActe,
            PreparedByRelay = file.PreparedByRelay,
            AwaitsRelay = deeds.Any(d => d.AwaitsRelay),
            Until = file.Until?.ToTimestamp(),
            EndsAt = file.EndsAt?.ToTimestamp(),
            ProposedRepresentative = file.HasProposal ? file.ProposedRepresentative : null,
            ProposedReferent = file.ProposedReferent.Referent is null ? null : file.ProposedReferent,
            ReferentSince = file.ReferentSince?.ToTimestamp(),
            SignatureFactor = deeds.Find(d => d.ConsentCodeBy.Length > 0) is { ConsentCodeBy: var by } ? new() { ByVoice = by != Link.ByMail, GivenBy = by == Link.ByMail ? "" : by } : null,
            Delegation = file.IsDelegated ? file.Delegation : null,
            Amendment = file.IsAmendment ? file.Amendment : null,
            Departure = file.IsDeparture ? file.Departure : null,
            ProposedDelegation = file.DelegationAskedAt is null ? null : file.ProposedDelegation,
            ProposedEntity = file.ProposedEntity.Entity is null ? null : file.ProposedEntity,
            Renewable = file.Renewable,
            Terminable = file.MayTerminate(clock.GetUtcNow()),
        };
        return view;
    }

    public static Wire.DeedFacts Deed(Deed deed) => new()
    {
        Number = deed.Number,
        Kind = deed.Kind,
        Status = deed.Status,
        Sealing = deed.Sealing,
        OrganisationName = deed.Content.Member.Name,
        Siren = deed.Content.Member.Siren,
        Counterparty = deed.Content.Counterparty.Name,
        FrozenAt = deed.FrozenAt.ToTimestamp(),
        InForceFrom = deed.InForceFrom?.ToTimestamp(),
        Sha256 = deed.FileSha256,
        SignedSha256 = deed.IsCompleted ? deed.Sha256 : "",
        DecidedLicences = { deed.DecidedLicences },
        DecidedAt = deed.DecidedAt?.ToTimestamp(),
        Version = deed.Version,
        SignedByMemberAt = deed.SignedByMemberAt?.ToTimestamp(),
        EndedAt = deed.EndedAt?.ToTimestamp(),
        MandateId = deed.RelayId is null ? "" : $"{deed.MandateId}",
        TemplateNumber = deed.Content.Clauses?.Number ?? 0,
        TemplateSha256 = deed.Content.Clauses?.Sha256 ?? "",
    };

    public static Wire.TextAcceptance Acceptance(Texts.TextAcceptance acceptance, Texts.TextVersion version) => new()
    {
        Family = acceptance.Family,
        Name = version.Facts.Name,
        Number = acceptance.Number,
        Sha256 = acceptance.Sha256,
        InForceFrom = version.InForceFrom.ToTimestamp(),
        AskedAt = acceptance.AskedAt.ToTimestamp(),
        AcceptedAt = acceptance.AcceptedAt?.ToTimestamp(),
        AcceptedBy = acceptance.AcceptedName,
    };

    public static Wire.OrganisationName Name(Organisation organisation) => new()
    {
        OrganisationId = $"{organisation.Id}",
        Name = organisation.ShortName is { Length: > 0 } name ? name : organisation.Name,
        Kind = organisation.Kind,
        Siren = organisation.Siren,
    };

    public static Wire.RelayView Relay(Organisation relay) => new()
    {
        RelayId = $"{relay.Id}",
        Name = relay.Name,
        ShortName = relay.ShortName,
        Siren = relay.Siren,
        Version = relay.Version,
        Mandates =
        {
            relay.Mandates.OrderBy(m => m.From).Select(Mandate),
        },
    };

    public static Wire.MandateView Mandate(Mandate mandate) => new()
    {
        MandateId = $"{mandate.Id}",
        LegalBasis = mandate.LegalBasis,
        From = mandate.From.ToTimestamp(),
        Until = mandate.Until.ToTimestamp(),
        Departments = { mandate.Departments },
        Rights = { mandate.ToWire().Rights },
        Officers = { mandate.Officers },
        Accepts = mandate.Accepts,
        Ended = mandate.EndedAt is not null,
        Documents = { mandate.Documents.Select(d => new Wire.MandateDocument { Sha256 = d.Sha256, AddedAt = d.AddedAt.ToTimestamp() }) },
    };

    /// <summary>The mandate on which the relay's part of the file rests; who may act under it is the relay's affair.</summary>
    async Task<Wire.MandateView?> MandateAsync(Adhesion file, CancellationToken cancellationToken)
    {
        if (file.RelayId is not { } relayId) return null;
        var relay = await db.Organisations.AsNoTracking().SingleAsync(o => o.Id == relayId, cancellationToken);
        var view = Mandate(relay.Mandates.Single(m => m.Id == file.MandateId));
        view.Officers.Clear();
        view.Documents.Clear();
        return view;
    }

    async Task<Wire.RelayRoad?> RelayAsync(Adhesion file, CancellationToken cancellationToken) => file.RelayId is not { } relay ? null : new()
    {
        RelayId = $"{relay}",
        RelayName = await db.Organisations.Where(o => o.Id == relay).Select(o => o.ShortName).SingleAsync(cancellationToken),
        Deed = file.RelayDeed,
    };

    async Task<IEnumerable<Wire.TextVersion>> TextsAsync(Adhesion file, CancellationToken cancellationToken)
    {
        var families = file.Texts.Select(t => t.Family).ToList();
        if (families.Count == 0) return [];
        var texts = await db.Texts.AsNoTracking().Where(t => families.Contains(t.Family)).ToListAsync(cancellationToken);
        return file.Texts.Select(f => texts.Single(t => t.Family == f.Family).Versions.Single(v => v.Number == f.Number).Facts);
    }

    /// <summary>`m…@mairie.fr`.</summary>
    public static string Mask(string address) => address.IndexOf('@') is > 0 and var at ? $"{address[0]}…{address[at..]}" : "";
}
