using System.Buffers.Text;
using System.Text;
using Dinamis.Kernel;

namespace Dinamis.Activity;

/// <summary>Where the last row of a page stood, newest first: an instant and an id; opaque to callers.</summary>
static class PageToken
{
    public static string Write(DateTimeOffset at, Guid id) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes($"{id:N}{at.UtcTicks}"));

    /// <returns>Null for the first page.</returns>
    /// <exception cref="Refused">400: not one of our tokens.</exception>
    public static (DateTimeOffset At, Guid Id)? Read(string token)
    {
        if (token.Length == 0) return null;
        if (Base64Url.IsValid(token) && Encoding.ASCII.GetString(Base64Url.DecodeFromChars(token)) is { Length: > 32 } text
            && Guid.TryParseExact(text[..32], "N", out var id) && long.TryParse(text[32..], out var ticks) && ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks)
            return (new(ticks, TimeSpan.Zero), id);
        throw new Refused(Kernel.Refusals.Invalid, [new("page_token", "Ce repère de page n’est pas valable.")]);
    }
}
