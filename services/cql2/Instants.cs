using System.Globalization;
using System.Text.RegularExpressions;

namespace Dinamis.Cql2;

/// <summary>Days and instants as RFC 3339 writes them, in UTC.</summary>
static partial class Instants
{
    public static DateLiteral? Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new(day) : null;

    public static TimestampLiteral? Timestamp(string text) =>
        Pattern().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var at) ? new(at) : null;

    public static Expression? Any(string text) => Date(text) as Expression ?? Timestamp(text);

    public static string Write(DateLiteral date) => date.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Write(TimestampLiteral timestamp) => timestamp.Value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex Pattern();
}
