namespace Dinamis.Membership.Adhesions;

/// <summary>Codes of the French départements and overseas collectivities (INSEE): `33`, `2A`, `974`.</summary>
static class Departments
{
    /// <summary>Outside of France (INSEE's code for births abroad).</summary>
    public const string Abroad = "99";

    static readonly HashSet<string> Codes =
    [
        .. Enumerable.Range(1, 95).Where(n => n != 20).Select(n => $"{n:00}"), "2A", "2B",
        "971", "972", "973", "974", "975", "976", "977", "978", "986", "987", "988", Abroad,
    ];

    public static bool IsCode(string? code) => code is not null && Codes.Contains(code);
}
