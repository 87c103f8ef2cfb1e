using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Dinamis.Identity;

/// <summary>Another body's SSO, known by its discovery address alone: section <c>Upstream:{id}</c>. Its absence hurts neither the start nor passwords.</summary>
static class Upstream
{
    /// <summary>Holds what the SSO said until the person is recognised.</summary>
    public const string Scheme = "sso";

    public static AuthenticationBuilder AddUpstreams(this AuthenticationBuilder authentication, IConfiguration configuration, Instance instance)
    {
        authentication.AddCookie(Scheme, o =>
        {
            o.Cookie.Name = instance.Cookie + "-sso";
            o.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            o.Cookie.Path = "/";
            o.ExpireTimeSpan = TimeSpan.FromMinutes(5);
        });
        foreach (var section in configuration.GetSection("Upstream").GetChildren())
            authentication.AddOpenIdConnect(section.Key, section["Name"] ?? section.Key, o =>
            {
                o.Authority = section["Authority"] ?? throw new InvalidOperationException($"{section.Path}:Authority is not configured.");
                o.RequireHttpsMetadata = !new Uri(o.Authority).IsLoopback;
                o.ClientId = section["ClientId"];
                o.ClientSecret = section["ClientSecret"];
                o.ResponseType = OpenIdConnectResponseType.Code;
                o.ResponseMode = OpenIdConnectResponseMode.Query;
                o.UsePkce = true;
                o.MapInboundClaims = false;
                o.SignInScheme = Scheme;
                o.CallbackPath = $"/compte/sso/{section.Key}/retour";
                o.AccessDeniedPath = "/compte/connexion";
                o.Scope.Clear();
                foreach (var scope in (string[])["openid", "email", "profile"]) o.Scope.Add(scope);
                o.GetClaimsFromUserInfoEndpoint = true;
                // Only a JSON true: "true" as text proves that the other side does not check it.
                o.ClaimActions.MapCustomJson("email_verified", ClaimValueTypes.Boolean, user => user.TryGetProperty("email_verified", out var v) && v.ValueKind == JsonValueKind.True ? "true" : null);
                o.ClaimActions.MapUniqueJsonKey("email", "email");
                // It then has to say when the person proved who she is there (OpenID Connect Core §2, auth_time).
                o.MaxAge = Sessions.BrowserLife;
                o.BackchannelTimeout = TimeSpan.FromSeconds(10);
                foreach (var cookie in (CookieBuilder[])[o.CorrelationCookie, o.NonceCookie])
                {
                    cookie.Name = instance.Cookie + (cookie == o.NonceCookie ? "-nonce." : "-corr.");
                    cookie.Path = "/";
                    cookie.SameSite = SameSiteMode.Lax;
                    cookie.SecurePolicy = CookieSecurePolicy.Always;
                }
                o.Events.OnRemoteFailure = context =>
                {
                    context.HandleResponse();
                    context.Response.Redirect("/compte/connexion?sso=echec&returnUrl=" + Uri.EscapeDataString(ReturnUrl(context.Properties)));
                    return Task.CompletedTask;
                };
            });
        return authentication;
    }

    /// <param name="returnUrl">Where the person goes afterwards.</param>
    /// <param name="again">She has to prove again who she is, though she has a session there.</param>
    public static AuthenticationProperties Properties(string returnUrl, bool again) => new OpenIdConnectChallengeProperties
    {
        Prompt = again ? OpenIdConnectPrompt.Login : null,
        RedirectUri = "/compte/sso?returnUrl=" + Uri.EscapeDataString(returnUrl),
        Items = { ["returnUrl"] = returnUrl },
    };

    static string ReturnUrl(AuthenticationProperties? properties) => properties?.Items.TryGetValue("returnUrl", out var url) == true && url is not null ? url : "/";
}
