namespace Dinamis.Membership.Adhesions;

// Another représentant légal once the acte is in force: an election, an appointment. The acte still says who signed it.
sealed partial class Adhesion
{
    /// <summary>Whom the référent proposes; without address when nobody is proposed.</summary>
    public Wire.RepresentativeForm ProposedRepresentative { get; private set; } = new();

    public bool HasProposal => ProposedRepresentative.Address.Length > 0;

    /// <summary>His link is worth a notice or a renewal: DINAMIS confirms before it goes to another address, and the present one is told at once.</summary>
    public void ProposeRepresentative(Wire.RepresentativeForm representative, string by, DateTimeOffset at)
    {
        Go(Require(Life.ProposeRepresentative, when: WithActe), at);
        ProposedRepresentative = representative;
        Tell("adhesion.representative-proposed", by);
    }

    public void ConfirmRepresentative(string by, DateTimeOffset at)
    {
        var step = RequireProposal(Life.ConfirmRepresentative);
        (Representative, ProposedRepresentative) = (ProposedRepresentative, new());
        Go(step, at);
        Tell("adhesion.representative-changed", by);
    }

    public void RefuseRepresentative(string reason, string by, DateTimeOffset at)
    {
        var step = RequireProposal(Life.RefuseRepresentative);
        new Checks().Filled(reason, "reason", "Dites pourquoi : le référent et le représentant légal le lisent.", 4000).ThrowIfAny();
        ProposedRepresentative = new();
        Go(step, at);
        Tell("adhesion.representative-not-changed", by);
    }

    Step RequireProposal(Verb verb)
    {
        var step = Require(verb);
        return HasProposal ? step : throw new Refused(AdhesionRefusals.NoProposal);
    }
}
