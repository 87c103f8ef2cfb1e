using Dinamis.ServiceDefaults;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Dinamis.Gateway;

/// <summary>The browser's session: a cookie with a key, tokens on the server, code flow with PAR at the identity provider.</summary>
static class SessionSetup
{
    public const string Cookie = "__Host-dinamis";
    public const string CallbackPath = "/bff/retour";
    public const string Silent = "silent";

    /// <summary>Whatever is done in it, a new sign-in is asked after this.</summary>
    static readonly TimeSpan Absolute = TimeSpan.FromHours(12);

    public static void AddSession(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddDataProtection().SetApplicationName("dinamis-gateway");
        services.AddOptions<KeyManagementOptions>().Configure<IOptions<DinamisOptions>, ILoggerFactory>((o, dinamis, logs) =>
            o.XmlRepository = new FileSystemXmlRepository(new(dinamis.Value.Folder("keys", Resources.Gateway)), logs));
        services.AddSingleton<IStartupFilter, OriginCheck>();
        services.AddTransient<Inside>();
        services.AddSingleton<Tickets>();
        services.AddSingleton<Refresher>();
        services.AddHttpClient(nameof(Refresher)).AddHttpMessageHandler<Inside>();
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme).Configure<Tickets>((o, tickets) => o.SessionStore = tickets);
        services.AddOptions<OpenIdConnectOptions>(OpenIdConnectDefaults.AuthenticationScheme).Configure<IOptions<DinamisOptions>, IConfiguration, IServiceProvider>(Configure);
        // No default scheme: a session is read where it is needed, not for every picture and script.
        services.AddAuthentication()
            .AddCookie(o =>
            {
                Harden(o.Cookie, Cookie);
                o.ExpireTimeSpan = Absolute;
                o.SlidingExpiration = false;
            })
            .AddOpenIdConnect();
    }

    static void Configure(OpenIdConnectOptions o, IOptions<DinamisOptions> dinamis, IConfiguration configuration, IServiceProvider services)
    {
        var origin = dinamis.Value.Origin;
        o.Authority = origin.OriginalString.TrimEnd('/');
        o.RequireHttpsMetadata = origin.Scheme == Uri.UriSchemeHttps;
        var inside = services.GetRequiredService<Inside>();
        inside.InnerHandler = new SocketsHttpHandler();
        o.BackchannelHttpHandler = inside;
        o.ClientId = configuration["Client:Id"] ?? Resources.Gateway;
        o.ClientSecret = configuration["Client:Secret"] ?? throw new InvalidOperationException("Client:Secret is not configured.");
        o.ResponseType = OpenIdConnectResponseType.Code;
        // form_post would come cross-site, without our cookies and against our own rule.
        o.ResponseMode = OpenIdConnectResponseMode.Query;
        o.PushedAuthorizationBehavior = PushedAuthorizationBehavior.Require;
        o.MapInboundClaims = false;
        o.SaveTokens = true;
        // The session lives by its own rules, not by the identity token's ten minutes.
        o.UseTokenLifetime = false;
        o.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        o.CallbackPath = CallbackPath;
        o.SignedOutCallbackPath = "/bff/deconnecte";
        o.SignedOutRedirectUri = "/";
        o.Scope.Clear();
        foreach (var scope in (string[])["openid", "offline_access", Scopes.Membership, Scopes.Accounts, Scopes.Catalogue, Scopes.Activity]) o.Scope.Add(scope);
        o.TokenValidationParameters.ValidIssuers = [o.Authority, o.Authority + "/"];
        // One sign-in page may stay open longer than the default fifteen minutes.
        o.RemoteAuthenticationTimeout = o.ProtocolValidator.NonceLifetime = TimeSpan.FromMinutes(60);
        o.DisableTelemetry = true;
        Harden(o.CorrelationCookie, Cookie + "-corr.");
        Harden(o.NonceCookie, Cookie + "-nonce.");
        o.Events.OnRedirectToIdentityProvider = context =>
        {
            if (context.Properties.Items.ContainsKey(Silent)) context.ProtocolMessage.Prompt = "none";
            else if (context.Properties.Items.TryGetValue("prompt", out var prompt)) context.ProtocolMessage.Prompt = prompt;
            return Task.CompletedTask;
        };
        o.Events.OnRemoteFailure = LoginPath.OnFailureAsync;
    }

    static void Harden(CookieBuilder cookie, string name)
    {
        cookie.Name = name;
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        // Browsers take Secure from http://localhost too.
        cookie.SecurePolicy = CookieSecurePolicy.Always;
    }
}
