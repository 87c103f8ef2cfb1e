using System.Collections.Concurrent;
using System.Diagnostics;

namespace Dinamis.AppHost;

/// <summary>The orchestrator stops its processes after this one has ended; a next run must not meet them at the same databases.</summary>
sealed class StartedProcesses : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    readonly ConcurrentDictionary<int, Process> all = [];

    public void Note(ResourceEvent seen)
    {
        if (seen.Snapshot.Properties.FirstOrDefault(property => property.Name is "executable.pid")?.Value is not { } value
            || Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) is not (> 0 and var id)
            || all.ContainsKey(id)) return;
        try
        {
            all[id] = Process.GetProcessById(id);
        }
        catch (ArgumentException)
        {
            // It has ended already.
        }
    }

    /// <summary>Asks all of them at once to end; the orchestrator would ask one by one.</summary>
    public void AskToEnd()
    {
        string[] living = [.. all.Where(each => !each.Value.HasExited).Select(each => $"{each.Key}")];
        if (living.Length > 0 && !OperatingSystem.IsWindows())
            Process.Start(new ProcessStartInfo("kill", ["-TERM", .. living]) { RedirectStandardError = true })?.Dispose();
    }

    /// <summary>Waits until all have ended, and ends those that do not.</summary>
    public async Task LeaveAsync()
    {
        using var end = new CancellationTokenSource(Patience);
        await Task.WhenAll(all.Values.Select(process => process.WaitForExitAsync(end.Token))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var process in all.Values.Where(process => !process.HasExited)) process.Kill(entireProcessTree: true);
    }

    public void Dispose()
    {
        foreach (var process in all.Values) process.Dispose();
    }
}
