using Google.Protobuf.WellKnownTypes;

namespace Dinamis.Membership.Adhesions;

// Another name or address of the same body once the acte is in force. The SIREN tells which body is bound: as long as it stays, so does the
// acte, as it was signed. A body with another SIREN (a merger) is another party, and joins by an acte of its own.
sealed partial class Adhesion
{
    /// <summary>What the référent tells; without entity when nothing is.</summary>
    public Wire.EntityProposal ProposedEntity { get; private set; } = new();

    /// <param name="changed">Name, legal form and seat; the rest of the form is left as it is.</param>
    /// <param name="message">On what the change rests.</param>
    /// <param name="by">The référent.</param>
    /// <param name="at">Now.</param>
    public void ProposeEntity(Wire.EntityForm changed, string message, string by, DateTimeOffset at)
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
        ProposedEntity = new() { Entity = entity, Message = message, ProposedAt = at.ToTimestamp() };
        Go(step, at);
        Tell("adhesion.change-proposed", by);
    }

    public void ConfirmEntity(string by, DateTimeOffset at)
    {
        var step = RequireEntityProposal(Life.ConfirmEntity);
        var (before, after) = (Entity, ProposedEntity.Entity);
        (Entity, ProposedEntity) = (after, new());
        SearchKey = Folding.Key($"{Entity.Name} {Siren}");
        Exchange(Wire.Exchange.Types.Kind.Change, $"{Named(after)}, au lieu de : {Named(before)}.", "", at);
        Go(step, at);
        Tell("adhesion.changed", by, ("name", before.Name == after.Name ? "same" : "other"), ("seat", Seat(before) == Seat(after) ? "same" : "other"));

        static string Named(Wire.EntityForm entity) => $"{entity.Name}, {entity.LegalForm}, {Seat(entity)}";

        static string Seat(Wire.EntityForm entity) => $"{entity.Street}, {entity.PostalCode} {entity.Town}";
    }

    public void RefuseEntity(string reason, string by, DateTimeOffset at)
    {
        var step = RequireEntityProposal(Life.RefuseEntity);
        new Checks().Filled(reason, "reason", "Dites pourquoi : le référent et le représentant légal le lisent.", 4000).ThrowIfAny();
        ProposedEntity = new();
        Go(step, at);
        Tell("adhesion.change-refused", by);
    }

    Step RequireEntityProposal(Verb verb)
    {
        var step = Require(verb);
        return ProposedEntity.Entity is not null ? step : throw new Refused(AdhesionRefusals.NoEntityProposal);
    }
}
