using Dinamis.Kernel;
using Dinamis.Membership.Organisations;
using Google.Protobuf.WellKnownTypes;
using Right = Dinamis.Wire.Mandate.Types.Right;

namespace Dinamis.UnitTests.Membership;

public sealed class MandateSpec
{
    static readonly DateTimeOffset now = Given.Monday;

    static Organisation Relay() => Organisation.Relay(new()
    {
        Name = "GIP ATGeRi",
        ShortName = "PIGMA",
        Siren = "183300029",
        Address = "6 parvis des Chartrons, 33075 Bordeaux",
        RepresentativeName = "Jean Dupin",
        RepresentativeFunction = "Directeur",
    }, "operator", now);

    static Wire.CreateMandateRequest Request(Organisation relay, params Right[] rights) => new()
    {
        RelayId = $"{relay.Id}",
        LegalBasis = "Convention du 12 janvier 2026",
        From = now.ToTimestamp(),
        Until = now.AddYears(1).ToTimestamp(),
        Departments = { "33", "47" },
        Rights = { rights },
        Officers = { $"{Guid.CreateVersion7(now)}" },
    };

    [Theory]
    [InlineData("47", 1, true)]
    [InlineData("75", 1, false)]
    [InlineData("47", -1, false)]
    [InlineData("47", 366, false)]
    public void A_relay_makes_bodies_join_in_its_perimeter_and_its_time(string department, int days, bool may)
    {
        var relay = Relay();
        relay.Give(Request(relay, Right.Join), "operator", now);

        (relay.MandateToJoin(department, now.AddDays(days)) is not null).ShouldBe(may);
    }

    [Fact]
    public void A_mandate_without_the_right_to_join_opens_no_road()
    {
        var relay = Relay();
        relay.Give(Request(relay, Right.View), "operator", now);

        relay.MandateToJoin("47", now).ShouldBeNull();
    }

    [Fact]
    public void An_ended_mandate_gives_nothing_more_and_stays_in_the_history()
    {
        var relay = Relay();
        var mandate = relay.Give(Request(relay, Right.Join), "operator", now);

        relay.EndMandate(mandate.Id, "operator", now);

        relay.MandateToJoin("47", now).ShouldBeNull();
        relay.State().ShouldBeOfType<Wire.Standing>().OwnMandates.ShouldHaveSingleItem().Ended.ShouldBeTrue();
        Should.Throw<Refused>(() => relay.NameOfficers(mandate.Id, [$"{Guid.CreateVersion7(now)}"], "operator")).Refusal.ShouldBe(OrganisationRefusals.MandateEnded);
    }

    [Fact]
    public void A_body_is_put_under_a_mandate_once()
    {
        var body = Organisation.Member(Guid.CreateVersion7(now), Given.Forms().Entity);
        var (mandate, relay) = (Guid.CreateVersion7(now), Guid.CreateVersion7(now));

        body.PutUnderMandate(mandate, relay, "membership");
        body.PutUnderMandate(mandate, relay, "membership");

        body.State().ShouldBeOfType<Wire.Standing>().Mandates.ShouldHaveSingleItem().RelayId.ShouldBe($"{relay}");
    }
}
