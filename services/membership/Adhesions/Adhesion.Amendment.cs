using Google.Protobuf.WellKnownTypes;

namespace Dinamis.Membership.Adhesions;

// Another name or legal form of a member: an avenant to its acte, signed and countersigned in a file of its own, as a member's avenant with a relay
// is. The member's file, its acte and its rights go on meanwhile; its name changes when both signatures are sealed.
sealed partial class Adhesion
{
    /// <summary>The adhesion whose acte this file's avenant amends; null in any other file.</summary>
    public Guid? AmendedId { get; private set; }

    /// <summary>What it amends; empty in any other file.</summary>
    public Wire.EntityAmendment Amendment { get; private set; } = new();

    public bool IsAmendment => AmendedId is not null;

    /// <param name="member">In force, and its proposal confirmed.</param>
    /// <param name="proposal">What the référent told.</param>
    /// <param name="acte">Number of its acte.</param>
    /// <param name="by">The instructor who confirmed: another person countersigns.</param>
    /// <param name="at">Now.</param>
    public static Adhesion StartAmendment(Adhesion member, Wire.EntityProposal proposal, string acte, string by, DateTimeOffset at)
    {
        var file = new Adhesion
        {
            Id = Guid.CreateVersion7(at),
            OrganisationId = member.OrganisationId,
            Siren = member.Siren,
            OpenSiren = member.Siren,
            State = AdhesionState.Draft,
            StateSince = at,
            SavedAt = at,
            Road = Road.Alone,
            WithActe = false,
            AmendedId = member.Id,
            Amendment = new() { AdhesionId = $"{member.Id}", ActeNumber = acte, FormerName = member.Entity.Name, FormerLegalForm = member.Entity.LegalForm, Message = proposal.Message },
            AddressProvenAt = member.AddressProvenAt ?? at,
            DecidedAt = at,
            DecidedBy = by,
        };
        file.Fill(new(proposal.Entity, member.Sector, member.Representative, member.Referent));
        file.Rewind();
        file.Tell("adhesion.amendment-started", by, ("amends", $"{member.Id}"));
        return file;
    }

    /// <summary>The avenant is sealed by both: the body has this name from now on.</summary>
    public void Amend(Wire.EntityForm entity, string by, DateTimeOffset at)
    {
        var step = Require(Life.Amend, when: WithActe);
        Record(entity, [], at);
        Go(step, at);
        Tell("adhesion.changed", by, ("name", "other"));
    }
}
