using System.Security.Cryptography;
using Dinamis.ServiceDefaults;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Dinamis.ServiceTests.Harness;

/// <summary>Access tokens as identity makes them, signed by a key of the tests: services check them as they check real ones.</summary>
public static class TestTokens
{
    public const string Origin = "http://localhost:8080";

    static readonly ECDsaSecurityKey key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "tests" };

    /// <param name="signedInAt">When the person proved who she is; a device has no such claim.</param>
    public static string ForPerson(string audience, Guid person, Guid? organisation = null, long generation = 0, string client = "gateway", DateTimeOffset? signedInAt = null)
    {
        Dictionary<string, object> claims = Of(audience, person, organisation, generation, client);
        if (signedInAt is { } at) claims[Claims.SignedInAt] = at.ToUnixTimeSeconds();
        return Make(audience, claims);
    }

    static Dictionary<string, object> Of(string audience, Guid person, Guid? organisation, long generation, string client) => new()
    {
        [Claims.Subject] = person.ToString(),
        [Claims.Client] = client,
        [Claims.Scope] = audience,
        [Claims.Generation] = generation.ToString(System.Globalization.CultureInfo.InvariantCulture),
        [Claims.Organisation] = organisation?.ToString() ?? "",
    };

    public static string ForService(string audience, string client, string scope = $"{Scopes.Internal} {Scopes.Feed}") => Make(audience, new()
    {
        [Claims.Subject] = client,
        [Claims.Client] = client,
        [Claims.Scope] = scope,
    });

    static string Make(string audience, Dictionary<string, object> claims) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Origin,
        Audience = audience,
        Claims = claims,
        TokenType = "at+jwt",
        Expires = DateTime.UnixEpoch.AddYears(100),
        SigningCredentials = new(key, SecurityAlgorithms.EcdsaSha256),
    });

    /// <summary>Makes a service trust the tests' key in place of identity's discovery document.</summary>
    public static void Trust(IServiceCollection services) => services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, o =>
    {
        var configuration = new OpenIdConnectConfiguration { Issuer = Origin };
        configuration.SigningKeys.Add(key);
        o.ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(configuration);
    });
}
