using Dinamis.Kernel;
using Dinamis.Membership.Texts;
using Google.Protobuf.WellKnownTypes;

namespace Dinamis.UnitTests.Membership;

public sealed class TextSpec
{
    static readonly DateTimeOffset now = Given.Monday;

    static Wire.PublishTextRequest Request(DateTimeOffset from, string text = "# Article 1\nTexte.") => new()
    {
        Family = "pleiades",
        Name = "Licence Pléiades",
        Text = text,
        InForceFrom = from.ToTimestamp(),
        Purposes = { new Wire.Purpose { Code = "service-public", Name = "Mission de service public" } },
    };

    [Fact]
    public void Versions_follow_one_another_and_the_clock_says_which_is_in_force()
    {
        var text = Text.Of("pleiades", now);
        text.InForce(now).ShouldBeNull();
        text.Publish(Request(now), "operator", now);
        text.Publish(Request(now.AddDays(30), "# Article 1\nAutre."), "operator", now);

        text.InForce(now)!.Number.ShouldBe(1);
        text.InForce(now.AddDays(30))!.Number.ShouldBe(2);
    }

    [Fact]
    public void A_version_never_takes_effect_before_an_older_one()
    {
        var text = Text.Of("pleiades", now);
        text.Publish(Request(now), "operator", now);

        Should.Throw<Refused>(() => text.Publish(Request(now.AddDays(-1)), "operator", now)).Fields.ShouldHaveSingleItem().Field.ShouldBe("in_force_from");
    }

    [Fact]
    public void What_is_published_tells_every_version_and_the_purposes_of_the_last()
    {
        var text = Text.Of("pleiades", now);
        text.State().ShouldBeNull();
        text.Publish(Request(now), "operator", now);

        var licence = text.State().ShouldBeOfType<Wire.Licence>();

        licence.Versions.ShouldHaveSingleItem().Number.ShouldBe(1);
        licence.Purposes.ShouldBe(["service-public"]);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,44],[1,44],[1,45],[0,44]]]}""", false)]
    [InlineData("""{"type":"MultiPolygon","coordinates":[[[[0,44],[1,44],[1,45]]]]}""", false)]
    [InlineData("""{"type":"MultiPolygon","coordinates":[[[[0,44],[1,44],[1,95],[0,44]]]]}""", false)]
    [InlineData("""{"type":"MultiPolygon","coordinates":[]}""", false)]
    [InlineData("""{"type":"MultiPolygon","coordinates":[[[[0,44],[1,44],[1,45],[0,44]]]]}""", true)]
    public void A_licence_is_limited_to_areas_that_can_be_read(string geojson, bool read)
    {
        var request = Request(now);
        request.Areas["spot-6-7-drs"] = new() { Name = "France métropolitaine", Geojson = geojson };
        void Publish() => Text.Of("spot-6-7", now).Publish(request, "operator", now);

        if (read) Publish();
        else Should.Throw<Refused>(Publish).Fields.ShouldHaveSingleItem().Field.ShouldBe("areas");
    }

    [Fact]
    public void A_licence_allows_some_use_and_the_charter_needs_none()
    {
        var request = Request(now);
        request.Purposes.Clear();
        Should.Throw<Refused>(() => Text.Of("pleiades", now).Publish(request, "operator", now)).Fields.ShouldHaveSingleItem().Field.ShouldBe("purposes");
        request.Family = Text.Charter;
        Text.Of(Text.Charter, now).Publish(request, "operator", now).Number.ShouldBe(1);
    }
}
