using Google.Protobuf.WellKnownTypes;
using Side = Dinamis.Wire.ReferentProposal.Types.Side;

namespace Dinamis.Membership.Adhesions;

// Another référent once the acte is in force. The acte names the first one in its annex and stays; the file and the journal hold the change.
sealed partial class Adhesion
{
    /// <summary>Who is named as next référent; without referent when nobody is.</summary>
    public Wire.ReferentProposal ProposedReferent { get; private set; } = new();

    /// <summary>The present référent took the place of another then; null for the one whom the acte names.</summary>
    public DateTimeOffset? ReferentSince { get; private set; }

    /// <summary>Addresses from which accounts must take the role, together with the invitation of the present one.</summary>
    public IReadOnlyList<string> FormerReferents { get; private set; } = [];

    /// <summary>The body is a member: its représentant légal may name another référent.</summary>
    public bool MayNameReferent => WithActe && Life.From(State, Life.ProposeReferent) is not null;

    /// <summary>He manages the accounts of the body: his address is proven and its représentant légal confirms before anything changes.</summary>
    /// <param name="referent">Its address normalized.</param>
    /// <param name="side">Who names him.</param>
    /// <param name="mandate">Under which a relay does, in the name of the body.</param>
    /// <param name="by">The person, or the link of the représentant légal.</param>
    /// <param name="at">Now.</param>
    public void ProposeReferent(Wire.ReferentForm referent, Side side, Wire.MandateOver? mandate, string by, DateTimeOffset at)
    {
        var step = Require(Life.ProposeReferent, when: WithActe);
        new Checks().That(referent.Address != Referent.Address, "referent.address", "Cette adresse est déjà celle du référent.").ThrowIfAny();
        ProposedReferent = new() { Referent = referent, Side = side, ProposedAt = at.ToTimestamp() };
        Go(step, at);
        var act = Act("adhesion.referent-proposed", by, [("side", $"{side}")]);
        if (mandate is not null) (act.RelayId, act.MandateId) = (mandate.RelayId, mandate.MandateId);
        Raise(act);
    }

    /// <summary>The person named reads this address. Whom the représentant légal named himself is référent from now on.</summary>
    public void ProveReferent(string by, DateTimeOffset at)
    {
        var step = Require(Life.ProveReferent);
        if (ProposedReferent.Referent is null) throw new Refused(AdhesionRefusals.NoReferentProven);
        if (ProposedReferent.ProvenAt is not null) return;
        ProposedReferent = new(ProposedReferent) { ProvenAt = at.ToTimestamp() };
        Go(step, at);
        Tell("adhesion.referent-proven", by);
        if (ProposedReferent.Side is Side.Representative) Replace(by, at);
    }

    public void ConfirmReferent(string by, DateTimeOffset at)
    {
        Go(RequireProven(Life.ConfirmReferent), at);
        Replace(by, at);
    }

    public void RefuseReferent(string reason, string by, DateTimeOffset at)
    {
        var step = RequireProven(Life.RefuseReferent);
        new Checks().Filled(reason, "reason", "Dites pourquoi : le référent et la personne proposée le lisent.", 4000).ThrowIfAny();
        ProposedReferent = new();
        Go(step, at);
        Tell("adhesion.referent-not-changed", by);
    }

    void Replace(string by, DateTimeOffset at)
    {
        var (former, next) = (Referent, ProposedReferent.Referent);
        (Referent, ReferentSince, ProposedReferent) = (next, at, new());
        FormerReferents = [.. FormerReferents.Append(former.Address).Except([next.Address])];
        (InvitationDueAt, InvitationAttempts, ReferentInvitedAt) = (at, 0, null);
        Exchange(Wire.Exchange.Types.Kind.Change, $"Référent : {Named(next)}, à la place de {Named(former)}.", "", at);
        Tell("adhesion.referent-changed", by);

        static string Named(Wire.ReferentForm person) => $"{person.GivenName} {person.FamilyName}, {person.Function} ({person.Address})";
    }

    Step RequireProven(Verb verb)
    {
        var step = Require(verb);
        return ProposedReferent.ProvenAt is not null ? step : throw new Refused(AdhesionRefusals.NoReferentProven);
    }
}
