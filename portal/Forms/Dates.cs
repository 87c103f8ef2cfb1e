using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace Dinamis.Portal.Forms;

/// <summary>Instants are stored in UTC and read in Paris.</summary>
public static class Dates
{
    public static readonly CultureInfo Francais = CultureInfo.GetCultureInfo("fr-FR");
    static readonly TimeZoneInfo paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    public static DateTimeOffset AParis(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, paris);

    /// <summary>« 3 mars 2026 », « 1er mars 2026 ».</summary>
    public static string Jour(Timestamp? instant) => instant is null ? "" : Jour(instant.ToDateTimeOffset());

    public static string Jour(DateTimeOffset instant)
    {
        var local = AParis(instant);
        return (local.Day == 1 ? "1er" : local.Day.ToString(Francais)) + local.ToString(" MMMM yyyy", Francais);
    }

    /// <summary>« 3 mars 2026 à 14 h 05 ».</summary>
    public static string JourEtHeure(Timestamp? instant) =>
        instant is null ? "" : Jour(instant) + AParis(instant.ToDateTimeOffset()).ToString("' à 'H' h 'mm", Francais);

    /// <summary>« depuis 3 jours », « depuis aujourd’hui »: how long a state lasts, by calendar days in Paris.</summary>
    public static string Depuis(Timestamp? instant, TimeProvider horloge)
    {
        if (instant is null) return "";
        var jours = (AParis(horloge.GetUtcNow()).Date - AParis(instant.ToDateTimeOffset()).Date).Days;
        return jours switch { <= 0 => "depuis aujourd’hui", 1 => "depuis hier", _ => string.Create(Francais, $"depuis {jours} jours") };
    }

    /// <summary>Value of a date input (<c>yyyy-MM-dd</c>).</summary>
    public static string PourChamp(Timestamp instant) => AParis(instant.ToDateTimeOffset()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Midnight in Paris of a date input's value; null when it is no date.</summary>
    public static Timestamp? DeChamp(string texte) =>
        DateOnly.TryParseExact(texte, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var jour)
            ? Timestamp.FromDateTime(TimeZoneInfo.ConvertTimeToUtc(jour.ToDateTime(TimeOnly.MinValue), paris)) : null;

    public static string Iso(Timestamp instant) => instant.ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
