using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Dinamis.SystemTests.Harness;

namespace Dinamis.SystemTests.Start;

[Collection(nameof(OneAtATime))]
public sealed class StartSpec
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_taken_port_is_refused_by_its_name_before_anything_starts()
    {
        using var taken = new TcpListener(IPAddress.Any, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var (code, said) = await AppHostAsync(new() { ["DINAMIS_MAIL_PORT"] = $"{port}", ["DINAMIS_SMTP_PORT"] = "douze" });

        code.ShouldBe(1);
        said.ShouldContain($"Le port {port} (messagerie locale) est déjà utilisé par un autre programme.");
        said.ShouldContain("DINAMIS_SMTP_PORT vaut « douze »");
    }

    [Fact]
    public async Task Demonstration_data_is_refused_where_the_origin_is_public()
    {
        var (code, said) = await AppHostAsync(new() { ["Dinamis__Origin"] = "https://dinamis.example", ["Demo__Enabled"] = "true" });

        code.ShouldBe(1);
        said.ShouldContain("Les données de démonstration (Demo:Enabled) sont refusées");
    }

    [Fact]
    public async Task Ctrl_C_leaves_no_process_while_the_demonstration_is_seeded_and_a_second_start_finds_everything_as_it_was()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        using var data = new DataFolder();
        string before;
        await using (var first = await RunningSystem.StartAsync(new Dictionary<string, string> { ["Demo__Enabled"] = "true" }, data.Path, dashboard: true))
        {
            OfThisRun(data.Path).Count.ShouldBeGreaterThan(8);
            before = await FactsAsync(first);
            await Patiently.UntilAsync("a step of the seeding", TimeSpan.FromSeconds(60), () => Task.FromResult(Steps(data.Path).Length > 0));

            (await first.StopAsync()).ShouldBeTrue("the AppHost has not ended by itself");

            await Patiently.UntilAsync("the end of every process", TimeSpan.FromSeconds(60), () => Task.FromResult(OfThisRun(data.Path).Count == 0));
        }

        await using var second = await RunningSystem.StartAsync(new Dictionary<string, string> { ["Demo__Enabled"] = "false" }, data.Path);

        (await FactsAsync(second)).ShouldBe(before);
        var (done, written) = (Steps(data.Path), File.GetLastWriteTimeUtc(Steps(data.Path)[0]));
        await second.SeedAsync();
        Steps(data.Path).Length.ShouldBeGreaterThan(done.Length);
        File.GetLastWriteTimeUtc(done[0]).ShouldBe(written);
    }

    /// <summary>What the seeding notes as done.</summary>
    static string[] Steps(string data) => Directory.Exists(Path.Combine(data, "demo")) ? [.. Directory.EnumerateFiles(Path.Combine(data, "demo"), "*.json").Order()] : [];

    /// <summary>What must survive: the keys of the certificates and those of the tokens.</summary>
    static async Task<string> FactsAsync(RunningSystem system)
    {
        using var client = new HttpClient();
        return string.Join('\n',
            await system.Mailbox.TrustAsync(),
            await File.ReadAllTextAsync(Path.Combine(system.Data, "keys", "operator", "secret"), Cancel),
            await client.GetStringAsync(new Uri(system.Gateway, "/.well-known/jwks"), Cancel));
    }

    /// <summary>The living processes that were given this data folder.</summary>
    static List<int> OfThisRun(string data) =>
        [.. Process.GetProcesses().Select(process => process.Id).Where(id => id != Environment.ProcessId && Environ(id).Contains(data, StringComparison.Ordinal))];

    static string Environ(int id)
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/environ"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    static async Task<(int Code, string Said)> AppHostAsync(Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(RunningSystem.Root, "artifacts", "bin", "AppHost", "debug", "AppHost.dll")]) { RedirectStandardError = true };
        foreach (var (key, value) in environment) start.Environment[key] = value;
        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return (process.ExitCode, said);
    }

    sealed class DataFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("dinamis-start-").FullName;
        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
