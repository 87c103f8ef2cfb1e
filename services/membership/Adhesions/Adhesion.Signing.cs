using Google.Protobuf.WellKnownTypes;

namespace Dinamis.Membership.Adhesions;

// From the freeze to the deposit: what the représentant légal is shown, and what he does with it.
sealed partial class Adhesion
{
    /// <summary>Every part of the form holds what the acte needs.</summary>
    /// <exception cref="Refused">With all the faulty fields at once.</exception>
    public void RequireComplete()
    {
        Require(Life.Freeze);
        var checks = new FormChecks().Entity(Entity).Representative(Representative).Referent(Referent);
        (WithActe ? checks.Sector(Sector) : checks).ThrowIfAny();
    }

    /// <summary>What is written now is what will be signed: the représentant légal is asked to.</summary>
    /// <param name="frozenSha256">Digest over the frozen files and texts.</param>
    /// <param name="byRelay">An officer sent it, in the name of the body.</param>
    /// <param name="attachments">What the référent joined, if anything.</param>
    public void Freeze(string frozenSha256, IReadOnlyList<FrozenText> texts, string message, string by, DateTimeOffset at, bool byRelay = false, IReadOnlyList<Wire.Attachment>? attachments = null)
    {
        RequireComplete();
        var step = Require(Life.Freeze);
        if (State is AdhesionState.ComplementRequested) Exchange(Wire.Exchange.Types.Kind.Answer, message, "", at, attachments);
        else if (attachments is { Count: > 0 }) Exchange(Wire.Exchange.Types.Kind.Enclosure, message, "", at, attachments);
        (FrozenSha256, FrozenForms, Texts) = (frozenSha256, DigestOfForms(), texts);
        (DeedValidatedAt, TextsValidatedAt, EndNoticedAt) = (null, null, null);
        Go(step, at);
        if (byRelay) TellForRelay("adhesion.frozen", by, ("sha256", frozenSha256));
        else Tell("adhesion.frozen", by, ("sha256", frozenSha256));
    }

    /// <summary>Answers a complement without touching what was signed: the examination goes on.</summary>
    public void Answer(string message, string by, DateTimeOffset at, IReadOnlyList<Wire.Attachment>? attachments = null)
    {
        var step = Require(Life.Answer, when: !FormsChangedSinceFreeze);
        Exchange(Wire.Exchange.Types.Kind.Answer, message, "", at, attachments);
        Go(step, at);
        Tell("adhesion.answered", by);
    }

    /// <summary>First validation: the acte, and the avenant or convention with the relay.</summary>
    /// <returns>True when this was the last one: sealing begins.</returns>
    public bool ValidateDeed(string frozenSha256, string by, DateTimeOffset at)
    {
        RequireFrozen(frozenSha256);
        if (DeedValidatedAt is not null) return false;
        DeedValidatedAt = at;
        // He signs himself: whoever he named does not.
        Ask(null);
        Tell("adhesion.deed-validated", by, ("sha256", frozenSha256));
        return Validated;
    }

    /// <summary>Second validation: charter and licences.</summary>
    /// <returns>True when this was the last one: sealing begins.</returns>
    public bool ValidateTexts(string frozenSha256, string by, DateTimeOffset at)
    {
        RequireFrozen(frozenSha256);
        if (TextsValidatedAt is not null || !WithActe) return false;
        TextsValidatedAt = at;
        Ask(null);
        Tell("adhesion.texts-validated", by, ("sha256", frozenSha256));
        return Validated;
    }

    /// <summary>Whose link needs a code beside it: whoever signs, or in an adhesion in force the représentant légal, who may name another référent by it.</summary>
    public Wire.RepresentativeForm CodeHolder => MayNameReferent ? Representative : Signatory;

    /// <summary>The référent reads the same mailbox: a code mailed to the one proves nothing of the other.</summary>
    public bool OneMailbox => CodeHolder.Address == Referent.Address;

    /// <summary>A code was mailed, told by voice, shown, or was wrong. Two attempts at once collide here.</summary>
    public void NoteCode(string verb, string by, bool forRelay = false)
    {
        if (!MayNameReferent) RequireUnsigned(Life.Validate);
        if (forRelay) TellForRelay(verb, by);
        else Tell(verb, by);
    }

    /// <summary>The relay has the représentant légal asked again: what is frozen stays, the link is a new one.</summary>
    public void Remind(string by)
    {
        RequireUnsigned(Life.Remind);
        TellForRelay("adhesion.reminded", by);
    }

    /// <summary>The représentant légal found a fault: the file goes back to the référent, and what was frozen is void.</summary>
    public void AskCorrection(string message, string by, DateTimeOffset at)
    {
        var step = RequireUnsigned(Life.AskCorrection);
        if (IsAmendment || IsDeparture) throw new Refused(AdhesionRefusals.NotToCorrect);
        new Checks().Filled(message, "message", "Dites ce qui est à corriger.", 4000).ThrowIfAny();
        Exchange(Wire.Exchange.Types.Kind.Correction, message, "", at);
        Unfreeze();
        Saved(step, at);
        Tell("adhesion.correction-asked", by);
    }

    /// <summary>The représentant légal does not want to sign.</summary>
    public void Decline(string message, string by, DateTimeOffset at)
    {
        var step = RequireUnsigned(Life.Decline);
        if (!string.IsNullOrWhiteSpace(message)) Exchange(Wire.Exchange.Types.Kind.Refusal, message, "", at);
        Unfreeze();
        Go(step, at);
        Tell("adhesion.declined", by);
    }

    /// <summary>Every frozen file is sealed by the représentant légal, stored and verified: the file is deposited.</summary>
    public void Submit(string by, DateTimeOffset at)
    {
        Go(Require(Life.Submit, when: Validated), at);
        SubmittedAt ??= at;
        Tell("adhesion.submitted", by, ("sha256", FrozenSha256));
    }

    void RequireFrozen(string frozenSha256)
    {
        Require(Life.Validate);
        // The page showed something else than what stands here: as dead as a link to it.
        if (frozenSha256 != FrozenSha256) throw new Refused(Links.LinkRefusals.Gone);
    }

    Step RequireUnsigned(Verb verb)
    {
        var step = Require(verb);
        return Validated ? throw new Refused(AdhesionRefusals.AlreadyValidated) : step;
    }

    void Unfreeze()
    {
        (FrozenSha256, FrozenForms, Texts) = ("", "", []);
        (DeedValidatedAt, TextsValidatedAt) = (null, null);
        Ask(null);
    }

    void Exchange(Wire.Exchange.Types.Kind kind, string message, string field, DateTimeOffset at, IReadOnlyList<Wire.Attachment>? attachments = null) =>
        Exchanges = [.. Exchanges, new() { Kind = kind, Message = message, Field = field, At = at.ToTimestamp(), Attachments = { attachments ?? [] } }];
}
