using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace Dinamis.Gateway;

/// <summary>An unsafe request to a page, or with a cookie of ours, comes from our own pages or is refused (DESIGN §2, browser safety).</summary>
static class SameOrigin
{
    public static void UseSameOrigin(this WebApplication app)
    {
        var origin = app.Services.GetRequiredService<IOptions<DinamisOptions>>().Value.Origin.GetLeftPart(UriPartial.Authority);
        app.Use((http, next) => IsConcerned(http.Request) && !IsOurs(http.Request, origin) ? throw new Refused(GatewayRefusals.CrossSite) : next(http));
    }

    static bool IsConcerned(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method)
        && (request.Cookies.Keys.Any(k => k.StartsWith(SessionSetup.Cookie, StringComparison.Ordinal)) || MustBeOurs(request.Path));

    static bool MustBeOurs(PathString path) => Destinations.Of(path) switch
    {
        Destination.Portal => true,
        Destination.Identity => path.StartsWithSegments("/compte"),
        Destination.Bff => !Destinations.IsDirect(path),
        _ => false,
    };

    static bool IsOurs(HttpRequest request, string origin) =>
        request.Headers.TryGetValue("Sec-Fetch-Site", out var site)
            ? site.ToString() is "same-origin" or "none"
            : request.Headers.Origin == origin || request.Headers["X-CSRF"] == "1";
}
