using Dinamis.ServiceDefaults;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace Dinamis.Gateway;

/// <summary>The browser's side of the session.</summary>
static partial class Bff
{
    public static void MapBff(this WebApplication app)
    {
        app.MapGet("/bff/login", Login);
        app.MapPost("/bff/logout", LogoutAsync);
        app.MapGet("/bff/user", (Delegate)UserAsync);
        app.MapPost("/bff/backchannel", Backchannel.HandleAsync).DisableAntiforgery();
    }

    static IResult Login(string? returnUrl, string? prompt)
    {
        var properties = new AuthenticationProperties { RedirectUri = LoginPath.Local(returnUrl) };
        if (prompt == "login") properties.Items["prompt"] = prompt;
        return Results.Challenge(properties, [OpenIdConnectDefaults.AuthenticationScheme]);
    }

    // The ticket goes, the refresh token is revoked, and the identity provider ends its own session and tells its other clients.
    static async Task<IResult> LogoutAsync(HttpContext http, Refresher refresher, ILoggerFactory logs)
    {
        var session = await http.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        if (session.Ticket is { } ticket)
        {
            try
            {
                await refresher.RevokeAsync(ticket, http.RequestAborted);
            }
            catch (Exception e) when (e is HttpRequestException or InvalidOperationException)
            {
                NotRevoked(logs.CreateLogger("Dinamis.Gateway"), e);
                await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
                return Results.LocalRedirect("/");
            }
        }
        return Results.SignOut(new AuthenticationProperties { RedirectUri = "/" }, [CookieAuthenticationDefaults.AuthenticationScheme, OpenIdConnectDefaults.AuthenticationScheme]);
    }

    static async Task<IResult> UserAsync(HttpContext http)
    {
        if (!http.Request.Cookies.ContainsKey(SessionSetup.Cookie) || await http.TicketAsync() is not { } ticket) return Results.Unauthorized();
        string? Claim(string type) => ticket.Principal.FindFirst(type)?.Value;
        return Results.Json(new
        {
            sub = Claim(Claims.Subject),
            org = Claim(Claims.Organisation),
            org_kind = Claim("org_kind"),
            auth_time = Claim("auth_time"),
            expires_at = ticket.Properties.ExpiresUtc,
        });
    }

    [LoggerMessage(LogLevel.Warning, "The identity provider was away during a sign-out: only this session ended")]
    static partial void NotRevoked(ILogger logger, Exception exception);
}
