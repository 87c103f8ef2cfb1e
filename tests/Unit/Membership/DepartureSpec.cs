using Dinamis.Kernel;
using Dinamis.Membership.Adhesions;
using State = Dinamis.Wire.Adhesion.Types.State;

namespace Dinamis.UnitTests.Membership;

/// <summary>A member leaves its relay by an avenant.</summary>
public sealed class DepartureSpec
{
    static readonly DateTimeOffset now = Given.Monday;

    [Theory]
    [InlineData("2026-11-23")]
    [InlineData("2027-05-24")]
    [InlineData("1er mars")]
    public void Its_day_is_to_come_and_at_most_six_months_away(string day) =>
        Should.Throw<Refused>(() => Given.Departure(firstDay: day)).Fields.ShouldHaveSingleItem().Field.ShouldBe("first_day");

    [Fact]
    public void It_says_why() =>
        Should.Throw<Refused>(() => Given.Departure(reason: " ")).Fields.ShouldHaveSingleItem().Field.ShouldBe("reason");

    [Fact]
    public void Only_the_side_that_asked_takes_it_back_and_only_before_the_signature()
    {
        var asked = Given.DepartureFrozen(byRelay: true);
        Should.Throw<Refused>(() => asked.WithdrawDeparture(byRelay: false, Given.Link, now)).Refusal.ShouldBe(AdhesionRefusals.OtherSideLeaves);
        asked.WithdrawDeparture(byRelay: true, "person-officer", now);
        (asked.State, asked.OpenSiren).ShouldBe((State.ClosedWithoutAction, null));

        var signed = Given.DepartureFrozen();
        signed.ValidateDeed(Given.Hash, Given.Link, now);
        Should.Throw<Refused>(() => signed.WithdrawDeparture(byRelay: false, Given.Link, now)).Refusal.ShouldBe(AdhesionRefusals.AlreadyValidated);
    }

    [Fact]
    public void It_waits_for_its_day_in_Paris_and_takes_effect_by_itself()
    {
        var file = Given.DepartureSubmitted();

        file.AwaitDeparture("membership", now);

        // Midnight in Paris, in winter.
        file.ClockDueAt.ShouldBe(new DateTimeOffset(2026, 12, 31, 23, 0, 0, TimeSpan.Zero));
        file.DueVerb(file.ClockDueAt!.Value).ShouldBe(Life.ActivateWithoutActe);
        Should.Throw<Refused>(() => file.ActivateWithoutActe("membership", file.ClockDueAt.Value.AddSeconds(-1)));
        Should.Throw<Refused>(() => file.Drop("Sans réponse.", Given.Instructor, now));
        file.ActivateWithoutActe("membership", file.ClockDueAt.Value);
        (file.State, file.ClockDueAt).ShouldBe((State.Active, null));
    }

    [Fact]
    public void The_member_keeps_its_acte_suspended_or_not_and_the_relay_is_no_part_of_its_file_any_more()
    {
        foreach (var member in new[] { Given.ActiveWithRelay(), Given.SuspendedWithRelay() })
        {
            var (before, relay, mandate) = (member.State, member.RelayId, member.MandateId);
            member.LeaveRelay("membership", now);
            (member.State, member.RelayId, member.MandateId, member.Road).ShouldBe((before, null, null, Wire.Adhesion.Types.Road.Alone));
            member.Raised.OfType<Wire.Act>().Last().ShouldSatisfyAllConditions(a => a.RelayId.ShouldBe($"{relay}"), a => a.MandateId.ShouldBe($"{mandate}"));
        }
    }

    [Fact]
    public void An_avenant_alone_ends_with_it_and_a_departure_does_not_end_another()
    {
        var avenant = Given.AvenantSubmitted();
        avenant.ActivateWithoutActe("membership", now);
        avenant.EndAvenant("membership", now);
        avenant.State.ShouldBe(State.Terminated);

        var earlier = Given.DepartureSubmitted();
        earlier.ActivateWithoutActe("membership", now);
        Should.Throw<Refused>(() => earlier.EndAvenant("membership", now));
        Should.Throw<Refused>(() => earlier.LeaveRelay("membership", now));
    }
}
