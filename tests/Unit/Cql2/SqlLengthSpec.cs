using Dinamis.Cql2;

namespace Dinamis.UnitTests.Cql2;

public sealed class SqlLengthSpec
{
    static readonly Dictionary<string, QueryableProperty> queryables = new() { ["a"] = new("a", Kind.Number, "a"), ["at"] = new("at", Kind.Timestamp, "at") };

    public static TheoryData<string> Nested() =>
    [
        string.Join(" % ", Enumerable.Repeat("a", 20)) + " = 1",
        string.Join(" div ", Enumerable.Repeat("a", 20)) + " = 1",
        string.Concat(Enumerable.Repeat("(", 21)) + "a = 1)" + string.Concat(Enumerable.Repeat(" BETWEEN FALSE AND TRUE)", 20)),
        $"(a + a + a + a + a + a + a + a) IN ({string.Join(",", Enumerable.Repeat("1", 500))})",
        "at BETWEEN DATE('2024-01-01') AND TIMESTAMP('2025-01-01T00:00:00Z')",
    ];

    [Theory, MemberData(nameof(Nested))]
    public void The_SQL_of_a_filter_grows_as_the_filter_and_not_as_its_power(string filter) =>
        new PostgresSqlWriter(queryables, _ => "@p").Write(Cql2Text.Parse(filter)).Length.ShouldBeLessThan((filter.Length * 12) + 200);
}
