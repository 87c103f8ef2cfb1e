using System.Globalization;
using System.Web;
using Microsoft.AspNetCore.DataProtection;

namespace Dinamis.Identity;

/// <summary>Remembers, in the address to which the browser comes back, since when a client demands a new sign-in: protected, so that nobody writes an earlier hour.</summary>
sealed class AskedAgain(IDataProtectionProvider protection, TimeProvider clock)
{
    const string Parameter = "depuis";

    readonly IDataProtector protector = protection.CreateProtector("Dinamis.Identity.AskedAgain");

    /// <summary>The address with the present hour, to the second like every <c>auth_time</c>.</summary>
    public string Mark(string url) => $"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Parameter}={protector.Protect(clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))}";

    /// <summary>Since when, UTC; null for an address that we have not marked.</summary>
    public DateTimeOffset? Since(string? url)
    {
        if (url is null || url.IndexOf('?', StringComparison.Ordinal) is var at && at < 0) return null;
        try
        {
            return HttpUtility.ParseQueryString(url[at..])[Parameter] is { Length: > 0 } mark
                ? DateTimeOffset.FromUnixTimeSeconds(long.Parse(protector.Unprotect(mark), CultureInfo.InvariantCulture)) : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
