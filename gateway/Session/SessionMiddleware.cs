using Dinamis.Kernel;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace Dinamis.Gateway;

/// <summary>
/// Reads the session where a request carries our cookie, renews its tokens, and keeps the bearer for the proxy. A cookie whose ticket
/// is gone (flushed, or ended elsewhere) costs a page one silent redirect; anything else goes on as nobody.
/// </summary>
static class SessionMiddleware
{
    static readonly object bearer = new();
    static readonly string[] pictures = [".css", ".js", ".svg", ".png", ".jpg", ".webp", ".ico", ".woff2", ".map", ".txt"];

    public static string? Bearer(this HttpContext http) => http.Items[bearer] as string;

    public static void UseSession(this WebApplication app)
    {
        // Answers the provider's redirect to /bff/retour and /bff/deconnecte.
        app.UseAuthentication();
        app.Use(async (http, next) =>
        {
            if (http.Request.Cookies.ContainsKey(SessionSetup.Cookie) && IsRead(http.Request.Path) && !await ReadAsync(http)) return;
            await next(http);
        });
    }

    /// <summary>The session's ticket, with tokens that last; null for nobody.</summary>
    public static async Task<AuthenticationTicket?> TicketAsync(this HttpContext http)
    {
        var result = await http.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        if (result.Ticket is not { } ticket || ticket.Properties.Items[Tickets.Key] is not { } key) return null;
        var fresh = await http.RequestServices.GetRequiredService<Refresher>().FreshAsync(key, ticket, http.RequestAborted);
        if (fresh is not null) await http.RequestServices.GetRequiredService<Tickets>().TouchAsync(key, fresh);
        return fresh;
    }

    // False when the answer is already given.
    static async Task<bool> ReadAsync(HttpContext http)
    {
        if (await http.TicketAsync() is { } ticket)
        {
            http.Items[bearer] = ticket.Properties.GetTokenValue("access_token");
            return true;
        }
        if (!IsPage(http.Request)) return true;
        try
        {
            await http.ChallengeAsync(OpenIdConnectDefaults.AuthenticationScheme, new()
            {
                RedirectUri = LoginPath.Local(http.Request.Path + http.Request.QueryString),
                Items = { [SessionSetup.Silent] = "1" },
            });
            return false;
        }
        catch (Exception e) when (e is HttpRequestException or InvalidOperationException { InnerException: HttpRequestException or IOException })
        {
            // The identity provider is away too: the page is shown to nobody in particular.
            return true;
        }
    }

    static bool IsRead(PathString path) =>
        Destinations.Of(path) is not (Destination.Identity or Destination.Bff)
        && !pictures.Any(p => path.Value!.EndsWith(p, StringComparison.OrdinalIgnoreCase) && Destinations.Of(path) == Destination.Portal);

    static bool IsPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && Destinations.Of(request.Path) == Destination.Portal
        && ErrorPage.IsPage(request);
}
