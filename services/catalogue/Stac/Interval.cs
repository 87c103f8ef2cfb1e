using System.Globalization;
using System.Text.RegularExpressions;

namespace Dinamis.Catalogue.Stac;

/// <summary>The parameter <c>datetime</c> of OGC API Features and STAC: an RFC 3339 instant, or an interval with at most one open end.</summary>
static partial class Interval
{
    /// <returns>Both ends included; null = open. An error is a French sentence.</returns>
    public static (DateTimeOffset? From, DateTimeOffset? Until, string? Error) Parse(string value)
    {
        var ends = value.Split('/');
        if (ends.Length > 2) return (null, null, "Un intervalle a un seul « / ».");
        if (ends.Length == 1)
            return Instant(ends[0]) is { } at ? (at, at, null) : (null, null, NotAnInstant(ends[0]));
        DateTimeOffset? from = null, until = null;
        if (!Open(ends[0]) && (from = Instant(ends[0])) is null) return (null, null, NotAnInstant(ends[0]));
        if (!Open(ends[1]) && (until = Instant(ends[1])) is null) return (null, null, NotAnInstant(ends[1]));
        if (from is null && until is null) return (null, null, "Un intervalle a au moins une borne.");
        return from > until ? (null, null, "Le début de l’intervalle est après sa fin.") : (from, until, null);
    }

    /// <summary>RFC 3339 §5.6, with seconds and a zone; null when it is not.</summary>
    public static DateTimeOffset? Instant(string value)
    {
        var match = Rfc3339.Match(value);
        if (!match.Success) return null;
        int Part(int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
        var (year, month, day, hour, minute, second) = (Part(1), Part(2), Part(3), Part(4), Part(5), Part(6));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 60) return null;
        // A leap second is the next one here: neither store nor clock knows it.
        var ticks = new DateTime(year, month, day, hour, minute, 0).Ticks + second * TimeSpan.TicksPerSecond;
        // Microseconds are kept; what is finer is cut.
        if (match.Groups[7].Success) ticks += long.Parse(match.Groups[7].Value.PadRight(6, '0')[..6], CultureInfo.InvariantCulture) * 10;
        if (match.Groups[8].Success)
        {
            if (Part(9) > 23 || Part(10) > 59) return null;
            var offset = new TimeSpan(Part(9), Part(10), 0).Ticks;
            ticks -= match.Groups[8].Value == "-" ? -offset : offset;
        }
        return ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks ? null : new(ticks, TimeSpan.Zero);
    }

    static bool Open(string end) => end is "" or "..";

    static string NotAnInstant(string value) =>
        $"« {(value.Length > 40 ? value[..40] + "…" : value)} » n’est pas un instant RFC 3339, comme 2026-05-01T00:00:00Z.";

    [GeneratedRegex(@"\A([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,30}))?(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))\z", RegexOptions.CultureInvariant)]
    static partial Regex Rfc3339 { get; }
}
