namespace Dinamis.Accounts.Persons;

/// <summary>The roles of the wire as one column, so that both stores find the référents of an organisation by a bit test.</summary>
[Flags]
enum Roles
{
    None = 0,
    User = 1 << Wire.Role.Types.Name.User,
    Referent = 1 << Wire.Role.Types.Name.Referent,
    Officer = 1 << Wire.Role.Types.Name.Officer,
    Instructor = 1 << Wire.Role.Types.Name.Instructor,
    Signatory = 1 << Wire.Role.Types.Name.Signatory,
    Operator = 1 << Wire.Role.Types.Name.Operator,
}

static class RolesOnTheWire
{
    /// <summary>Roles that somebody must hold for the organisation to be able to manage its accounts.</summary>
    public const Roles Guardians = Roles.Referent | Roles.Operator;

    public static Roles ToRoles(this IEnumerable<Wire.Role.Types.Name> names) =>
        names.Where(n => n is not Wire.Role.Types.Name.Unspecified && Enum.IsDefined(n)).Aggregate(Roles.None, (all, n) => all | (Roles)(1 << (int)n));

    public static IEnumerable<Wire.Role.Types.Name> ToNames(this Roles roles) =>
        Enum.GetValues<Wire.Role.Types.Name>().Where(n => n is not Wire.Role.Types.Name.Unspecified && roles.HasFlag((Roles)(1 << (int)n)));

    /// <summary>The roles that exist in an organisation of this kind: nobody is instructor of a commune.</summary>
    public static Roles RolesOf(this Wire.Organisation.Types.Kind kind) => kind switch
    {
        Wire.Organisation.Types.Kind.Entity => Roles.User | Roles.Referent,
        Wire.Organisation.Types.Kind.Relay => Roles.Officer,
        Wire.Organisation.Types.Kind.Dinamis => Roles.Instructor | Roles.Signatory | Roles.Operator,
        _ => Roles.None,
    };
}
