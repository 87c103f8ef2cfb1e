using Google.Protobuf.WellKnownTypes;

namespace Dinamis.Membership.Adhesions;

// Another name or address of the same body once the acte is in force. The SIREN tells which body is bound: as long as it stays, so does the
// acte, as it was signed. Another address is recorded; another name or legal form is agreed by an avenant (Adhesion.Amendment.cs). A body with
// another SIREN (a merger) is another party, and joins by an acte of its own.
sealed partial class Adhesion
{
    /// <summary>What the référent tells; without entity when nothing is.</summary>
    public Wire.EntityProposal ProposedEntity { get; private set; } = new();

    /// <param name="changed">Name, legal form and seat; the rest of the form is left as it is.</param>
    /// <param name="message">On what the change rests.</param>
    /// <param name="by">The référent.</param>
    /// <param name="at">Now.</param>
    /// <param name="attachments">Deliberation, decree: what he joined, if anything.</param>
    public void ProposeEntity(Wire.EntityForm changed, string message, string by, DateTimeOffset at, IReadOnlyList<Wire.Attachment>? attachments = null)
    {
        var step = Require(Life.ProposeEntity, when: WithActe);
        var entity = new Wire.EntityForm(Entity)
        {
            Name = changed.Name.Trim(),
            LegalForm = changed.LegalForm.Trim(),
            Street = changed.Street.Trim(),
            PostalCode = changed.PostalCode.Trim(),
            Town = changed.Town.Trim(),
            Department = changed.Department,
        };
        new FormChecks().Entity(entity).ThrowIfAny();
        new Checks()
            .That(!entity.Equals(Entity), "entity.name", "Rien n’a changé : corrigez le nom ou l’adresse.")
            .Filled(message, "message", "Dites sur quoi repose ce changement : délibération, arrêté, date.", 2000)
            .ThrowIfAny();
        ProposedEntity = new() { Entity = entity, Message = message, ProposedAt = at.ToTimestamp(), Attachments = { attachments ?? [] } };
        Go(step, at);
        Tell("adhesion.change-proposed", by);
    }

    /// <summary>What is proposed is another name or legal form, which an avenant agrees; otherwise an address, which is recorded.</summary>
    public bool NeedsAmendment => ProposedEntity.Entity is { } entity && (entity.Name != Entity.Name || entity.LegalForm != Entity.LegalForm);

    /// <returns>What was confirmed. An address counts from now on; a name once the avenant that follows is sealed by both.</returns>
    public Wire.EntityProposal ConfirmEntity(string by, DateTimeOffset at)
    {
        var step = RequireEntityProposal(Life.ConfirmEntity);
        var (confirmed, amended) = (ProposedEntity, NeedsAmendment);
        ProposedEntity = new();
        if (amended) Exchange(Wire.Exchange.Types.Kind.Change, $"Avenant à signer : {Named(confirmed.Entity)}, au lieu de : {Named(Entity)}.", "", at, confirmed.Attachments);
        else Record(confirmed.Entity, confirmed.Attachments, at);
        Go(step, at);
        if (amended) Tell("adhesion.change-confirmed", by);
        else Tell("adhesion.changed", by, ("name", "same"), ("seat", "other"));
        return confirmed;
    }

    void Record(Wire.EntityForm after, IReadOnlyList<Wire.Attachment> attachments, DateTimeOffset at)
    {
        var before = Entity;
        Entity = after;
        SearchKey = Folding.Key($"{Entity.Name} {Siren}");
        Exchange(Wire.Exchange.Types.Kind.Change, $"{Named(after)}, au lieu de : {Named(before)}.", "", at, attachments);
    }

    static string Named(Wire.EntityForm entity) => $"{entity.Name}, {entity.LegalForm}, {entity.Street}, {entity.PostalCode} {entity.Town}";

    public void RefuseEntity(string reason, string by, DateTimeOffset at)
    {
        var step = RequireEntityProposal(Life.RefuseEntity);
        new Checks().Filled(reason, "reason", "Dites pourquoi : le référent et le représentant légal le lisent.", 4000).ThrowIfAny();
        // What was joined stays readable beside the reason.
        if (ProposedEntity.Attachments.Count > 0) Exchange(Wire.Exchange.Types.Kind.Change, $"Changement non enregistré : {reason}", "", at, ProposedEntity.Attachments);
        ProposedEntity = new();
        Go(step, at);
        Tell("adhesion.change-refused", by);
    }

    /// <summary>The référent was mistaken, or is not ready: nobody has decided yet.</summary>
    public void WithdrawEntity(string by, DateTimeOffset at)
    {
        var step = RequireEntityProposal(Life.WithdrawEntity);
        // What was joined may have been read: it stays.
        if (ProposedEntity.Attachments.Count > 0) Exchange(Wire.Exchange.Types.Kind.Change, "Changement retiré par le référent.", "", at, ProposedEntity.Attachments);
        ProposedEntity = new();
        Go(step, at);
        Tell("adhesion.change-withdrawn", by);
    }

    Step RequireEntityProposal(Verb verb)
    {
        var step = Require(verb);
        return ProposedEntity.Entity is not null ? step : throw new Refused(AdhesionRefusals.NoEntityProposal);
    }
}
