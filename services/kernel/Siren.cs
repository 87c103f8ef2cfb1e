namespace Dinamis.Kernel;

/// <summary>French company and establishment numbers (INSEE): SIREN of 9 digits, SIRET of 14, both with a Luhn check.</summary>
public static class Siren
{
    const string LaPoste = "356000000";

    /// <summary>Keeps the digits of what a person typed (<c>217 500 016</c>); anything else than blanks and dots stays and fails the check.</summary>
    public static string Normalize(string? typed) => string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c) && c is not ('.' or '-')));

    public static bool IsSiren(string value) => value.Length == 9 && value.All(char.IsAsciiDigit) && LuhnSum(value) % 10 == 0;

    /// <summary>La Poste's establishments (SIREN 356 000 000) are checked by a plain digit sum divisible by 5, its head office by Luhn.</summary>
    public static bool IsSiret(string value)
    {
        if (value.Length != 14 || !value.All(char.IsAsciiDigit)) return false;
        if (LuhnSum(value) % 10 == 0) return true;
        return value.StartsWith(LaPoste, StringComparison.Ordinal) && value.Sum(c => c - '0') % 5 == 0;
    }

    /// <summary>Groups a valid SIREN for reading: <c>217 500 016</c>, with no-break spaces.</summary>
    public static string Display(string siren) => siren.Length == 9 && siren.All(char.IsAsciiDigit) ? $"{siren[..3]}\u00a0{siren[3..6]}\u00a0{siren[6..]}" : siren;

    static int LuhnSum(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var d = digits[digits.Length - 1 - i] - '0';
            if (i % 2 == 1) d = d > 4 ? 2 * d - 9 : 2 * d;
            sum += d;
        }
        return sum;
    }
}
