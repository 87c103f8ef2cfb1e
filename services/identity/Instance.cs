using Dinamis.ServiceDefaults;
using OpenIddict.Abstractions;

namespace Dinamis.Identity;

/// <summary>What this process plays: DINAMIS's identity provider, or another body's SSO for tests and demonstrations, with its own users and no other service.</summary>
sealed class Instance
{
    readonly IConfiguration configuration;

    public Instance(IConfiguration configuration)
    {
        this.configuration = configuration;
        Name = configuration["Identity:Instance"] is { Length: > 0 } name ? name : Resources.Identity;
    }

    /// <summary>Also names its database, its key ring and its cookies: on localhost all ports share the cookies.</summary>
    public string Name { get; }

    public bool IsOurs => Name == Resources.Identity;

    public string Cookie => IsOurs ? "__Host-dinamis-compte" : "__Host-" + Name;

    /// <summary>Where the pages take their style: the portal's, through the gateway.</summary>
    public string Styles => IsOurs ? "" : Redirect.GetLeftPart(UriPartial.Authority);

    public string Title => IsOurs ? "DINAMIS" : configuration["Identity:Title"] ?? "PIGMA";

    public IEnumerable<OpenIddictApplicationDescriptor> Clients(Uri origin) =>
        IsOurs ? ClientList.Of(configuration, origin) : [ClientList.Relying("dinamis", configuration["Clients:dinamis"] ?? throw new InvalidOperationException("Clients:dinamis is not configured."), Redirect)];

    Uri Redirect => new(configuration["Relying:dinamis:RedirectUri"] ?? throw new InvalidOperationException("Relying:dinamis:RedirectUri is not configured."));
}
