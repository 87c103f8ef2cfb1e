using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Dinamis.Tests;

/// <summary>Ports for what a test starts.</summary>
static class FreePort
{
    static readonly ConcurrentDictionary<int, bool> given = [];

    /// <summary>Free, never given before, and below those that the system gives to outgoing connections: none takes it before its service does.</summary>
    public static int Next()
    {
        while (true)
        {
            var port = Random.Shared.Next(10_000, 20_000);
            if (IsFree(port) && given.TryAdd(port, true)) return port;
        }
    }

    static bool IsFree(int port)
    {
        using var probe = new TcpListener(IPAddress.Loopback, port);
        try
        {
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
