namespace Dinamis.Kernel;

/// <summary>
/// What names a body: its SIREN, or for one outside of France the code of its country and its number in the register of that country
/// (<c>BE-0203201340</c>). No authority of ours can check the latter: DINAMIS does, when it examines the file.
/// </summary>
public static class BodyId
{
    /// <summary>Characters of the longest one.</summary>
    public const int MaxLength = 24;

    /// <summary>As it is kept and compared, of what a person typed.</summary>
    public static string Normalize(string? typed)
    {
        var trimmed = (typed ?? "").Trim();
        return trimmed.Length > 3 && trimmed[2] == '-' && char.IsAsciiLetter(trimmed[0]) && char.IsAsciiLetter(trimmed[1]) ? Foreign(trimmed[..2], trimmed[3..]) : Siren.Normalize(typed);
    }

    /// <summary>The identifier of a body of that country: letters and digits of its number, without what groups them.</summary>
    public static string Foreign(string country, string number) => $"{country.ToUpperInvariant()}-{string.Concat(number.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant()}";

    public static bool IsForeign(string id) =>
        id.Length is > 5 and <= MaxLength && id[2] == '-' && Countries.IsCode(id[..2]) && id.AsSpan(3).ContainsAnyInRange('0', '9') && id.Skip(3).All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c));

    public static bool IsValid(string id) => Siren.IsSiren(id) || IsForeign(id);

    /// <summary>Code of the country; empty for a SIREN.</summary>
    public static string Country(string id) => IsForeign(id) ? id[..2] : "";

    /// <summary>« SIREN 217 500 016 », « n° 0203201340 (Belgique) ».</summary>
    public static string Label(string id) => IsForeign(id) ? $"n°\u00a0{id[3..]} ({Countries.Name(id[..2])})" : $"SIREN\u00a0{Siren.Display(id)}";
}
