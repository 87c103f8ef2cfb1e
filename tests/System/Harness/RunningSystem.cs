using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Dinamis.SystemTests.Harness;

/// <summary>The whole system as its operator starts it: the AppHost as a process, on free ports, with a data folder of its own.</summary>
public sealed class RunningSystem : IAsyncDisposable
{
    /// <summary>The pixels of the demonstration, drawn by the first seeding for the next ones.</summary>
    static readonly string drawn = FolderOfThisRun();

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    readonly Process process;
    readonly StringBuilder output = new();
    readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly bool ownsData;

    RunningSystem(Process process, string data, bool ownsData, int gateway, int grpc, int mail, int sso, int dashboard)
    {
        (this.process, Data, this.ownsData) = (process, data, ownsData);
        Gateway = new($"http://localhost:{gateway}");
        Grpc = new($"http://localhost:{grpc}");
        Mailbox = new Mailbox(new($"http://localhost:{mail}"));
        Sso = new($"http://localhost:{sso}");
        Dashboard = new($"http://localhost:{dashboard}");
    }

    public string Data { get; }
    public Uri Gateway { get; }
    public Uri Grpc { get; }
    public Uri Sso { get; }
    public Uri Dashboard { get; }
    public Mailbox Mailbox { get; }

    /// <summary>The dashboard's sign-in link, as the console prints it.</summary>
    public Uri DashboardSignIn => new(Regex.Match(Output, @"http://localhost:\d+/login\?t=\S+").Value);

    public string Output
    {
        get
        {
            lock (output) return output.ToString();
        }
    }

    /// <summary>The repository's root, found from the test's own place.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A program of ours, built as this test was: <c>artifacts/bin/{name}/{configuration}/{name}.dll</c>.</summary>
    public static string Program(string name) => Path.Combine(Root, "artifacts", "bin", name, new DirectoryInfo(AppContext.BaseDirectory).Name, name + ".dll");

    /// <param name="settings">More environment of the AppHost: <c>Demo__Enabled</c>, <c>ConnectionStrings__…</c>.</param>
    /// <param name="data">A data folder to go on with; a new one otherwise.</param>
    /// <param name="dashboard">With Aspire's dashboard, which costs a tenth of a run.</param>
    public static async Task<RunningSystem> StartAsync(IReadOnlyDictionary<string, string>? settings = null, string? data = null, bool dashboard = false)
    {
        var folder = data ?? Directory.CreateTempSubdirectory("dinamis-system-").FullName;
        int[] ports = [.. Enumerable.Range(0, 6).Select(_ => FreePort.Next())];
        var start = new ProcessStartInfo("dotnet", [Program("AppHost")])
        {
            WorkingDirectory = Path.Combine(Root, "AppHost"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DINAMIS_DATA"] = folder;
        start.Environment["DINAMIS_PORT"] = ports[0].ToString(System.Globalization.CultureInfo.InvariantCulture);
        start.Environment["DINAMIS_GRPC_PORT"] = ports[1].ToString(System.Globalization.CultureInfo.InvariantCulture);
        start.Environment["DINAMIS_MAIL_PORT"] = ports[2].ToString(System.Globalization.CultureInfo.InvariantCulture);
        start.Environment["DINAMIS_SMTP_PORT"] = ports[3].ToString(System.Globalization.CultureInfo.InvariantCulture);
        start.Environment["DINAMIS_SSO_PORT"] = ports[4].ToString(System.Globalization.CultureInfo.InvariantCulture);
        start.Environment["DINAMIS_DASHBOARD_PORT"] = (dashboard ? ports[5] : 0).ToString(System.Globalization.CultureInfo.InvariantCulture);
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        foreach (var (key, value) in settings ?? new Dictionary<string, string>()) start.Environment[key] = value;
        var system = new RunningSystem(new Process { StartInfo = start, EnableRaisingEvents = true }, folder, data is null, ports[0], ports[1], ports[2], ports[4], ports[5]);
        await system.UntilReadyAsync();
        return system;
    }

    async Task UntilReadyAsync()
    {
        process.OutputDataReceived += (_, e) => Note(e.Data);
        process.ErrorDataReceived += (_, e) => Note(e.Data);
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException("The AppHost ended:\n" + Output));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await ready.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        }
        catch
        {
            var said = Output;
            await DisposeAsync();
            throw new InvalidOperationException("The system did not become ready:\n" + said);
        }
    }

    void Note(string? line)
    {
        if (line is null) return;
        lock (output) output.AppendLine(line);
        if (line.Contains("est prêt", StringComparison.Ordinal)) ready.TrySetResult();
    }

    /// <summary>DINAMIS's people, texts, relays and collections by the demonstration's own program; with <c>town</c>, a commune that has joined too.</summary>
    public async Task SeedAsync(string only = "base")
    {
        var start = new ProcessStartInfo("dotnet", [Program("Demo")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["Demo__Gateway"] = Origin(Gateway);
        start.Environment["Demo__Grpc"] = Origin(Grpc);
        start.Environment["Demo__Mailbox"] = Origin(Mailbox.Address);
        start.Environment["Dinamis__Data"] = Data;
        start.Environment["Demo__Only"] = only;
        start.Environment["Demo__Drawn"] = drawn;
        using var demo = Process.Start(start)!;
        var said = demo.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var wrong = await demo.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await demo.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (demo.ExitCode != 0) throw new InvalidOperationException($"The seeding failed:\n{await said}\n{wrong}");
    }

    /// <summary>A command to this system, as its operator types it: what it prints.</summary>
    public async Task<string> CommandAsync(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [process.StartInfo.ArgumentList[0], .. words]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in process.StartInfo.Environment) start.Environment[name] = value;
        using var command = Process.Start(start)!;
        var wrong = command.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await command.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await command.WaitForExitAsync(TestContext.Current.CancellationToken);
        return said + await wrong;
    }

    /// <summary>The local Redis forgets everything, as one that was started again. Its port is of this run alone: the environment of our process names it.</summary>
    public async Task FlushRedisAsync()
    {
        var port = Process.GetProcesses().Select(p => EnvironmentOf(p.Id)).Where(e => e.Contains("DINAMIS_DATA=" + Data, StringComparison.Ordinal) || e.Contains("Dinamis__Data=" + Data, StringComparison.Ordinal))
            .Select(e => Regex.Match(e, @"Local__RedisPort=(\d+)")).First(m => m.Success).Groups[1].Value;
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, int.Parse(port, System.Globalization.CultureInfo.InvariantCulture));
        await using var stream = client.GetStream();
        await stream.WriteAsync("*1\r\n$8\r\nFLUSHALL\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        var answer = new byte[5];
        await stream.ReadExactlyAsync(answer, TestContext.Current.CancellationToken);
        Encoding.ASCII.GetString(answer).ShouldBe("+OK\r\n");
    }

    /// <summary>Environment of a process; empty when it is gone or another's.</summary>
    public static string EnvironmentOf(int process)
    {
        try
        {
            return File.ReadAllText(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/proc/{process}/environ"), Encoding.Latin1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    static string Origin(Uri address) => address.GetLeftPart(UriPartial.Authority);

    /// <summary>Ctrl+C, as the operator does it; true when it ends by itself. How fast is no matter of a test: docs/operations has the figure.</summary>
    public async Task<bool> StopAsync()
    {
        if (process.HasExited) return true;
        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!await StopAsync()) process.Kill(entireProcessTree: true);
        process.Dispose();
        Mailbox.Dispose();
        if (ownsData) Directory.Delete(Data, recursive: true);
    }

    static string FolderOfThisRun()
    {
        var folder = Directory.CreateTempSubdirectory("dinamis-drawn-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Dinamis.Aspire.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Dinamis.Aspire.sln was not found above the tests.");
    }
}
