using Dinamis.Kernel;
using State = Dinamis.Wire.Person.Types.State;

namespace Dinamis.Accounts.Persons;

sealed partial class Person
{
    /// <summary>
    /// Somebody asks for a place with this address. Nothing is proven yet: names of a proven person are kept, a place that is
    /// decided stays as it is.
    /// </summary>
    /// <returns>Whether a link to prove the address is due; otherwise the owner is told what he has already.</returns>
    public bool Request(Guid organisationId, string givenName, string familyName, SeatForm form, DateTimeOffset at)
    {
        var seat = SeatIn(organisationId);
        if (seat is { State: not (State.Requested or State.Refused or State.Closed) }) return false;
        // An invitation under way is not rewritten by a stranger who types the same address: its own link is sent again.
        if (seat is { State: State.Requested, Invited: true }) return true;
        if (ProvenAt is null) Name(givenName, familyName);
        seat ??= AddSeat(organisationId, Wire.Organisation.Types.Kind.Entity);
        seat.Roles = Roles.User;
        seat.CharterAcknowledgedAt = at;
        seat.Invited = false;
        seat.Describe(form);
        seat.MoveTo(State.Requested, at);
        Did("person.requested", seat, new(Id.ToString(), Id));
        return true;
    }

    /// <summary>The owner of the address is told that somebody typed it, at most once an hour.</summary>
    /// <returns>Whether it is time to tell it.</returns>
    public bool TellKnown(DateTimeOffset at)
    {
        if (ToldKnownAt is { } last && at - last < TimeSpan.FromHours(1)) return false;
        ToldKnownAt = at;
        return true;
    }

    public DateTimeOffset? ToldKnownAt { get; private set; }

    /// <summary>Somebody who may validate gives this person a place. It counts when the address is proven.</summary>
    /// <returns>Whether an invitation is due: an address proven in this organisation needs none.</returns>
    public bool Invite(Guid organisationId, Wire.Organisation.Types.Kind kind, Roles roles, SeatForm form, By by, DateTimeOffset at)
    {
        if (by.PersonId == Id) throw new Refused(Refusals.NotYourself);
        if (roles == Roles.None || (roles & ~kind.RolesOf()) != 0) throw new Refused(Refusals.RoleUnknownHere);
        var seat = SeatIn(organisationId);
        switch (seat?.State)
        {
            case State.Suspended:
                throw new Refused(Refusals.SuspendedHere);
            case State.Validated when seat.Roles.HasFlag(roles):
                throw new Refused(Refusals.MemberAlready);
            case State.Validated or State.EmailVerified:
                seat.Roles |= roles;
                seat.MoveTo(State.Validated, at);
                Did("person.roles-given", seat, by);
                return false;
        }
        seat ??= AddSeat(organisationId, kind);
        seat.Roles = roles;
        seat.Invited = true;
        seat.Describe(form);
        seat.MoveTo(State.Requested, at);
        Did("person.invited", seat, by);
        return true;
    }

    /// <summary>The owner of the address opened the link: the demand goes to the référent, an invitation counts at once.</summary>
    public void ProveAddress(Guid organisationId, DateTimeOffset at)
    {
        var seat = RequireSeatIn(organisationId);
        if (seat.State is not State.Requested) throw new Refused(Refusals.LinkDead);
        ProvenAt ??= at;
        By self = new(Id.ToString(), Id);
        seat.MoveTo(State.EmailVerified, at);
        Did("person.email-verified", seat, self);
        if (!seat.Invited) return;
        seat.MoveTo(State.Validated, at);
        Did("person.validated", seat, self);
    }

    Seat AddSeat(Guid organisationId, Wire.Organisation.Types.Kind kind)
    {
        var seat = new Seat { PersonId = Id, OrganisationId = organisationId, Kind = kind };
        seats.Add(seat);
        return seat;
    }
}
