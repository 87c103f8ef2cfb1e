using Dinamis.Catalogue.Downloads;
using Dinamis.Catalogue.Geography;
using Dinamis.Catalogue.Licence;
using Dinamis.Wire;
using Google.Protobuf.WellKnownTypes;
using Licence = Dinamis.Wire.Licence;

namespace Dinamis.UnitTests.Catalogue;

public sealed class LicenceGateSpec
{
    static readonly DateTimeOffset now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);
    static readonly Guid person = Guid.CreateVersion7();
    static readonly Guid organisation = Guid.CreateVersion7();

    static GateQuestion Allowed()
    {
        var purpose = new ChosenPurpose { PersonId = person, OrganisationId = organisation, Family = "spot-6-7" };
        purpose.Choose("foret", now.AddDays(-1));
        return new()
        {
            Now = now,
            Family = "spot-6-7",
            Collection = "spot-6-7-drs",
            Footprint = Antimeridian.Box(-0.6, 44.8, -0.5, 44.9),
            AreaM2 = 88e6,
            Person = new()
            {
                PersonId = person.ToString(),
                State = Person.Types.State.Validated,
                Roles = { new Role { OrganisationId = organisation.ToString(), State = Person.Types.State.Validated, Names = { Role.Types.Name.User } } },
            },
            Organisation = organisation,
            Standing = new() { ActInForce = true, Licences = { Accepted(1) } },
            Licence = new() { Family = "spot-6-7", Name = "Licence SPOT 6-7", Purposes = { "foret", "urbanisme" }, Versions = { Version(1, now.AddYears(-1)) } },
            Purpose = purpose,
        };
    }

    [Fact]
    public void All_conditions_together_open_the_gate() => LicenceGate.Decide(Allowed()).ShouldBe(new(null, 1));

    [Fact]
    public void An_open_collection_asks_nothing_of_anybody() =>
        LicenceGate.Decide(new() { Now = now, Family = "", Collection = "open" }).Allowed.ShouldBeTrue();

    [Fact]
    public void Nobody_is_asked_to_sign_in() => Refusal(Allowed() with { Person = null }).ShouldBe("UNAUTHENTICATED");

    [Fact]
    public void A_person_suspended_in_the_organisation_gets_nothing()
    {
        var question = Allowed();
        question.Person!.Roles[0].State = Person.Types.State.Suspended;
        Refusal(question).ShouldBe("PERSON_NOT_VALIDATED");
    }

    [Fact]
    public void Acting_for_another_organisation_gives_none_of_its_rights() =>
        Refusal(Allowed() with { Organisation = Guid.CreateVersion7() }).ShouldBe("PERSON_NOT_VALIDATED");

    [Fact]
    public void The_act_must_be_in_force()
    {
        var question = Allowed();
        question.Standing!.ActInForce = false;
        Refusal(question).ShouldBe("ACT_NOT_IN_FORCE");
        Refusal(question with { Standing = null }).ShouldBe("ACT_NOT_IN_FORCE");
    }

    [Fact]
    public void The_family_must_be_accepted()
    {
        var question = Allowed();
        question.Standing!.Licences.Clear();
        LicenceGate.Decide(question).Missing!.Missing!.ShouldContain("Licence SPOT 6-7");
        Refusal(question).ShouldBe("LICENCE_NOT_ACCEPTED");
    }

    [Fact]
    public void A_new_version_counts_from_its_date_by_our_clock()
    {
        var question = Allowed();
        question.Licence!.Versions.Add(Version(2, now.AddHours(1)));
        Refusal(question).ShouldBeNull();
        Refusal(question with { Now = now.AddHours(1) }).ShouldBe("LICENCE_VERSION_NEW");
        question.Standing!.Licences.Add(Accepted(2));
        LicenceGate.Decide(question with { Now = now.AddHours(1) }).ShouldBe(new(null, 2));
    }

    [Fact]
    public void A_limited_collection_is_given_where_the_centre_of_the_scene_lies_inside()
    {
        var question = Allowed();
        question.Licence!.Areas["spot-6-7-drs"] = new() { Geojson = GeoJson.Write(Antimeridian.Box(-5, 42, 8, 51)), Name = "France métropolitaine" };
        Refusal(question).ShouldBeNull();
        Refusal(question with { Footprint = Antimeridian.Box(-62, 16, -61, 17) }).ShouldBe("AREA_NOT_ALLOWED");
        Refusal(question with { Footprint = null }).ShouldBe("AREA_NOT_ALLOWED");
        Refusal(question with { Footprint = Antimeridian.Box(-62, 16, -61, 17), Collection = "spot-6-7" }).ShouldBeNull();
    }

    [Fact]
    public void A_purpose_is_kept_thirty_days_and_must_still_be_in_the_licence()
    {
        var question = Allowed();
        Refusal(question with { Purpose = null }).ShouldBe("PURPOSE_MISSING");
        Refusal(question with { Now = now.AddDays(29) }).ShouldBe("PURPOSE_MISSING");
        question.Licence!.Purposes.Remove("foret");
        Refusal(question).ShouldBe("PURPOSE_MISSING");
    }

    [Fact]
    public void The_quota_counts_what_is_not_open_yet()
    {
        var quota = new Quota { OrganisationId = organisation };
        quota.Limit(100, "test", now);
        quota.Reserve(50e6, now);
        Refusal(Allowed() with { Quota = quota }).ShouldBe("QUOTA_EXHAUSTED");
        Refusal(Allowed() with { Quota = quota, AlreadyOpen = true }).ShouldBeNull();
        quota.UsedAt(now.AddMonths(3)).ShouldBe(0);
    }

    static string? Refusal(GateQuestion question) => LicenceGate.Decide(question).Missing?.Code;

    static AcceptedLicence Accepted(int version) => new() { Family = "spot-6-7", Version = version, AcceptedAt = now.AddDays(-10).ToTimestamp() };

    static LicenceVersion Version(int number, DateTimeOffset from) => new() { Number = number, InForceFrom = from.ToTimestamp() };
}
