using Dinamis.ServiceDefaults;
using Garnet;
using Microsoft.Extensions.Options;

namespace Dinamis.Local;

/// <summary>
/// Garnet in this process. It holds only what may vanish, so it is neither saved nor recovered.
/// <c>cleanupDir</c> stays false: with true, Dispose deletes the working directory and all that it holds.
/// </summary>
sealed class Redis(IOptions<LocalOptions> options, IOptions<DinamisOptions> dinamis, ILoggerFactory loggers) : IHostedService, IDisposable
{
    GarnetServer? server;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.RedisPort is not { } port) return Task.CompletedTask;
        server = new GarnetServer(
            ["--port", $"{port}", "--bind", "127.0.0.1", "--memory", "64m", "--index", "8m", "--lua", "--checkpointdir", dinamis.Value.Folder("local", "garnet")],
            loggers, cleanupDir: false);
        server.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => Interlocked.Exchange(ref server, null)?.Dispose();
}
