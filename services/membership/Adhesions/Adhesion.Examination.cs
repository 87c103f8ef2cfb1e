using Google.Protobuf.WellKnownTypes;

namespace Dinamis.Membership.Adhesions;

// DINAMIS's part: examination, decision by family, and the acte in force.
sealed partial class Adhesion
{
    public void BeginExamination(string by, DateTimeOffset at)
    {
        if (State is not AdhesionState.Submitted || !WithActe) throw new Refused(AdhesionRefusals.NotSubmitted);
        GoTo(AdhesionState.UnderExamination, at);
        Tell("adhesion.examination-begun", by);
    }

    /// <param name="field">Field of the forms at which the request aims, or empty.</param>
    public void RequestComplement(string message, string field, string by, DateTimeOffset at)
    {
        RequireExamination();
        new Checks().Filled(message, "message", "Dites ce qui manque.", 4000).ThrowIfAny();
        Exchange(Wire.Exchange.Types.Kind.Complement, message, field, at);
        GoTo(AdhesionState.ComplementRequested, at);
        Tell("adhesion.complement-requested", by);
    }

    public void Accept(IReadOnlyCollection<string> families, string note, string by, DateTimeOffset at)
    {
        RequireExamination();
        new Checks().That(note.Length <= 4000, "note", "4000 caractères au plus.").ThrowIfAny();
        Grant(families, note, by, at);
        Tell("adhesion.accepted", by, ("families", string.Join(',', Granted)));
    }

    /// <summary>Acceptance that the relay's mandate gives, from the moment its own file with the body is in force.</summary>
    public void AcceptByMandate(DateTimeOffset at)
    {
        if (State is not (AdhesionState.Submitted or AdhesionState.UnderExamination) || MandateId is not { } mandate || !WithActe)
            throw new Refused(AdhesionRefusals.NotUnderExamination);
        Grant([.. Sector.Families], "", $"{mandate}", at);
        TellForRelay("adhesion.accepted", $"{mandate}", ("families", string.Join(',', Granted)));
    }

    public void Refuse(string reason, string by, DateTimeOffset at)
    {
        RequireExamination();
        new Checks().Filled(reason, "reason", "Donnez le motif du refus : il est montré au demandeur.", 4000).ThrowIfAny();
        Exchange(Wire.Exchange.Types.Kind.Refusal, reason, "", at);
        (DecidedAt, DecidedBy, DecisionNote) = (at, by, reason);
        Close(AdhesionState.Refused, at);
        Tell("adhesion.refused", by);
    }

    /// <summary>The acte may be countersigned, and by this person: not the one who accepted.</summary>
    public void RequireCountersignable(string by)
    {
        if (State is not AdhesionState.Accepted) throw new Refused(AdhesionRefusals.NotAccepted);
        if (DecidedBy == by) throw new Refused(AdhesionRefusals.FourEyes);
    }

    /// <summary>The acte with both signatures is stored and verified again.</summary>
    public void Activate(string by, DateTimeOffset at)
    {
        if (State is not AdhesionState.Accepted) throw new Refused(AdhesionRefusals.NotAccepted);
        Close(AdhesionState.Active, at);
        Tell("adhesion.active", by);
    }

    /// <summary>A member's avenant alone is in force: its acte stays as it is, DINAMIS has nothing to decide.</summary>
    public void ActivateWithoutActe(string by, DateTimeOffset at)
    {
        if (State is not AdhesionState.Submitted || WithActe) throw new Refused(AdhesionRefusals.NotSubmitted);
        Close(AdhesionState.Active, at);
        Tell("adhesion.active", by);
    }

    /// <summary>Accounts has invited the référent.</summary>
    public void ReferentInvited(string by, DateTimeOffset at)
    {
        if (ReferentInvitedAt is not null) return;
        (ReferentInvitedAt, InvitationDueAt) = (at, null);
        Tell("adhesion.referent-invited", by);
    }

    /// <summary>Accounts could not, or would not: asked again later, so that one file holds up no other.</summary>
    public void InvitationFailed(DateTimeOffset at)
    {
        if (InvitationDueAt is null) return;
        InvitationAttempts++;
        InvitationDueAt = at + TimeSpan.FromSeconds(Math.Min(600, Math.Pow(2, InvitationAttempts)));
    }

    /// <summary>What the représentant légal accepted and DINAMIS granted: the charter and the families of the decision.</summary>
    public IReadOnlyList<Wire.AcceptedLicence> AcceptedLicences() =>
        [.. Texts.Where(t => t.Family == Membership.Texts.Text.Charter || Granted.Contains(t.Family))
            .Select(t => new Wire.AcceptedLicence { Family = t.Family, Version = t.Number, AcceptedAt = TextsValidatedAt!.Value.ToTimestamp() })];

    void Grant(IReadOnlyCollection<string> families, string note, string by, DateTimeOffset at)
    {
        if (families.Count == 0 || families.Except(Sector.Families).Any()) throw new Refused(AdhesionRefusals.NothingGranted);
        (Granted, DecisionNote, DecidedAt, DecidedBy) = ([.. Sector.Families.Where(families.Contains)], note, at, by);
        InvitationDueAt = at;
        GoTo(AdhesionState.Accepted, at);
    }

    void RequireExamination()
    {
        if (State is not AdhesionState.UnderExamination) throw new Refused(AdhesionRefusals.NotUnderExamination);
    }
}
