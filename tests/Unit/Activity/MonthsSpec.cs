using Dinamis.Activity.Use;
using Dinamis.Kernel;

namespace Dinamis.UnitTests.Activity;

public sealed class MonthsSpec
{
    static readonly DateTimeOffset now = new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_day_ends_at_midnight_in_paris()
    {
        Months.Day(new(2026, 11, 30, 22, 59, 59, TimeSpan.Zero)).ShouldBe(new(2026, 11, 30));
        Months.Day(new(2026, 11, 30, 23, 0, 0, TimeSpan.Zero)).ShouldBe(new(2026, 12, 1));
        Months.Day(new(2026, 6, 30, 22, 0, 0, TimeSpan.Zero)).ShouldBe(new(2026, 7, 1));
    }

    [Fact]
    public void The_last_twelve_months_are_shown_unless_others_are_asked()
    {
        Months.Span("", "", now).ShouldBe((202512, 202611));
        Months.Span("", "2026-03", now).ShouldBe((202504, 202603));
        Months.Span("2026-01", "2026-01", now).ShouldBe((202601, 202601));
        Months.Text(202601).ShouldBe("2026-01");
    }

    [Theory]
    [InlineData("2026-13", "")]
    [InlineData("2026-11", "2026-10")]
    [InlineData("2020-01", "2026-11")]
    [InlineData("hier", "")]
    public void A_period_that_is_none_is_refused(string from, string until) =>
        Should.Throw<Refused>(() => Months.Span(from, until, now)).Refusal.ShouldBe(Refusals.Invalid);
}
