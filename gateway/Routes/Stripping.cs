using System.Net.Http.Headers;
using Yarp.ReverseProxy.Transforms;

namespace Dinamis.Gateway;

/// <summary>What leaves a request on its way in: our cookie, an Authorization beside it, and every header by which an outsider could pass for an insider.</summary>
static class Stripping
{
    static readonly string[] spoofed = ["Forwarded", "X-Real-IP", "X-Client-IP", "X-Original-Host", "X-Original-URL", "X-Rewrite-URL", "X-Original-Method", "Proxy"];
    static readonly string[] spoofedPrefixes = ["X-Forwarded-", "sec-user", "sec-role", "sec-org", "sec-email", "sec-first", "sec-last", "sec-ldap", "sec-proxy", "X-User", "X-Auth", "X-Remote", "Remote-"];

    public static void Apply(RequestTransformContext context, Uri origin, bool toIdentity)
    {
        var (http, request) = (context.HttpContext, context.ProxyRequest);
        foreach (var name in http.Request.Headers.Keys.Where(IsSpoofed)) request.Headers.Remove(name);
        // The public name, whatever the client called us.
        request.Headers.Host = origin.Authority;
        request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", origin.Scheme);
        request.Headers.TryAddWithoutValidation("X-Forwarded-Host", origin.Authority);
        if (http.Connection.RemoteIpAddress is { } address) request.Headers.TryAddWithoutValidation("X-Forwarded-For", address.ToString());
        Cookies(http, request, toIdentity);
        if (http.Request.Cookies.ContainsKey(SessionSetup.Cookie)) request.Headers.Remove("Authorization");
        if (!toIdentity && http.Bearer() is { } bearer) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
    }

    static bool IsSpoofed(string name) =>
        spoofed.Contains(name, StringComparer.OrdinalIgnoreCase) || Array.Exists(spoofedPrefixes, p => name.StartsWith(p, StringComparison.OrdinalIgnoreCase));

    // Kept as they were written: decoding and encoding again would change them.
    static void Cookies(HttpContext http, HttpRequestMessage request, bool toIdentity)
    {
        request.Headers.Remove("Cookie");
        var kept = string.Join("; ", http.Request.Headers.Cookie
            .SelectMany(header => (header ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Where(pair => !pair.StartsWith(SessionSetup.Cookie, StringComparison.Ordinal) || (toIdentity && pair.StartsWith(IdentityCookies, StringComparison.Ordinal))));
        if (kept.Length > 0) request.Headers.TryAddWithoutValidation("Cookie", kept);
    }

    // The identity provider's own: nobody else sees them.
    const string IdentityCookies = "__Host-dinamis-compte";
}
