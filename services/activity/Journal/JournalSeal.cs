using System.Globalization;

namespace Dinamis.Activity.Journal;

/// <summary>A time-stamp (RFC 3161) over the ends of all chains: nobody can write the past again without another authority's help.</summary>
sealed class JournalSeal
{
    /// <summary>Day of UTC, <c>20261125</c>; one seal a day.</summary>
    public required int Day { get; init; }

    /// <summary>What was stamped: one line a chain, « producer count hash », in the order of their names.</summary>
    public required string Content { get; init; }

    /// <summary>The token, DER: <c>openssl ts -verify -data content -in token -token_in</c> accepts it without us.</summary>
    public required byte[] Token { get; init; }

    public required DateTimeOffset At { get; init; }

    public static int DayOf(DateTimeOffset at) => at.UtcDateTime.Year * 10000 + at.UtcDateTime.Month * 100 + at.UtcDateTime.Day;

    public static string ContentOf(IEnumerable<JournalChain> chains) => string.Concat(chains.OrderBy(c => c.Producer, StringComparer.Ordinal)
        .Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Producer} {c.Count} {Convert.ToHexStringLower(c.LastHash)}\n")));

    /// <summary>Where each chain ended when it was stamped.</summary>
    public IEnumerable<(string Producer, long Count, string Hash)> Ends() => EndsOf(Content);

    /// <inheritdoc cref="Ends"/>
    public static IEnumerable<(string Producer, long Count, string Hash)> EndsOf(string content) =>
        content.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).Where(p => p.Length == 3)
            .Select(p => (p[0], long.Parse(p[1], CultureInfo.InvariantCulture), p[2]));
}
