using Dinamis.Kernel;
using State = Dinamis.Wire.Person.Types.State;

namespace Dinamis.Accounts.Persons;

sealed partial class Person
{
    public void Validate(Guid organisationId, long seen, By by, DateTimeOffset at)
    {
        var seat = Seen(organisationId, seen, by);
        if (seat.State is State.Requested) throw new Refused(Refusals.AddressNotProven);
        Require(seat, State.EmailVerified);
        seat.MoveTo(State.Validated, at);
        Did("person.validated", seat, by);
    }

    public void Refuse(Guid organisationId, long seen, string reason, By by, DateTimeOffset at)
    {
        var seat = Seen(organisationId, seen, by);
        Require(seat, State.Requested, State.EmailVerified);
        seat.MoveTo(State.Refused, at, Reasoned(reason));
        Did("person.refused", seat, by);
    }

    public void Suspend(Guid organisationId, long seen, string reason, By by, DateTimeOffset at)
    {
        var seat = Seen(organisationId, seen, by);
        Require(seat, State.Validated);
        seat.MoveTo(State.Suspended, at, Reasoned(reason));
        Generation++;
        Did("person.suspended", seat, by);
    }

    public void Reinstate(Guid organisationId, long seen, By by, DateTimeOffset at)
    {
        var seat = Seen(organisationId, seen, by);
        Require(seat, State.Suspended);
        seat.MoveTo(State.Validated, at);
        Did("person.reinstated", seat, by);
    }

    /// <summary>Another is référent now: this one stays a user. An invitation that was never taken up ends with the role that it gave.</summary>
    public void YieldReferent(Guid organisationId, By by, DateTimeOffset at)
    {
        if (SeatIn(organisationId) is not { } seat || !seat.Roles.HasFlag(Roles.Referent)) return;
        seat.Roles = (seat.Roles & ~Roles.Referent) | Roles.User;
        if (seat.State is State.Requested) seat.MoveTo(State.Closed, at);
        else seat.Version++;
        Did("person.referent-ended", seat, by);
    }

    /// <summary>Ends the place for good; a person may end his own.</summary>
    /// <param name="keeper">Who else can manage the accounts of this organisation; null when nobody can.</param>
    public void Close(Guid organisationId, long seen, string reason, Person? keeper, By by, DateTimeOffset at)
    {
        var seat = RequireSeatIn(organisationId);
        if (seat.Version != seen) throw new Refused(Kernel.Refusals.Stale);
        if (seat.State is State.Closed) throw new Refused(Refusals.NotInThisState);
        if (IsGuardianOf(organisationId))
        {
            if (keeper is null) throw new Refused(seat.Roles.HasFlag(Roles.Operator) ? Refusals.LastOperator : Refusals.LastReferent);
            keeper.Keep();
        }
        seat.MoveTo(State.Closed, at, reason.Trim());
        Generation++;
        Did("person.closed", seat, by);
    }

    /// <summary>Whether this person can manage the accounts of that organisation today.</summary>
    public bool IsGuardianOf(Guid organisationId) =>
        SeatIn(organisationId) is { State: State.Validated } seat && (seat.Roles & RolesOnTheWire.Guardians) != 0;

    /// <summary>Changes the row of the one who stays, so that two people who close each other at once collide on its version.</summary>
    void Keep() => Kept++;

    /// <summary>How often this person was the one who stays.</summary>
    public long Kept { get; private set; }

    Seat Seen(Guid organisationId, long seen, By by)
    {
        var seat = RequireSeatIn(organisationId);
        if (by.PersonId == Id) throw new Refused(Refusals.NotYourself);
        return seat.Version == seen ? seat : throw new Refused(Kernel.Refusals.Stale);
    }

    static void Require(Seat seat, params ReadOnlySpan<State> states)
    {
        if (!states.Contains(seat.State)) throw new Refused(Refusals.NotInThisState);
    }

    static string Reasoned(string reason)
    {
        new Checks().Filled(reason, "reason", "Donnez le motif : il est montré à la personne.", 1000).ThrowIfAny();
        return reason.Trim();
    }
}
