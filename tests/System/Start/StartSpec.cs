using System.Diagnostics;
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

    static async Task<(int Code, string Said)> AppHostAsync(Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", [RunningSystem.Program("AppHost")]) { RedirectStandardError = true };
        foreach (var (key, value) in environment) start.Environment[key] = value;
        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return (process.ExitCode, said);
    }
}
