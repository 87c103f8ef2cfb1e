using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Dinamis.AppHost;

/// <summary>Says « prêt » when every process is healthy and knows the rights of its callers, then lets the seeder run; says at once which process has stopped.</summary>
sealed class Readiness(
    ResourceNotificationService resources, ResourceCommandService commands, ResourceLoggerService logs, DistributedApplicationModel model,
    IConfiguration configuration, Settings settings, StartedProcesses started) : BackgroundService
{
    public const string Demo = "demo";
    public const string DemoPassword = "Dinamis-Demo-2026!";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var processes = model.GetProjectResources().Where(process => process.Name is not Demo).ToArray();
        var watch = WatchFailuresAsync(processes, stoppingToken);
        await Task.WhenAll(processes.Select(process =>
            resources.WaitForResourceHealthyAsync(process.Name, WaitBehavior.WaitOnResourceUnavailable, stoppingToken)));
        await Task.WhenAll(processes.Select(process => UntilReadyAsync(process, stoppingToken)));
        Announce();
        if (settings.Demo) await SeedAsync(stoppingToken);
        await watch;
    }

    /// <summary>A healthy process may not have heard yet what the others say of its callers' rights.</summary>
    static async Task UntilReadyAsync(ProjectResource process, CancellationToken cancel)
    {
        using var client = new HttpClient();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!await IsReadyAsync(client, new Uri(process.GetEndpoint("http").Url + "/ready"), cancel)) await timer.WaitForNextTickAsync(cancel);
    }

    static async Task<bool> IsReadyAsync(HttpClient client, Uri address, CancellationToken cancel)
    {
        try
        {
            using var answer = await client.GetAsync(address, cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // It has stopped, which is told elsewhere, or is being started again.
            return false;
        }
    }

    void Announce()
    {
        var since = TimeProvider.System.GetUtcNow() - Process.GetCurrentProcess().StartTime.ToUniversalTime();
        Console.WriteLine(string.Create(CultureInfo.GetCultureInfo("fr-FR"), $"""

            Dinamis.Aspire est prêt ({since.TotalSeconds:F1} s)
              Site             {settings.Origin.OriginalString}
              gRPC             {settings.GrpcOrigin}
              Tableau de bord  {(settings.Dashboard is { } dashboard ? $"http://localhost:{dashboard}/login?t={configuration["AppHost:BrowserToken"]}" : "aucun")}
              Messagerie       {settings.Mailbox}
              SSO de PIGMA     {settings.SsoOrigin}
              Données          {settings.Data}
            """));
        if (settings.Demo) Console.WriteLine($"""

            Comptes de démonstration, mot de passe {DemoPassword}
              instructeur@dinamis.example   examine les adhésions et les demandes d’images
              signataire@dinamis.example    contresigne pour DINAMIS
              exploitant@dinamis.example    règle le système
              agent@pigma.example           relais PIGMA
              agent.sso@pigma.example       le même relais, par le SSO de PIGMA
              referent@mairie.example       référent d’une commune
              utilisateur@mairie.example    utilisateur de cette commune
            Ils arrivent avec les données de démonstration, qui se préparent en arrière-plan.
            """);
        Console.WriteLine("\nCtrl+C arrête tout.");
    }

    async Task SeedAsync(CancellationToken cancel)
    {
        await commands.ExecuteCommandAsync(Demo, KnownResourceCommands.StartCommand, cancel);
        var end = await resources.WaitForResourceAsync(Demo, seen => KnownResourceStates.TerminalStates.Contains(seen.Snapshot.State?.Text), cancel);
        Console.WriteLine(end.Snapshot.ExitCode is 0
            ? "Les données de démonstration sont prêtes."
            : $"Les données de démonstration n’ont pas pu être préparées (code {end.Snapshot.ExitCode}) ; le journal de « demo » dit pourquoi, un nouveau départ les reprend.");
    }

    async Task WatchFailuresAsync(IReadOnlyCollection<ProjectResource> processes, CancellationToken cancel)
    {
        var stopped = new HashSet<string>();
        await foreach (var seen in resources.WatchAsync(cancel))
        {
            started.Note(seen);
            if (!processes.Contains(seen.Resource)) continue;
            if (!KnownResourceStates.TerminalStates.Contains(seen.Snapshot.State?.Text)) stopped.Remove(seen.ResourceId);
            else if (stopped.Add(seen.ResourceId)) await ReportAsync(seen, cancel);
        }
    }

    async Task ReportAsync(ResourceEvent seen, CancellationToken cancel)
    {
        Console.Error.WriteLine($"Le processus « {seen.Resource.Name} » s’est arrêté (code {seen.Snapshot.ExitCode}). Ses dernières lignes :");
        var lines = new List<string>();
        await foreach (var batch in logs.GetAllAsync(seen.Resource).WithCancellation(cancel)) lines.AddRange(batch.Select(line => line.Content));
        foreach (var line in lines.TakeLast(15)) Console.Error.WriteLine("  " + line);
    }
}
