using System.Buffers.Text;
using System.Text;
using Dinamis.Kernel;

namespace Dinamis.Accounts;

/// <summary>Page tokens: where the last row stood, opaque to callers.</summary>
static class Pages
{
    public static int Size(int asked, int standard, int most) => asked <= 0 ? standard : Math.Min(asked, most);

    public static string Write(string key, Guid id) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{id:N}{key}"));

    /// <returns>Null for the first page.</returns>
    /// <exception cref="Refused">400: not one of our tokens.</exception>
    public static (string Key, Guid Id)? Read(string token)
    {
        if (token.Length == 0) return null;
        if (Base64Url.IsValid(token) && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)) is { Length: >= 32 } text && Guid.TryParseExact(text[..32], "N", out var id))
            return (text[32..], id);
        throw new Refused(Kernel.Refusals.Invalid, [new("page_token", "Ce repère de page n’est pas valable.")]);
    }
}
