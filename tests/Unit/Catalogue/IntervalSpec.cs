using Dinamis.Catalogue.Items;
using Dinamis.Catalogue.Stac;

namespace Dinamis.UnitTests.Catalogue;

public sealed class IntervalSpec
{
    [Theory]
    [InlineData("1985-04-12T23:20:50.52Z", "1985-04-12T23:20:50.5200000+00:00")]
    [InlineData("1985-04-12t23:20:50.52z", "1985-04-12T23:20:50.5200000+00:00")]
    [InlineData("1985-04-12T23:20:50+01:30", "1985-04-12T21:50:50.0000000+00:00")]
    [InlineData("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.0000000+00:00")]
    [InlineData("2024-02-29T00:00:00.123456789Z", "2024-02-29T00:00:00.1234560+00:00")]
    public void An_rfc_3339_instant_is_read_in_utc_to_the_microsecond(string text, string expected) =>
        Interval.Instant(text)!.Value.ToString("O").ShouldBe(expected);

    [Theory]
    [InlineData("2023-02-29T00:00:00Z")]
    [InlineData("2023-01-01T24:00:00Z")]
    [InlineData("2023-01-01 00:00:00Z")]
    [InlineData("2023-01-01T00:00:00")]
    [InlineData("2023-01-01T00:00Z")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("9999-12-31T23:59:60Z")]
    [InlineData("२०२३-01-01T00:00:00Z")]
    [InlineData("2023-01-01T00:00:00Z\n")]
    [InlineData("")]
    public void Anything_else_is_no_instant(string text) => Interval.Instant(text).ShouldBeNull();

    [Fact]
    public void No_text_makes_it_fail_otherwise() => Gen.String[Gen.Char["0123456789-:TtZz+./ "], 0, 60].Sample(text =>
    {
        var (from, until, error) = Interval.Parse(text);
        if (error is null) (from ?? until).ShouldNotBeNull();
    });

    [Fact]
    public void A_page_token_leads_back_to_where_the_page_ended() => Gen.Select(Gen.Long, Gen.Double[-1e6, 1e6].Nullable(), Gen.String.AlphaNumeric, Gen.String.AlphaNumeric).Sample((at, cloud, id, collection) =>
    {
        IReadOnlyList<SortKey> sort = [new(Named("eo:cloud_cover"), true), new(Named("datetime"), false), new(Named("platform"), false)];
        var cursor = PageToken.Read(PageToken.Write(new([cloud, at, null], id, collection)), sort)!;
        (cursor.Id, cursor.Collection).ShouldBe((id, collection));
        cursor.Keys.ShouldBe([cloud, at, null]);

        static ItemQueryables.Named Named(string name) => ItemQueryables.All.Single(q => q.Name == name);
    });

    [Fact]
    public void A_token_of_another_hand_is_told_from_ours() => Gen.String.Sample(text => _ = PageToken.Read(text, ItemQuery.Newest));
}
