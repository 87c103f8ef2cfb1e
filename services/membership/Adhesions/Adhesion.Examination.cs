using Google.Protobuf.WellKnownTypes;

namespace Dinamis.Membership.Adhesions;

// DINAMIS's part: examination, decision by family, and the acte in force.
sealed partial class Adhesion
{
    public void BeginExamination(string by, DateTimeOffset at)
    {
        var step = Require(Life.BeginExamination, when: WithActe);
        Go(step, at);
        Tell("adhesion.examination-begun", by);
    }

    /// <param name="field">Field of the forms at which the request aims, or empty.</param>
    public void RequestComplement(string message, string field, string by, DateTimeOffset at, IReadOnlyList<Wire.Attachment>? attachments = null)
    {
        var step = Require(Life.RequestComplement);
        new Checks().Filled(message, "message", "Dites ce qui manque.", 4000)
            .That(field.Length == 0 || FormFields.IsKnown(field), "field", "Cette partie du dossier n’est pas connue.").ThrowIfAny();
        Exchange(Wire.Exchange.Types.Kind.Complement, message, field, at, attachments);
        Go(step, at);
        Tell("adhesion.complement-requested", by);
    }

    /// <summary>Families asked that may be granted only on a favourable opinion.</summary>
    public IEnumerable<string> OpinionsNeeded => Categories.IsForeign(Entity.Category) ? Sector.Families.Where(Categories.HasExpert) : [];

    /// <param name="favoured">Families on which an opinion that counts is favourable.</param>
    public void Accept(IReadOnlyCollection<string> families, string note, string by, DateTimeOffset at, IReadOnlyCollection<string>? favoured = null)
    {
        var step = Require(Life.Accept);
        if (families.Intersect(OpinionsNeeded).Except(favoured ?? []).Any()) throw new Refused(Opinions.OpinionRefusals.Missing);
        new Checks().That(note.Length <= 4000, "note", "4000 caractères au plus.").ThrowIfAny();
        Grant(step, families, note, by, at);
        Tell("adhesion.accepted", by, ("families", string.Join(',', Granted)));
    }

    /// <summary>Acceptance that the relay's mandate gives, from the moment its own file with the body is in force.</summary>
    public void AcceptByMandate(DateTimeOffset at)
    {
        var step = Require(Life.AcceptByMandate, when: MandateId is not null && WithActe && !OpinionsNeeded.Any());
        Grant(step, [.. Sector.Families], "", $"{MandateId}", at);
        TellForRelay("adhesion.accepted", $"{MandateId}", ("families", string.Join(',', Granted)));
    }

    /// <param name="attachments">The decision as a document, where there is one.</param>
    public void Refuse(string reason, string by, DateTimeOffset at, IReadOnlyList<Wire.Attachment>? attachments = null)
    {
        var step = Require(Life.Refuse);
        new Checks().Filled(reason, "reason", "Donnez le motif du refus : il est montré au demandeur.", 4000).ThrowIfAny();
        Exchange(Wire.Exchange.Types.Kind.Refusal, reason, "", at, attachments);
        (DecidedAt, DecidedBy, DecisionNote) = (at, by, reason);
        Go(step, at);
        Tell("adhesion.refused", by);
    }

    /// <summary>There is nothing to decide any more: no signature or answer came, or the body withdrew. It may apply again.</summary>
    public void Drop(string reason, string by, DateTimeOffset at)
    {
        var frozen = State is AdhesionState.AwaitingRepresentative;
        // A deposited avenant whose other party never signs would keep the body from any other file; one that both have signed holds.
        var step = frozen ? RequireUnsigned(Life.Drop) : Require(Life.Drop, when: State is not AdhesionState.Submitted || (!WithActe && EndsAt is null));
        new Checks().Filled(reason, "reason", "Dites pourquoi le dossier est clos : l’organisme le lit.", 4000).ThrowIfAny();
        Exchange(Wire.Exchange.Types.Kind.Closure, reason, "", at);
        (DecidedAt, DecidedBy, DecisionNote) = (at, by, reason);
        // What was to be countersigned is void with it.
        if (frozen || !WithActe) Unfreeze();
        Go(step, at);
        Tell("adhesion.dropped", by);
    }

    /// <summary>The acte may be countersigned, and by this person: not the one who accepted.</summary>
    public void RequireCountersignable(string by)
    {
        Require(IsAmendment ? Life.ActivateWithoutActe : Life.Activate);
        if (DecidedBy == by) throw new Refused(AdhesionRefusals.FourEyes);
    }

    /// <summary>The acte with both signatures is stored and verified again.</summary>
    /// <param name="years">How long it lasts, as it says; none for an acte without term.</param>
    public void Activate(int? years, string by, DateTimeOffset at)
    {
        var step = Require(Life.Activate);
        (Years, Until) = (years, years is { } term ? at.AddYears(term) : null);
        Go(step, at);
        Tell("adhesion.active", by);
    }

    /// <summary>A member's avenant alone is in force: its acte stays as it is, DINAMIS has nothing to decide.</summary>
    public void ActivateWithoutActe(string by, DateTimeOffset at)
    {
        var step = Require(Life.ActivateWithoutActe, when: !WithActe && !(EndsAt > at));
        EndsAt = null;
        Go(step, at);
        Tell("adhesion.active", by);
    }

    /// <summary>Accounts has invited the référent, and taken the role from those whose place he took.</summary>
    /// <param name="since"><see cref="ReferentSince"/> of the one who was invited: another may have taken his place meanwhile.</param>
    public void ReferentInvited(DateTimeOffset? since, string by, DateTimeOffset at)
    {
        if (ReferentInvitedAt is not null || since != ReferentSince) return;
        (ReferentInvitedAt, InvitationDueAt, FormerReferents) = (at, null, []);
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

    void Grant(Step step, IReadOnlyCollection<string> families, string note, string by, DateTimeOffset at)
    {
        if (families.Count == 0 || families.Except(Sector.Families).Any()) throw new Refused(AdhesionRefusals.NothingGranted);
        (Granted, DecisionNote, DecidedAt, DecidedBy) = ([.. Sector.Families.Where(families.Contains)], note, at, by);
        InvitationDueAt = at;
        Go(step, at);
    }
}
