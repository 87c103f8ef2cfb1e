namespace Dinamis.Membership.Adhesions;

// A member leaves its relay by an avenant of both, signed and countersigned in a file of its own as the one by which it joined. The member's file,
// its acte and its accounts go on; the relay's rights end when both signatures are sealed, or on the day that the avenant names.
sealed partial class Adhesion
{
    const int DepartureMonths = 6;

    /// <summary>Why, when and which deeds it ends; empty in any other file.</summary>
    public Wire.RelayDeparture Departure { get; private set; } = new();

    public bool IsDeparture => RelayDeed is DeedKind.Departure;

    /// <summary>The relay acts no more from this instant on; null: from the sealing on.</summary>
    public DateTimeOffset? DepartsAt => Paris.Day(Departure.FirstDay) is { } day ? Paris.BeginningOf(day) : null;

    /// <param name="member">In force or suspended, and under the relay.</param>
    /// <param name="relay">The relay that it leaves, and the mandate under which that acts.</param>
    /// <param name="departure">What was asked, with the deeds that it ends.</param>
    /// <param name="byRelay">An officer asks; otherwise the référent does.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="at">Now.</param>
    public static Adhesion StartDeparture(Adhesion member, RelayRoad relay, Wire.RelayDeparture departure, bool byRelay, string by, DateTimeOffset at)
    {
        var (day, today) = (Paris.Day(departure.FirstDay), Paris.DayOf(at));
        new Checks()
            .Filled(departure.Reason, "reason", "Dites pourquoi : l’avenant donne ce motif, et les deux parties le lisent.", 1000)
            .That(departure.FirstDay.Length == 0 || day > today, "first_day", "Choisissez un jour à venir, ou laissez ce champ vide.")
            .That(day is null || day <= today.AddMonths(DepartureMonths), "first_day", "Ce jour est trop loin : six mois au plus.")
            .ThrowIfAny();
        var file = new Adhesion
        {
            Id = Guid.CreateVersion7(at),
            OrganisationId = member.OrganisationId,
            Siren = member.Siren,
            OpenSiren = member.Siren,
            State = AdhesionState.Draft,
            StateSince = at,
            SavedAt = at,
            WithActe = false,
            Departure = departure,
            AddressProvenAt = byRelay ? null : member.AddressProvenAt ?? at,
        };
        file.TakeRoadWith(relay);
        file.Fill(new(member.Entity, member.Sector, member.Representative, member.Referent));
        file.Rewind();
        if (byRelay) file.TellForRelay("adhesion.departure-started", by);
        else file.Tell("adhesion.departure-started", by);
        return file;
    }

    /// <summary>The side that asked has thought better of it, and nobody has signed.</summary>
    /// <param name="byRelay">An officer does; otherwise the référent.</param>
    public void WithdrawDeparture(bool byRelay, string by, DateTimeOffset at)
    {
        var step = RequireUnsigned(Life.WithdrawDeparture);
        if (!IsDeparture) throw new Refused(AdhesionRefusals.NotFrozen);
        if (PreparedByRelay != byRelay) throw new Refused(AdhesionRefusals.OtherSideLeaves);
        Unfreeze();
        Go(step, at);
        if (byRelay) TellForRelay("adhesion.departure-withdrawn", by);
        else Tell("adhesion.departure-withdrawn", by);
    }

    /// <summary>Both signatures are sealed before the day that the avenant names: nothing changes until then.</summary>
    public void AwaitDeparture(string by, DateTimeOffset at)
    {
        var step = Require(Life.AwaitDeparture, when: IsDeparture && EndsAt is null && DepartsAt > at);
        EndsAt = DepartsAt;
        Go(step, at);
        Tell("adhesion.departure-awaited", by);
    }

    /// <summary>The member has left the relay with which it had joined: its acte goes on, and the relay is no part of this file any more.</summary>
    public void LeaveRelay(string by, DateTimeOffset at)
    {
        var step = Require(Life.LeaveRelay, when: WithActe && RelayId is not null);
        TellForRelay("adhesion.left-relay", by);
        (Road, RelayId, MandateId, RelayDeed) = (Road.Alone, null, null, DeedKind.Unspecified);
        Go(step, at);
    }

    /// <summary>The member has left the relay that it had joined by this avenant alone.</summary>
    public void EndAvenant(string by, DateTimeOffset at)
    {
        var step = Require(Life.EndAvenant, when: !WithActe && RelayId is not null && !IsDeparture);
        Go(step, at);
        TellForRelay("adhesion.terminated", by);
    }
}
