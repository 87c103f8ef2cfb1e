using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace Dinamis.AppHost;

/// <summary>What the environment says about a local run; see docs/guide/local-run.md.</summary>
sealed class Settings(IConfiguration configuration)
{
    const string DashboardPort = "DINAMIS_DASHBOARD_PORT";

    // artifacts/bin/AppHost/<configuration>/, wherever the command was typed.
    static readonly string root = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", ".."));

    readonly Dictionary<string, int> ports = new()
    {
        ["DINAMIS_PORT"] = 8080,
        ["DINAMIS_GRPC_PORT"] = 8081,
        [DashboardPort] = 18888,
        ["DINAMIS_SSO_PORT"] = 8090,
        ["DINAMIS_MAIL_PORT"] = 8025,
        ["DINAMIS_SMTP_PORT"] = 1025,
    };

    readonly HashSet<int> given = [];

    public int Http => Port("DINAMIS_PORT");
    public int Grpc => Port("DINAMIS_GRPC_PORT");

    /// <summary>Null: no dashboard, and nothing is sent to one.</summary>
    public int? Dashboard => Port(DashboardPort) is not 0 and var port ? port : null;

    public int Sso => Port("DINAMIS_SSO_PORT");
    public int Mail => Port("DINAMIS_MAIL_PORT");
    public int Smtp => Port("DINAMIS_SMTP_PORT");

    public string GrpcOrigin => $"http://localhost:{Grpc}";
    public string SsoOrigin => $"http://localhost:{Sso}";
    public string Mailbox => $"http://localhost:{Mail}";

    /// <summary>The public origin: another than localhost only behind a proxy that speaks https.</summary>
    public Uri Origin => new(configuration["Dinamis:Origin"] ?? $"http://localhost:{Http}");

    /// <summary>Databases, keys, assets, mails; absolute.</summary>
    public string Data => Path.GetFullPath(configuration["DINAMIS_DATA"] is { Length: > 0 } data ? data : Path.Combine(root, ".data"));

    public string? SecondOtlp => configuration["DINAMIS_OTLP_ENDPOINT"];

    public bool Demo => configuration["Demo:Enabled"] is { Length: > 0 } asked ? bool.Parse(asked) : Origin.IsLoopback;

    /// <summary>The connection string of PostgreSQL or Redis, when one of the outside is to be used.</summary>
    public string? ConnectionString(string name) => configuration.GetConnectionString(name);

    /// <summary>What keeps the system from starting, in French; none when all is well.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var name in ports.Keys.Where(name => name != DashboardPort || Raw(name) != "0"))
            if (!int.TryParse(Raw(name), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is 0 or > 65535)
                yield return $"{name} vaut « {Raw(name)} » : un numéro de port de 1 à 65535 est attendu.";
            else if (ports.Keys.FirstOrDefault(other => other != name && Raw(other) == Raw(name)) is { } twin && string.CompareOrdinal(name, twin) < 0)
                yield return $"{name} et {twin} donnent le même port {port}.";
            else if (!IsFree(port))
                yield return $"Le port {port} ({Use(name)}) est déjà utilisé par un autre programme. Arrêtez-le, ou choisissez un autre port avec {name}.";
        if (Demo && !Origin.IsLoopback)
            yield return $"Les données de démonstration (Demo:Enabled) sont refusées : l’origine {Origin} n’est pas ce poste.";
    }

    static string Use(string name) => name switch
    {
        "DINAMIS_PORT" => "passerelle",
        "DINAMIS_GRPC_PORT" => "passerelle, gRPC",
        DashboardPort => "tableau de bord Aspire",
        "DINAMIS_SSO_PORT" => "SSO de PIGMA",
        "DINAMIS_MAIL_PORT" => "messagerie locale",
        _ => "réception du courriel, SMTP",
    };

    string Raw(string name) => configuration[name] is { Length: > 0 } value ? value : ports[name].ToString(CultureInfo.InvariantCulture);

    int Port(string name) => int.Parse(Raw(name), CultureInfo.InvariantCulture);

    /// <summary>Whether nobody listens there, on either loopback address.</summary>
    static bool IsFree(int port) => CanBind(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || CanBind(IPAddress.IPv6Loopback, port));

    static bool CanBind(IPAddress address, int port)
    {
        using var probe = new TcpListener(address, port);
        try
        {
            probe.Start();
            return true;
        }
        catch (SocketException taken)
        {
            // A machine whose IPv6 is switched off has no such address: that is not a taken port.
            return taken.SocketErrorCode is SocketError.AddressNotAvailable;
        }
    }

    /// <summary>A free port below those that the system gives to outgoing connections, so that none takes it before its service does.</summary>
    public int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            if (ports.Keys.All(name => Port(name) != port) && IsFree(port) && given.Add(port)) return port;
        }
    }
}
