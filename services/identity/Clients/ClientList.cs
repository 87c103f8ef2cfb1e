using Dinamis.ServiceDefaults;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Dinamis.Identity;

/// <summary>Who may ask for tokens, and how.</summary>
static class ClientList
{
    public const string LogoutUri = "backchannel_logout_uri";

    static readonly string[] services = [Resources.Membership, Resources.Accounts, Resources.Catalogue, Resources.Activity, Resources.Identity, Resources.Portal, "demo", "operator"];

    /// <summary>Our own clients: those whose secret is configured, and the two public ones.</summary>
    public static IEnumerable<OpenIddictApplicationDescriptor> Of(IConfiguration configuration, Uri origin)
    {
        foreach (var id in services)
            if (configuration[$"Clients:{id}"] is { Length: > 0 } secret)
                yield return Service(id, secret);
        if (configuration[$"Clients:{Resources.Gateway}"] is { Length: > 0 } gateway)
            yield return Gateway(gateway, origin);
        yield return Gdal();
        yield return Spa(configuration, origin);
    }

    /// <summary>The one client of an instance that plays another's SSO.</summary>
    public static OpenIddictApplicationDescriptor Relying(string id, string secret, Uri redirect)
    {
        var client = Code(id, "DINAMIS", secret, redirect);
        client.Permissions.UnionWith([Permissions.Scopes.Profile, Permissions.Scopes.Email]);
        return client;
    }

    static OpenIddictApplicationDescriptor Service(string id, string secret) => new()
    {
        ClientId = id,
        ClientSecret = secret,
        ClientType = ClientTypes.Confidential,
        DisplayName = id,
        Permissions =
        {
            Permissions.Endpoints.Token, Permissions.Endpoints.Introspection, Permissions.GrantTypes.ClientCredentials,
            Permissions.Prefixes.Scope + ServiceDefaults.Scopes.Internal, Permissions.Prefixes.Scope + ServiceDefaults.Scopes.Feed,
        },
    };

    static OpenIddictApplicationDescriptor Gateway(string secret, Uri origin)
    {
        var client = Code(Resources.Gateway, "Portail DINAMIS", secret, new Uri(origin, "/bff/retour"));
        client.PostLogoutRedirectUris.Add(new(origin, "/bff/deconnecte"));
        client.Permissions.UnionWith([Permissions.Endpoints.EndSession, Permissions.Endpoints.Revocation, Permissions.GrantTypes.RefreshToken, .. OfPeople()]);
        client.Requirements.Add(Requirements.Features.PushedAuthorizationRequests);
        client.Properties[LogoutUri] = System.Text.Json.JsonSerializer.SerializeToElement(new Uri(origin, "/bff/backchannel").ToString());
        return client;
    }

    // For QGIS, GDAL and the `teledetection` SDK.
    static OpenIddictApplicationDescriptor Gdal() => new()
    {
        ClientId = "gdal",
        ClientType = ClientTypes.Public,
        DisplayName = "QGIS, GDAL ou le module Python teledetection",
        Permissions =
        {
            Permissions.Endpoints.Token, Permissions.Endpoints.DeviceAuthorization, Permissions.Endpoints.Revocation,
            Permissions.GrantTypes.DeviceCode, Permissions.GrantTypes.RefreshToken,
            Permissions.Prefixes.Scope + ServiceDefaults.Scopes.Catalogue,
        },
    };

    // A web front-end that we do not write: code + PKCE, its own origin.
    static OpenIddictApplicationDescriptor Spa(IConfiguration configuration, Uri origin)
    {
        var redirects = configuration.GetSection("Clients:demo-spa:RedirectUris").Get<Uri[]>() ?? [new("http://localhost:5173/retour")];
        var client = Code("demo-spa", "Application web de démonstration", null, redirects);
        client.PostLogoutRedirectUris.UnionWith(redirects.Select(r => new Uri(r, "/")));
        client.Permissions.UnionWith([Permissions.Endpoints.EndSession, Permissions.Endpoints.Revocation, Permissions.GrantTypes.RefreshToken, .. OfPeople()]);
        return client;
    }

    static OpenIddictApplicationDescriptor Code(string id, string name, string? secret, params Uri[] redirects)
    {
        var client = new OpenIddictApplicationDescriptor
        {
            ClientId = id,
            ClientSecret = secret,
            ClientType = secret is null ? ClientTypes.Public : ClientTypes.Confidential,
            DisplayName = name,
            ConsentType = ConsentTypes.Implicit,
            Permissions =
            {
                Permissions.Endpoints.Authorization, Permissions.Endpoints.PushedAuthorization, Permissions.Endpoints.Token,
                Permissions.GrantTypes.AuthorizationCode, Permissions.ResponseTypes.Code,
            },
            Requirements = { Requirements.Features.ProofKeyForCodeExchange },
        };
        client.RedirectUris.UnionWith(redirects);
        return client;
    }

    static IEnumerable<string> OfPeople() => Audiences.OfPeople.Select(s => Permissions.Prefixes.Scope + s);
}
