namespace Dinamis.Kernel;

/// <summary>E-mail addresses as we compare them.</summary>
public static class MailAddresses
{
    /// <summary>The form under which an address is stored and compared: the same person in another case is the same person.</summary>
    public static string Normalize(string? typed) => (typed ?? "").Trim().ToLowerInvariant();

    /// <summary>One @, a dotted domain, no blank, at most 254 characters (RFC 5321 §4.5.3.1.3). Only a mail that arrives proves more.</summary>
    public static bool IsPlausible(string address)
    {
        var at = address.IndexOf('@');
        return at > 0 && at == address.LastIndexOf('@') && address.Length <= 254
            && !address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is ',' or ';' or '<' or '>')
            && address[(at + 1)..] is var domain && domain.Contains('.') && !domain.StartsWith('.') && !domain.EndsWith('.');
    }
}
