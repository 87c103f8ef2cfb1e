using System.Globalization;
using Dinamis.Kernel;

namespace Dinamis.Activity.Use;

/// <summary>Days and months of Europe/Paris, as pages show them; a month is one number, <c>202611</c>, that sorts and groups on both stores.</summary>
static class Months
{
    static readonly TimeZoneInfo paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    public const int Most = 60;

    public static DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, paris);

    public static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(Local(at).DateTime);

    public static int Of(DateOnly day) => day.Year * 100 + day.Month;

    public static string Text(int month) => string.Create(CultureInfo.InvariantCulture, $"{month / 100:D4}-{month % 100:D2}");

    /// <summary>First and last month of a request; the last twelve by default.</summary>
    /// <exception cref="Refused">400: not a month, reversed, or longer than <see cref="Most"/>.</exception>
    public static (int From, int Until) Span(string from, string until, DateTimeOffset now)
    {
        var last = until.Length == 0 ? First(Day(now)) : Parse(until, "until_month");
        var first = from.Length == 0 ? last.AddMonths(-11) : Parse(from, "from_month");
        var length = (last.Year - first.Year) * 12 + last.Month - first.Month + 1;
        new Checks().That(length is >= 1 and <= Most, "from_month", $"Choisissez une période de 1 à {Most} mois.").ThrowIfAny();
        return (Of(first), Of(last));
    }

    static DateOnly First(DateOnly day) => new(day.Year, day.Month, 1);

    static DateOnly Parse(string text, string field) =>
        DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new Refused(Kernel.Refusals.Invalid, [new(field, "Écrivez le mois ainsi : 2026-11.")]);
}
