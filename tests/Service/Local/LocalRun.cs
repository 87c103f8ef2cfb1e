using System.Diagnostics;
using MailKit.Net.Smtp;
using Microsoft.AspNetCore.Builder;
using MimeKit;
using LocalProgram = Dinamis.Local.Program;

namespace Dinamis.ServiceTests.Local;

/// <summary>The whole local process on free ports, over a data folder that can outlive it.</summary>
sealed class LocalRun : IAsyncDisposable
{
    public const string Secret = "un-secret-de-test-qui-est-assez-long-pour-servir";

    readonly WebApplication app;

    LocalRun(WebApplication app, Uri http, Uri mail, int smtp, int redis)
    {
        this.app = app;
        (SmtpPort, RedisPort) = (smtp, redis);
        Http = new() { BaseAddress = http };
        Mail = new() { BaseAddress = mail };
    }

    public HttpClient Http { get; }
    public HttpClient Mail { get; }
    public int SmtpPort { get; }
    public int RedisPort { get; }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<LocalRun> StartAsync(string data, bool redis = false, int? smtpPort = null)
    {
        var (http, mail, smtp, redisPort) = (FreePort.Next(), FreePort.Next(), smtpPort ?? FreePort.Next(), FreePort.Next());
        var app = LocalProgram.Create(
        [
            $"--Kestrel:Endpoints:http:Url=http://127.0.0.1:{http}", $"--Kestrel:Endpoints:mail:Url=http://127.0.0.1:{mail}",
            $"--Dinamis:Data={data}", "--Dinamis:Origin=http://localhost:8080", $"--Local:SmtpPort={smtp}",
            $"--Local:IssueSecret={Secret}", "--Local:PublicUrl=http://localhost:8025",
            .. redis ? [$"--Local:RedisPort={redisPort}"] : Array.Empty<string>(),
        ]);
        try
        {
            await app.StartAsync(Cancel);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
        return new(app, new($"http://127.0.0.1:{http}"), new($"http://127.0.0.1:{mail}"), smtp, redisPort);
    }

    public async Task SendAsync(MimeMessage mail)
    {
        using var client = new SmtpClient();
        await client.ConnectAsync("127.0.0.1", SmtpPort, cancellationToken: Cancel);
        await client.SendAsync(mail, Cancel);
        await client.DisconnectAsync(quit: true, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Mail.Dispose();
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }
}

/// <summary>A folder that is gone after the test.</summary>
sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("dinamis-local-").FullName;
    public string File(string name) => System.IO.Path.Combine(Path, name);
    public void Dispose() => Directory.Delete(Path, recursive: true);
}

/// <summary>The real openssl, which knows nothing of our code.</summary>
static class OpenSsl
{
    public static Task<(int Code, string Output)> RunAsync(string folder, params string[] arguments) => StartAsync("/usr/bin/openssl", folder, arguments);

    /// <summary>A line as a person types it, with openssl and what every system has beside it.</summary>
    public static Task<(int Code, string Output)> ShellAsync(string folder, string line) => StartAsync("/bin/sh", folder, "-c", line);

    static async Task<(int Code, string Output)> StartAsync(string program, string folder, params string[] arguments)
    {
        Assert.SkipWhen(!System.IO.File.Exists("/usr/bin/openssl"), "openssl n’est pas installé");
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(LocalRun.Cancel);
        var errors = process.StandardError.ReadToEndAsync(LocalRun.Cancel);
        await process.WaitForExitAsync(LocalRun.Cancel);
        return (process.ExitCode, await output + await errors);
    }
}
