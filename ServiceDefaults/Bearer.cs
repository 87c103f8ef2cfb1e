using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Dinamis.ServiceDefaults;

/// <summary>Names of the policies that rpcs and routes carry. Deny by default: what carries none needs a token for this audience and is listed by a test.</summary>
public static class Policies
{
    /// <summary>A person, by a token that names this service as audience.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Another service of ours, by its own token with the scope <c>internal</c>.</summary>
    public const string Internal = "internal";

    /// <summary>A consumer of the event feed, scope <c>feed</c>.</summary>
    public const string Feed = "feed";

    /// <summary>A person or a service of ours.</summary>
    public const string PersonOrService = "person-or-service";
}

public static class Bearer
{
    /// <summary>Checks tokens here, whatever stands in front: ES256, issuer = public origin, this audience, at most 10 minutes old.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="audience">Name of this service.</param>
    public static WebApplicationBuilder AddBearer(this WebApplicationBuilder builder, string audience)
    {
        builder.Services.AddTransient<Inside>();
        builder.Services.AddScoped<Caller>();
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<IOptions<DinamisOptions>, IServiceProvider>((o, dinamis, services) =>
        {
            o.Authority = dinamis.Value.Origin.OriginalString.TrimEnd('/');
            o.RequireHttpsMetadata = dinamis.Value.Origin.Scheme == Uri.UriSchemeHttps;
            o.Audience = audience;
            o.MapInboundClaims = false;
            var inside = services.GetRequiredService<Inside>();
            inside.InnerHandler = new SocketsHttpHandler();
            o.BackchannelHttpHandler = inside;
            o.TokenValidationParameters.ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256];
            o.TokenValidationParameters.ValidTypes = ["at+jwt"];
            // Discovery gives the issuer with the slash that Uri adds.
            o.TokenValidationParameters.ValidIssuers = [o.Authority, o.Authority + "/"];
            o.TokenValidationParameters.ClockSkew = TimeSpan.FromSeconds(30);
            o.TokenValidationParameters.NameClaimType = Claims.Subject;
        });
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(Policies.SignedIn, p => p.RequireAssertion(c => IsPerson(c.User)))
            .AddPolicy(Policies.Internal, p => p.RequireAssertion(c => Has(c.User, Scopes.Internal)))
            .AddPolicy(Policies.Feed, p => p.RequireAssertion(c => Has(c.User, Scopes.Feed)))
            .AddPolicy(Policies.PersonOrService, p => p.RequireAssertion(c => IsPerson(c.User) || Has(c.User, Scopes.Internal)));
        return builder;
    }

    internal static bool IsPerson(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true && Guid.TryParse(user.FindFirstValue(Claims.Subject), out _);

    internal static bool Has(ClaimsPrincipal user, string scope) =>
        user.FindAll(Claims.Scope).Any(c => c.Value.Split(' ').Contains(scope, StringComparer.Ordinal));
}

/// <summary>Claims of our access tokens.</summary>
public static class Claims
{
    /// <summary>Person id of accounts, or the client id of a service.</summary>
    public const string Subject = "sub";
    public const string Client = "client_id";
    public const string Scope = "scope";

    /// <summary>The one organisation for which the person acts, chosen at sign-in.</summary>
    public const string Organisation = "org";

    /// <summary>Session generation: a person's suspension raises it, and older tokens count no more.</summary>
    public const string Generation = "gen";

    /// <summary>When the person last proved who she is, in seconds since 1970; a device that acts for her has none.</summary>
    public const string SignedInAt = "auth_time";
}
