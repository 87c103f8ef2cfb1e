using Dinamis.ServiceDefaults;

namespace Dinamis.Identity;

/// <summary>Scopes name the audiences of an access token; a client that asks for none gets the catalogue.</summary>
static class Audiences
{
    public static readonly string[] OfPeople = [Scopes.Membership, Scopes.Accounts, Scopes.Catalogue, Scopes.Activity];

    static readonly string[] ofServices = [Resources.Membership, Resources.Accounts, Resources.Catalogue, Resources.Activity, Resources.Identity];

    /// <summary>The scopes that are granted when <paramref name="asked"/> are asked for.</summary>
    public static IEnumerable<string> Grant(IReadOnlyCollection<string> asked) =>
        asked.Any(s => OfPeople.Contains(s) || s is Scopes.Internal or Scopes.Feed) ? asked : asked.Append(Scopes.Catalogue);

    /// <summary>The audiences of a token with these scopes.</summary>
    /// <param name="scopes">Scopes granted.</param>
    /// <param name="client">The gateway's tokens are read by the portal too, which forwards them.</param>
    public static IEnumerable<string> Of(IReadOnlyCollection<string> scopes, string? client)
    {
        var audiences = OfPeople.Where(scopes.Contains);
        if (scopes.Contains(Scopes.Internal) || scopes.Contains(Scopes.Feed)) audiences = audiences.Union(ofServices);
        return client == Resources.Gateway ? audiences.Append(Resources.Portal) : audiences;
    }
}
