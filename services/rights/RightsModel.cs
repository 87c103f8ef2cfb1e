using Microsoft.EntityFrameworkCore;

namespace Dinamis.Rights;

/// <summary>Public state of one key, as its owner published it last.</summary>
public abstract class StateRow
{
    public string Key { get; init; } = "";
    public long Version { get; set; }

    /// <summary>The serialized message.</summary>
    public byte[] Payload { get; set; } = [];
}

/// <summary><see cref="Wire.Person"/> by person id.</summary>
public sealed class PersonRow : StateRow;

/// <summary><see cref="Wire.Standing"/> by organisation id.</summary>
public sealed class StandingRow : StateRow;

/// <summary><see cref="Wire.Licence"/> by family.</summary>
public sealed class LicenceRow : StateRow;

/// <summary>A relay acts for an entity under a mandate: one line of a standing, to ask from the relay's side.</summary>
public sealed class MandateOverRow
{
    public required Guid OrganisationId { get; init; }
    public required Guid RelayId { get; init; }
    public required Guid MandateId { get; init; }
}

/// <summary>A role of a person, to ask from the organisation's side.</summary>
public sealed class RoleRow
{
    public required Guid PersonId { get; init; }
    public required Guid OrganisationId { get; init; }
    public required Wire.Role.Types.Name Role { get; init; }
}

public static class RightsModel
{
    /// <summary>Call it from OnModelCreating of a service that checks rights.</summary>
    public static void AddRights(this ModelBuilder model)
    {
        model.Entity<PersonRow>().ToTable("rights_person").HasKey(r => r.Key);
        model.Entity<StandingRow>().ToTable("rights_standing").HasKey(r => r.Key);
        model.Entity<LicenceRow>().ToTable("rights_licence").HasKey(r => r.Key);
        model.Entity<MandateOverRow>(e =>
        {
            e.ToTable("rights_mandate_over").HasKey(r => new { r.OrganisationId, r.MandateId });
            e.HasIndex(r => r.RelayId);
        });
        model.Entity<RoleRow>(e =>
        {
            e.ToTable("rights_role").HasKey(r => new { r.OrganisationId, r.PersonId, r.Role });
            e.HasIndex(r => r.PersonId);
        });
    }
}
