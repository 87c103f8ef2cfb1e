namespace Dinamis.Membership.Register;

/// <summary>Who signs: the body that joins first, then DINAMIS (acte) or the relay (avenant, convention).</summary>
enum DeedParty
{
    None,
    Member,
    Counterparty,
}

/// <summary>One act of the register. Status tells what holds; sealing is a field beside it (DESIGN §2, « Sealing is a step »).</summary>
/// <remarks>
/// The sealing step reads deeds whose <see cref="Sealing"/> is pending (or failed and due), seals for <see cref="SealingFor"/> from the
/// bytes of <see cref="Sha256"/> — <see cref="FrozenSha256"/> for the first signature —, verifies again, and hands the file to
/// <see cref="SealedFiles.RecordAsync"/>, which calls <see cref="SealedBy"/> and moves the file on. It reports a fault by <see cref="SealingFailed"/>.
/// Later, and whatever becomes of the act, the completing step adds to the signed file what proves it for long.
/// </remarks>
sealed partial class Deed : Aggregate
{
    Deed() { }

    public string Number { get; private set; } = "";
    public DeedKind Kind { get; private set; }
    public DeedStatus Status { get; private set; }
    public SealingState Sealing { get; private set; }
    public DeedParty SealingFor { get; private set; }
    public DateTimeOffset? SealingSince { get; private set; }
    public int SealingAttempts { get; private set; }

    /// <summary>Stable code of the last fault; empty when there is none.</summary>
    public string SealingFault { get; private set; } = "";

    /// <summary>Not before this instant.</summary>
    public DateTimeOffset? SealingDueAt { get; private set; }

    public Guid AdhesionId { get; private set; }
    public Guid OrganisationId { get; private set; }
    public Guid? RelayId { get; private set; }
    public Guid? MandateId { get; private set; }
    public DeedContent Content { get; private set; } = null!;

    /// <summary>Digest of the unsigned file that the représentant légal was shown.</summary>
    public string FrozenSha256 { get; private set; } = "";

    /// <summary>Digest of the last sealed file; empty before the first signature.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>Digest of the same file with what proves both signatures without the authorities (level B-LT); empty while it has not been to be had.</summary>
    public string CompletedSha256 { get; private set; } = "";

    /// <summary>When to see next whether the signed file can be completed; none before both signatures and once it is.</summary>
    public DateTimeOffset? CompletionDueAt { get; private set; }

    public bool IsCompleted => CompletedSha256.Length > 0;

    /// <summary>Digest of the file that is given out; the one that the parties received at the signature stays in the register beside it.</summary>
    public string FileSha256 => IsCompleted ? CompletedSha256 : Sha256;

    public DateTimeOffset FrozenAt { get; private set; }

    /// <summary>When the représentant légal validated, by which link.</summary>
    public DateTimeOffset? ConsentAt { get; private set; }
    public string ConsentBy { get; private set; } = "";

    /// <summary>Who told him the code beside the link: a person id, by voice, or <see cref="Links.Link.ByMail"/>; empty for acts signed before codes were asked.</summary>
    public string ConsentCodeBy { get; private set; } = "";
    public DateTimeOffset? SignedByMemberAt { get; private set; }

    /// <summary>Sealed by the body, and an officer of the relay has not signed yet.</summary>
    public bool AwaitsRelay => RelayId is not null && Status is DeedStatus.SignedByMember && Sealing is SealingState.None;

    /// <summary>Person who countersigns; another than the one who accepted.</summary>
    public string CountersignedBy { get; private set; } = "";
    public DateTimeOffset? CountersignedAt { get; private set; }
    public DateTimeOffset? InForceFrom { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Families that DINAMIS's decision names, annexed to the register.</summary>
    public IReadOnlyList<Wire.AcceptedLicence> DecidedLicences { get; private set; } = [];
    public DateTimeOffset? DecidedAt { get; private set; }

    public static Deed Freeze(DeedContent content, Guid adhesionId, Guid organisationId, Guid? relayId, string frozenSha256, string by)
    {
        var deed = new Deed
        {
            Id = Guid.CreateVersion7(content.FrozenAt),
            Number = content.Number,
            Kind = content.Kind,
            Status = DeedStatus.Frozen,
            AdhesionId = adhesionId,
            OrganisationId = organisationId,
            RelayId = relayId,
            MandateId = relayId is null ? null : content.Mandate?.Id,
            Content = content,
            FrozenSha256 = frozenSha256,
            FrozenAt = content.FrozenAt,
        };
        if (content.Clauses is { } clauses) deed.Tell("deed.frozen", by, ("sha256", frozenSha256), ("template", $"{clauses.Number}"), ("template-sha256", clauses.Sha256));
        else deed.Tell("deed.frozen", by, ("sha256", frozenSha256));
        return deed;
    }

    /// <summary>The représentant légal has consented: his signature is to be sealed.</summary>
    public void Consent(string by, DateTimeOffset at, string codeBy = "")
    {
        if (Status is not DeedStatus.Frozen || Sealing is not SealingState.None) throw new Refused(DeedRefusals.NotToSign);
        (ConsentAt, ConsentBy, ConsentCodeBy) = (at, by, codeBy);
        BeginSealing(DeedParty.Member, at);
        if (Content.Member.Delegation is { } delegation) Tell("deed.signed-by-member", by, ("sha256", FrozenSha256), ("decree", delegation.DecreeSha256));
        else Tell("deed.signed-by-member", by, ("sha256", FrozenSha256));
    }

    /// <summary>Another person than the one who decided signs for DINAMIS, or an officer named in the mandate for the relay.</summary>
    /// <param name="sha256">Digest of the file that the page showed.</param>
    public void Countersign(string sha256, string by, DateTimeOffset at)
    {
        if (Status is not DeedStatus.SignedByMember || Sealing is not SealingState.None) throw new Refused(DeedRefusals.NotToCountersign);
        if (sha256 != Sha256) throw new Refused(Refusals.Stale);
        (CountersignedBy, CountersignedAt) = (by, at);
        BeginSealing(DeedParty.Counterparty, at);
        Tell("deed.countersigned", by, ("sha256", sha256));
    }

    /// <summary>Notes DINAMIS's decision, which the acte refers to.</summary>
    public void AnnexDecision(IReadOnlyList<Wire.AcceptedLicence> licences, string by, DateTimeOffset at)
    {
        (DecidedLicences, DecidedAt) = (licences, at);
        Tell("deed.decision-annexed", by);
    }

    /// <summary>A newer file takes its place, or the adhesion ended before both signed.</summary>
    public void Supersede(string by)
    {
        if (Status is DeedStatus.Superseded) return;
        if (InForceFrom is not null) throw new Refused(DeedRefusals.InForce);
        (Status, Sealing, SealingFor, SealingDueAt) = (DeedStatus.Superseded, SealingState.None, DeedParty.None, null);
        Tell("deed.superseded", by);
    }

    public void Suspend(string by) => Turn(DeedStatus.InForce, DeedStatus.Suspended, "deed.suspended", by);

    public void Resume(string by) => Turn(DeedStatus.Suspended, DeedStatus.InForce, "deed.resumed", by);

    /// <summary>It binds no more; its file stays in the register for ever.</summary>
    /// <param name="status">Terminated or expired.</param>
    public void End(DeedStatus status, string by, DateTimeOffset at)
    {
        if (Status is not (DeedStatus.InForce or DeedStatus.Suspended)) throw new Refused(DeedRefusals.NotInForce);
        (Status, EndedAt) = (status, at);
        Tell(status is DeedStatus.Expired ? "deed.expired" : "deed.terminated", by);
    }

    void Turn(DeedStatus from, DeedStatus to, string verb, string by)
    {
        if (Status != from) throw new Refused(DeedRefusals.NotInForce);
        Status = to;
        Tell(verb, by);
    }

    void Tell(string verb, string by, params ReadOnlySpan<(string Key, string Value)> facts)
    {
        var act = Acts.Of(verb, by, OrganisationId, "deed", Number, Version, facts);
        // The journal's extract of an adhesion holds its acts too.
        act.Facts["adhesion"] = $"{AdhesionId}";
        // A deed of the relay is done under its mandate; the acte and its avenants are DINAMIS's affair.
        if (RelayId is not null) (act.RelayId, act.MandateId) = ($"{RelayId}", $"{MandateId}");
        Raise(act);
    }
}
