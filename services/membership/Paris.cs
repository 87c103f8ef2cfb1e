using System.Globalization;

namespace Dinamis.Membership;

/// <summary>Dates as a French reader reads them; storage stays in UTC.</summary>
static class Paris
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
    static readonly CultureInfo french = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>« 25 novembre 2026 », « 1er janvier 2027 »; the day stays beside its month.</summary>
    public static string Date(DateTimeOffset at) => Date(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    /// <summary>« 25 novembre 2026 à 14 h 05 ».</summary>
    public static string Instant(DateTimeOffset at) => Date(at) + TimeZoneInfo.ConvertTime(at, Zone).ToString("' à 'H' h 'mm", french);

    /// <summary>The day on which an instant falls.</summary>
    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    /// <summary>A day given as `2026-03-28`; null when it is none.</summary>
    public static DateOnly? Day(string iso) =>
        DateOnly.TryParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The instant at which a day begins, in UTC as storage keeps it.</summary>
    public static DateTimeOffset BeginningOf(DateOnly day) => new(TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), Zone));

    public static string Date(DateOnly day) => Date(day.ToDateTime(TimeOnly.MinValue));

    static string Date(DateTime day) => (day.Day == 1 ? "1er" : day.Day.ToString(french)) + day.ToString("' 'MMMM yyyy", french);
}
