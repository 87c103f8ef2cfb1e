using Dinamis.Kernel;
using Dinamis.Storage;
using Google.Protobuf;
using State = Dinamis.Wire.Person.Types.State;

namespace Dinamis.Accounts.Persons;

/// <summary>
/// A person and the places held in organisations: one person per professional address, whatever its case. Each change publishes
/// the whole <see cref="Wire.Person"/>, each step one <see cref="Wire.Act"/>.
/// </summary>
sealed partial class Person : Aggregate, IPublishState
{
    readonly List<Seat> seats = [];

    Person() { }

    public Person(Guid id, string address, string givenName, string familyName, DateTimeOffset at)
    {
        Id = id;
        Address = MailAddresses.Normalize(address);
        CreatedAt = at;
        Name(givenName, familyName);
    }

    /// <summary>Login address, normalized and unique.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Raised when the address changes: identity then fetches the new one.</summary>
    public long AddressVersion { get; private set; } = 1;

    /// <summary>Tokens of a lower generation are refused.</summary>
    public long Generation { get; private set; }

    public string GivenName { get; private set; } = "";
    public string FamilyName { get; private set; } = "";

    /// <summary>Family name, then given name, folded: the order of every list.</summary>
    public string SortKey { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When the owner of the address first opened a link and chose a password.</summary>
    public DateTimeOffset? ProvenAt { get; private set; }

    public IReadOnlyList<Seat> Seats => seats;

    /// <summary>State as a whole: the best of all organisations, so that a second request never hides a first validation.</summary>
    public State State => seats.Count == 0 ? State.Requested : seats.Select(s => s.State).MinBy(Rank);

    public Seat? SeatIn(Guid organisationId) => seats.Find(s => s.OrganisationId == organisationId);

    /// <exception cref="Refused">404: the person is unknown in that organisation.</exception>
    public Seat RequireSeatIn(Guid organisationId) => SeatIn(organisationId) ?? throw new Refused(Kernel.Refusals.NotFound);

    void Name(string givenName, string familyName) =>
        (GivenName, FamilyName, SortKey) = (givenName.Trim(), familyName.Trim(), Folding.Key($"{familyName} {givenName}"));

    static int Rank(State state) => state switch
    {
        State.Validated => 0,
        State.Suspended => 1,
        State.EmailVerified => 2,
        State.Requested => 3,
        State.Refused => 4,
        _ => 5,
    };

    /// <summary>Ids and rights only: names and addresses are asked by id.</summary>
    IMessage IPublishState.State() => new Wire.Person
    {
        PersonId = Id.ToString(),
        Version = Version,
        State = State,
        AddressVersion = AddressVersion,
        Generation = Generation,
        Roles = { seats.Select(WireRole) },
    };

    void Did(string verb, Seat seat, By by) => Raise(by.Did(verb, seat.OrganisationId, "person", Id, seat.Version));

    public static Wire.Role WireRole(Seat seat) => new()
    {
        OrganisationId = seat.OrganisationId.ToString(),
        Kind = seat.Kind,
        State = seat.State,
        Names = { seat.Roles.ToNames() },
    };
}
