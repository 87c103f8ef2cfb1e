using State = Dinamis.Wire.Person.Types.State;

namespace Dinamis.Accounts.Persons;

/// <summary>What a person is within one organisation. Changed by the verbs of <see cref="Person"/> alone.</summary>
sealed class Seat
{
    public Guid PersonId { get; init; }
    public Guid OrganisationId { get; init; }
    public Wire.Organisation.Types.Kind Kind { get; init; }
    public Roles Roles { get; internal set; }
    public State State { get; internal set; }
    public DateTimeOffset StateSince { get; internal set; }

    /// <summary>Raised by every change; what a command must have seen.</summary>
    public long Version { get; internal set; }

    /// <summary>Somebody who may validate asked for this person: proving the address is then enough.</summary>
    public bool Invited { get; internal set; }

    public string Function { get; internal set; } = "";
    public string Service { get; internal set; } = "";
    public string IntendedUses { get; internal set; } = "";
    public DateTimeOffset? CharterAcknowledgedAt { get; internal set; }

    /// <summary>Why it was refused, suspended or closed; shown to the person.</summary>
    public string Reason { get; internal set; } = "";

    internal void MoveTo(State state, DateTimeOffset at, string reason = "") =>
        (State, StateSince, Reason, Version) = (state, at, reason, Version + 1);

    internal void Describe(SeatForm form)
    {
        (Function, Service, IntendedUses) = (form.Function, form.Service, form.IntendedUses);
        Version++;
    }
}

/// <summary>What a person does in the organisation, as typed.</summary>
sealed record SeatForm(string Function, string Service, string IntendedUses);
