using Dinamis.Accounts.Persons;
using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Google.Protobuf.WellKnownTypes;

namespace Dinamis.Accounts.Rpc;

/// <summary>One file per rpc; this one holds what they share.</summary>
sealed partial class AccountsService(AccountsDb db, Caller caller, Powers powers, Letters.Letters letters, Wire.Membership.MembershipClient membership, TimeProvider clock) : Wire.Accounts.AccountsBase
{
    DateTimeOffset Now => clock.GetUtcNow();

    /// <exception cref="Refused">404: what is no id names nothing.</exception>
    static Guid IdOf(string text) => Guid.TryParse(text, out var id) ? id : throw new Refused(Kernel.Refusals.NotFound);

    static Wire.PersonView View(Person person, Seat seat) => new()
    {
        PersonId = person.Id.ToString(),
        Version = seat.Version,
        GivenName = person.GivenName,
        FamilyName = person.FamilyName,
        Address = person.Address,
        Function = seat.Function,
        Service = seat.Service,
        IntendedUses = seat.IntendedUses,
        State = seat.State,
        StateSince = seat.StateSince.ToTimestamp(),
        Reason = seat.Reason,
        Roles = { Person.WireRole(seat) },
    };
}
