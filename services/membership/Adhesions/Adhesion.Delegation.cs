using Google.Protobuf.WellKnownTypes;

namespace Dinamis.Membership.Adhesions;

// Another person signs what is frozen in place of the représentant légal, by a decree of his that DINAMIS examines. It is worth that signature and
// nothing else: what follows the acte (renewal, notice, new versions of texts) is asked of the représentant légal.
sealed partial class Adhesion
{
    /// <summary>What the représentant légal gives and DINAMIS has not examined; without delegate when there is nothing to examine.</summary>
    public Wire.SignatureDelegation ProposedDelegation { get; private set; } = new();

    /// <summary>A delegation waits for DINAMIS since then; null when none does.</summary>
    public DateTimeOffset? DelegationAskedAt { get; private set; }

    /// <summary>By which the acte is, or was, signed; without delegate when the représentant légal signs himself.</summary>
    public Wire.SignatureDelegation Delegation { get; private set; } = new();

    public bool IsDelegated => Delegation.Delegate is not null;

    /// <summary>Whoever signs what is frozen.</summary>
    public Wire.RepresentativeForm Signatory => Delegation.Delegate ?? Representative;

    /// <summary>Nothing is signed yet: the représentant légal may name who signs.</summary>
    public bool MayDelegate => Life.From(State, Life.NameDelegate) is not null && !Validated;

    /// <param name="delegation">Who signs, and the decree; its address normalized.</param>
    /// <param name="by">The link of the représentant légal.</param>
    /// <param name="at">Now.</param>
    public void NameDelegate(Wire.SignatureDelegation delegation, string by, DateTimeOffset at)
    {
        var step = RequireUnsigned(Life.NameDelegate);
        new FormChecks().Delegation(delegation, Representative, at).ThrowIfAny();
        Ask(new(delegation) { NamedAt = at.ToTimestamp() });
        Go(step, at);
        Tell("adhesion.delegate-named", by, ("decree", delegation.Decree!.Sha256));
    }

    /// <summary>What was frozen for the représentant légal is frozen anew for the person who signs by delegation.</summary>
    /// <param name="frozenSha256">Digest over the files that name the delegation, and the texts.</param>
    public void ConfirmDelegation(string frozenSha256, IReadOnlyList<FrozenText> texts, string by, DateTimeOffset at)
    {
        var step = RequireDelegationAsked(Life.ConfirmDelegation);
        Delegation = new(ProposedDelegation) { ConfirmedAt = at.ToTimestamp(), ConfirmedBy = by };
        Refreeze(frozenSha256, texts);
        Go(step, at);
        Tell("adhesion.delegation-confirmed", by, ("decree", Delegation.Decree.Sha256), ("sha256", frozenSha256));
    }

    public void RefuseDelegation(string reason, string by, DateTimeOffset at)
    {
        var step = RequireDelegationAsked(Life.RefuseDelegation);
        new Checks().Filled(reason, "reason", "Dites pourquoi : le référent et le représentant légal le lisent.", 4000).ThrowIfAny();
        var decree = ProposedDelegation.Decree;
        Exchange(Wire.Exchange.Types.Kind.Delegation, reason, "", at, [decree]);
        Ask(null);
        Go(step, at);
        Tell("adhesion.delegation-refused", by, ("decree", decree.Sha256));
    }

    /// <summary>Whoever was to sign by delegation leaves it to the représentant légal.</summary>
    /// <param name="message">Why: the référent and the représentant légal read it.</param>
    /// <param name="frozenSha256">Digest over the files, made anew without the delegation, and the texts.</param>
    public void ReturnSignature(string message, string frozenSha256, IReadOnlyList<FrozenText> texts, string by, DateTimeOffset at)
    {
        var step = RequireDelegated();
        new Checks().Filled(message, "message", "Dites pourquoi : le représentant légal et le référent le lisent.", 4000).ThrowIfAny();
        var decree = Delegation.Decree;
        Exchange(Wire.Exchange.Types.Kind.Delegation, message, "", at, [decree]);
        Delegation = new();
        Refreeze(frozenSha256, texts);
        Go(step, at);
        Tell("adhesion.signature-returned", by, ("decree", decree.Sha256), ("sha256", frozenSha256));
    }

    /// <summary>There is a delegation to examine, and nobody has signed.</summary>
    public void RequireDelegationAsked() => RequireDelegationAsked(Life.ConfirmDelegation);

    /// <summary>Somebody signs by delegation, and has not yet.</summary>
    public Step RequireDelegated()
    {
        var step = RequireUnsigned(Life.ReturnSignature);
        return IsDelegated ? step : throw new Refused(AdhesionRefusals.NotDelegated);
    }

    Step RequireDelegationAsked(Verb verb)
    {
        var step = RequireUnsigned(verb);
        return DelegationAskedAt is not null ? step : throw new Refused(AdhesionRefusals.NoDelegationAsked);
    }

    void Refreeze(string frozenSha256, IReadOnlyList<FrozenText> texts)
    {
        (FrozenSha256, Texts) = (frozenSha256, texts);
        (DeedValidatedAt, TextsValidatedAt) = (null, null);
        Ask(null);
    }

    void Ask(Wire.SignatureDelegation? delegation) => (ProposedDelegation, DelegationAskedAt) = (delegation ?? new(), delegation?.NamedAt.ToDateTimeOffset());

    /// <summary>A delegation is given by one person: with another représentant légal it holds no more.</summary>
    void EndDelegationUnless(Wire.RepresentativeForm same)
    {
        if (IsDelegated && !SamePerson(same, Representative)) Delegation = new();
    }

    internal static bool SamePerson(Wire.RepresentativeForm a, Wire.RepresentativeForm b) =>
        Folding.Key($"{a.GivenName} {a.FamilyName}") == Folding.Key($"{b.GivenName} {b.FamilyName}");
}
