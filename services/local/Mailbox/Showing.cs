using System.Globalization;
using System.Text.RegularExpressions;

namespace Dinamis.Local.Mailbox;

static class Dates
{
    static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
    static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    public static string InParis(DateTimeOffset date) =>
        TimeZoneInfo.ConvertTime(date, Paris).ToString("dddd d MMMM yyyy 'à' HH:mm:ss", French);
}

static partial class Links
{
    /// <summary>Cuts a plain text into addresses that can be followed and what stands between them.</summary>
    public static IEnumerable<(string Text, bool IsLink)> In(string text)
    {
        var from = 0;
        foreach (Match link in Address().Matches(text))
        {
            yield return (text[from..link.Index], false);
            yield return (link.Value, true);
            from = link.Index + link.Length;
        }
        yield return (text[from..], false);
    }

    // A full stop or bracket that ends the sentence is not part of the address.
    [GeneratedRegex("""https?://[^\s<>"]*[^\s<>".,;:!?)\]»’]""")]
    private static partial Regex Address();
}
