using Dinamis.ServiceDefaults;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Server;

namespace Dinamis.Identity;

/// <summary>The OpenID Connect provider: issuer = the public origin, code + PKCE, device flow, client credentials; no implicit or password grant.</summary>
static class Server
{
    static readonly TimeSpan RefreshLife = TimeSpan.FromDays(5);

    public static void AddServer(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<TokenKeys>();
        services.AddHostedService(s => s.GetRequiredService<TokenKeys>());
        services.AddSingleton<IConfigureOptions<OpenIddictServerOptions>>(s => s.GetRequiredService<TokenKeys>());
        services.AddSingleton<IOptionsChangeTokenSource<OpenIddictServerOptions>>(s => s.GetRequiredService<TokenKeys>());
        services.AddOpenIddict()
            .AddCore(o => o.UseEntityFrameworkCore().UseDbContext<IdentityDb>())
            .AddServer(o =>
            {
                o.SetAuthorizationEndpointUris("connect/authorize")
                    .SetTokenEndpointUris("connect/token")
                    .SetUserInfoEndpointUris("connect/userinfo")
                    .SetRevocationEndpointUris("connect/revocation")
                    .SetIntrospectionEndpointUris("connect/introspection")
                    .SetEndSessionEndpointUris("connect/logout")
                    .SetPushedAuthorizationEndpointUris("connect/par")
                    .SetDeviceAuthorizationEndpointUris("connect/auth/device")
                    .SetEndUserVerificationEndpointUris("compte/appareil");
                o.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange()
                    .AllowRefreshTokenFlow()
                    .AllowClientCredentialsFlow()
                    .AllowDeviceAuthorizationFlow();
                // Only S256: `plain` proves nothing (RFC 9700 §2.1.1).
                o.Configure(c => c.CodeChallengeMethods.Remove(OpenIddictConstants.CodeChallengeMethods.Plain));
                o.RegisterScopes([.. Audiences.OfPeople, Scopes.Internal, Scopes.Feed, OpenIddictConstants.Scopes.Profile, OpenIddictConstants.Scopes.Email]);
                o.DisableAccessTokenEncryption();
                o.SetAccessTokenLifetime(TimeSpan.FromMinutes(10));
                o.SetAuthorizationCodeLifetime(TimeSpan.FromMinutes(1));
                o.SetIdentityTokenLifetime(TimeSpan.FromMinutes(10));
                o.SetRefreshTokenLifetime(RefreshLife);
                // Two tabs may refresh at once; later, the reuse of a spent token kills the family.
                o.SetRefreshTokenReuseLeeway(TimeSpan.FromSeconds(30));
                o.SetDeviceCodeLifetime(TimeSpan.FromMinutes(15)).SetUserCodeLifetime(TimeSpan.FromMinutes(15));
                o.UseReferenceRefreshTokens();
                o.UseAspNetCore()
                    .EnableAuthorizationEndpointPassthrough()
                    .EnableTokenEndpointPassthrough()
                    .EnableUserInfoEndpointPassthrough()
                    .EnableEndSessionEndpointPassthrough()
                    .EnableEndUserVerificationEndpointPassthrough()
                    .EnableStatusCodePagesIntegration()
                    // TLS ends at the edge; the origin itself is checked at start.
                    .DisableTransportSecurityRequirement();
                o.AddEventHandler<OpenIddictServerEvents.ApplyTokenResponseContext>(h => h.UseInlineHandler(TellRefreshLife).SetOrder(int.MinValue + 1000));
                o.AddEventHandler<OpenIddictServerEvents.ApplyDeviceAuthorizationResponseContext>(h => h.UseInlineHandler(TellInterval).SetOrder(int.MinValue + 1000));
            });
        services.AddOptions<OpenIddictServerOptions>().Configure<IOptions<DinamisOptions>>((o, dinamis) => o.Issuer = dinamis.Value.Public("/"));
    }

    // The `teledetection` SDK demands it, as Keycloak sends it.
    static ValueTask TellRefreshLife(OpenIddictServerEvents.ApplyTokenResponseContext context)
    {
        if (context.Response.RefreshToken is not null) context.Response["refresh_expires_in"] = (long)RefreshLife.TotalSeconds;
        return default;
    }

    // RFC 8628 §3.2.
    static ValueTask TellInterval(OpenIddictServerEvents.ApplyDeviceAuthorizationResponseContext context)
    {
        if (context.Response.Error is null) context.Response["interval"] = 5;
        return default;
    }
}
