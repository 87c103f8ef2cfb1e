using System.Globalization;

namespace Dinamis.Membership.Deeds;

/// <summary>Dates as a French reader reads them, at Paris.</summary>
static class DeedDates
{
    static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
    static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    public static string Date(DateTimeOffset at) => Day(DateOnly.FromDateTime(Local(at).DateTime));

    /// <summary>« 1er décembre 2026 ».</summary>
    public static string Day(DateOnly day) =>
        string.Create(French, $"{(day.Day == 1 ? "1er" : day.Day.ToString(French))}\u00a0{day:MMMM}\u00a0{day:yyyy}");

    /// <summary>« 25 novembre 2026 à 14 h 05 ».</summary>
    public static string Instant(DateTimeOffset at) => string.Create(French, $"{Date(at)} à {Local(at):H}\u00a0h\u00a0{Local(at):mm}");

    static DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);
}
