using System.Collections.Frozen;
using Dinamis.Kernel;

namespace Dinamis.Identity;

/// <summary>Length and a list decide, not a mixture of characters (ANSSI and NIST SP 800-63B §3.1.1).</summary>
static class PasswordRules
{
    public const int Shortest = 12;
    public const int Longest = 128;

    public const string Rule = "Au moins 12 caractères : une phrase que vous seul connaissez est le plus simple. Les espaces sont permis.";

    // Passwords of at least 12 characters that come first in published leaks, and what our own name suggests; compared folded.
    static readonly FrozenSet<string> common = ((string[])
    [
        "123456789012", "1234567890123", "12345678901234", "123456789123", "1234567891011", "111111111111", "000000000000", "012345678910",
        "123123123123", "121212121212", "112233445566", "1q2w3e4r5t6y", "1qaz2wsx3edc", "qwertyuiop123", "qwertyuiop12", "qwertyuiopas",
        "azertyuiop123", "azertyuiop12", "azertyuiopqs", "azertyqsdfgh", "qwertyqwerty", "azertyazerty", "password1234", "password12345",
        "password123456", "passwordpassword", "motdepasse12", "motdepasse123", "motdepasse1234", "motdepassemotdepasse", "administrateur",
        "administrator", "administrateur1", "adminadminadmin", "bienvenue123", "bienvenue1234", "bienvenue2024", "bienvenue2025",
        "bienvenue2026", "changezmoi123", "changeme1234", "iloveyou1234", "jetaimejetaime", "doudoudoudou", "soleilsoleil", "abcdefghijkl",
        "abcdefghijklm", "abcd12345678", "abc123456789", "aaaaaaaaaaaa", "dinamisdinamis", "dinamis12345", "dinamis123456", "dinamis2025!",
        "dinamis2026!", "satellite123", "pigmapigmapigma", "lemotdepasse", "letmeinletmein", "superman1234", "football1234", "trustno1trustno1",
    ]).Select(Fold).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Why this password is not acceptable, in French; null when it is.</summary>
    public static string? Refuse(string? password, string? address)
    {
        if (string.IsNullOrEmpty(password)) return "Choisissez un mot de passe.";
        if (password.Length < Shortest) return $"Ce mot de passe a {password.Length} caractères : il en faut au moins {Shortest}.";
        if (password.Length > Longest) return $"Ce mot de passe est trop long : {Longest} caractères au plus.";
        var folded = Fold(password);
        if (common.Contains(folded) || password.Distinct().Count() < 4)
            return "Ce mot de passe figure parmi les plus courants : il serait deviné tout de suite. Choisissez-en un autre.";
        if (Fold(address ?? "") is { Length: > 0 } own && folded.Contains(own, StringComparison.Ordinal))
            return "Votre adresse ne doit pas faire partie de votre mot de passe.";
        return null;
    }

    static string Fold(string text) => Folding.Key(text).Replace(" ", "", StringComparison.Ordinal);
}
