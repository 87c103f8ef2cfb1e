using System.Globalization;

namespace Dinamis.Membership;

/// <summary>Dates as a French reader reads them; storage stays in UTC.</summary>
static class Paris
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
    static readonly CultureInfo french = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>« 25 novembre 2026 ».</summary>
    public static string Date(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).ToString("d MMMM yyyy", french);

    /// <summary>« 25 novembre 2026 à 14 h 05 ».</summary>
    public static string Instant(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).ToString("d MMMM yyyy 'à' H' h 'mm", french);
}
