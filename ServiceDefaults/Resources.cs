namespace Dinamis.ServiceDefaults;

/// <summary>Names of the processes, shared by the AppHost, the clients and the tests. A token's audience has the name of its service.</summary>
public static class Resources
{
    public const string Gateway = "gateway";
    public const string Portal = "portal";
    public const string Identity = "identity";
    public const string Membership = "membership";
    public const string Accounts = "accounts";
    public const string Catalogue = "catalogue";
    public const string Activity = "activity";
    public const string Local = "local";
    public const string PigmaSso = "pigma-sso";

    /// <summary>Address for service discovery of a service's gRPC endpoint (HTTP/2 in clear, inside).</summary>
    public static Uri Grpc(string service) => new($"http://_grpc.{service}");

    /// <summary>Address for service discovery of a service's HTTP/1.1 endpoint.</summary>
    public static Uri Http(string service) => new($"http://_http.{service}");
}

/// <summary>OAuth scopes. Those of people add the audience of the same name; the last two are for services alone.</summary>
public static class Scopes
{
    public const string Membership = Resources.Membership;
    public const string Accounts = Resources.Accounts;
    public const string Catalogue = Resources.Catalogue;
    public const string Activity = Resources.Activity;
    public const string Internal = "internal";
    public const string Feed = "feed";
}
