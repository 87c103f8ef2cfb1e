using Dinamis.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace Dinamis.Gateway;

/// <summary>Headers of every answer, errors too. Scripts and styles come from files of ours alone.</summary>
static class SecurityHeaders
{
    // The map draws from blobs; style-src has no unsafe-inline: styles set by script (CSSOM) are allowed without it.
    const string Common = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this WebApplication app)
    {
        var https = app.Services.GetRequiredService<IOptions<DinamisOptions>>().Value.Origin.Scheme == Uri.UriSchemeHttps;
        app.Use((http, next) =>
        {
            http.Response.OnStarting(() =>
            {
                Write(http, https);
                return Task.CompletedTask;
            });
            return next(http);
        });
    }

    static void Write(HttpContext http, bool https)
    {
        var (headers, path) = (http.Response.Headers, http.Request.Path);
        // A sign-in form's answer may lead to a client's or another SSO's origin: form-action would stop that redirect.
        headers.ContentSecurityPolicy = Destinations.Of(path) == Destination.Identity ? Common : Common + "; form-action 'self'";
        headers.XContentTypeOptions = "nosniff";
        headers["Permissions-Policy"] = "camera=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (https) headers.StrictTransportSecurity = "max-age=63072000; includeSubDomains";
        var link = path.StartsWithSegments("/lien") || path.StartsWithSegments("/compte/lien");
        headers["Referrer-Policy"] = link ? "no-referrer" : "strict-origin-when-cross-origin";
        // What was shown to a person stays with that person.
        if (link || path.StartsWithSegments("/compte") || (http.Bearer() is not null && Destinations.Of(path) == Destination.Portal) || (headers.CacheControl.Count == 0 && Destinations.Of(path) is Destination.Bff))
            headers.CacheControl = "no-store";
        headers.Remove("Server");
    }
}
