namespace Dinamis.SystemTests.Harness;

/// <summary>What was seen of a system that was stopped by Ctrl+C while its demonstration was seeded, before another start went on with its data.</summary>
/// <param name="Processes">How many it had.</param>
/// <param name="EndedByItself">Nothing had to be killed.</param>
/// <param name="Kept">What must survive, see <see cref="KeptAsync"/>.</param>
/// <param name="Steps">Steps of the seeding that were done, and when (UTC).</param>
public sealed record FirstLife(int Processes, bool EndedByItself, string Kept, IReadOnlyDictionary<string, DateTime> Steps)
{
    public static async Task<FirstLife> LiveAsync(string data)
    {
        await using var system = await RunningSystem.StartAsync(new Dictionary<string, string> { ["Demo__Enabled"] = "true" }, data, dashboard: true);
        var (processes, kept) = (ProcessesOver(data), await KeptAsync(system));
        await Patiently.UntilAsync("a step of the seeding", TimeSpan.FromSeconds(60), () => Task.FromResult(StepsIn(data).Count > 0));
        var ended = await system.StopAsync();
        await Patiently.UntilAsync("the end of every process", TimeSpan.FromSeconds(60), () => Task.FromResult(ProcessesOver(data) == 0));
        return new(processes, ended, kept, StepsIn(data));
    }

    /// <summary>The keys of the certificates and those of the tokens, and the operator's secret.</summary>
    public static async Task<string> KeptAsync(RunningSystem system)
    {
        using var client = new HttpClient();
        return string.Join('\n',
            await system.Mailbox.TrustAsync(),
            await File.ReadAllTextAsync(Path.Combine(system.Data, "keys", "operator", "secret"), TestContext.Current.CancellationToken),
            await client.GetStringAsync(new Uri(system.Gateway, "/.well-known/jwks"), TestContext.Current.CancellationToken));
    }

    /// <summary>What the seeding notes as done, and when.</summary>
    public static IReadOnlyDictionary<string, DateTime> StepsIn(string data) => Directory.Exists(Path.Combine(data, "demo"))
        ? Directory.EnumerateFiles(Path.Combine(data, "demo"), "*.json").ToDictionary(f => Path.GetFileName(f), File.GetLastWriteTimeUtc)
        : [];

    /// <summary>The living processes that were given this data folder.</summary>
    static int ProcessesOver(string data) =>
        global::System.Diagnostics.Process.GetProcesses().Count(p => p.Id != Environment.ProcessId && RunningSystem.EnvironmentOf(p.Id).Contains(data, StringComparison.Ordinal));
}
