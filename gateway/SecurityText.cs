using Dinamis.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace Dinamis.Gateway;

/// <summary><c>/.well-known/security.txt</c> (RFC 9116): where a flaw is reported.</summary>
static class SecurityText
{
    public static void MapSecurityText(this WebApplication app) => app.MapGet("/.well-known/security.txt", (IOptions<DinamisOptions> options, IConfiguration configuration, TimeProvider clock) =>
    {
        var contact = configuration["Gateway:SecurityContact"] ?? options.Value.Public("/aide").ToString();
        return Results.Text($"""
            Contact: {contact}
            Expires: {clock.GetUtcNow().AddMonths(6):yyyy-MM-dd'T'HH:mm:ss'Z'}
            Preferred-Languages: fr, en
            Canonical: {options.Value.Public("/.well-known/security.txt")}

            """);
    });
}
