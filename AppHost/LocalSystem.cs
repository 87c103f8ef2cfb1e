using System.Globalization;
using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dinamis.AppHost;

/// <summary>One run of the system: the orchestrator, and what its processes must know of each other.</summary>
sealed class LocalSystem
{
    static readonly string[] Interior =
        [Resources.Gateway, Resources.Portal, Resources.Identity, Resources.Membership, Resources.Accounts, Resources.Catalogue, Resources.Activity];

    readonly IDistributedApplicationBuilder builder;
    readonly Settings settings;
    readonly Dictionary<(string Resource, string Endpoint), int> ports = [];
    readonly Dictionary<string, string> clientSecrets = Interior.ToDictionary(name => name, _ => Secrets.NewToken());
    readonly string issueSecret = Secrets.NewToken();
    readonly string pigmaSecret = Secrets.NewToken();

    LocalSystem(IDistributedApplicationBuilder builder, Settings settings)
    {
        (this.builder, this.settings) = (builder, settings);
        ports[(Resources.Gateway, "http")] = settings.Http;
        ports[(Resources.Gateway, "grpc")] = settings.Grpc;
        ports[(Resources.PigmaSso, "http")] = settings.Sso;
        builder.Services.AddSingleton(settings).AddSingleton<StartedProcesses>().AddHostedService<Readiness>();
        // What a service says is in the dashboard; this console is for the addresses and for what went wrong.
        // The orchestrator's host warns of developer certificates, which a system in clear on one machine does not use; a process that is asked
        // for its health before it listens is no failure, and one that stops is told by Readiness.
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Aspire", LogLevel.Warning).AddFilter("Aspire.Hosting.Dcp.DcpHost", LogLevel.Error)
            .AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None));
    }

    /// <summary>Null after saying, in French, what keeps the system from starting.</summary>
    public static LocalSystem? Create(string[] args)
    {
        var settings = new Settings(new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build());
        var problems = settings.Problems().ToArray();
        foreach (var problem in problems) Console.Error.WriteLine(problem);
        if (problems.Length > 0) return null;

        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args = args,
            DisableDashboard = settings.Dashboard is null,
            // All of it is on this machine, in clear: no developer certificate is needed, nor asked for.
            AllowUnsecuredTransport = true,
            TrustDeveloperCertificate = false,
            DeveloperCertificateDefaultHttpsTerminationEnabled = false,
        });
        if (settings.Dashboard is { } dashboard)
        {
            builder.Configuration["ASPNETCORE_URLS"] = $"http://localhost:{dashboard}";
            builder.Configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = $"http://localhost:{settings.FreePort()}";
        }
        builder.Configuration["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = $"http://localhost:{settings.FreePort()}";
        builder.Configuration["ASPIRE_VERSION_CHECK_DISABLED"] = "true";
        return new(builder, settings);
    }

    /// <summary>A process of the interior, with its two endpoints, its own OAuth client, and the addresses of all the others.</summary>
    public IResourceBuilder<ProjectResource> Add<TProject>(string name) where TProject : IProjectMetadata, new() =>
        Process<TProject>(name)
            .WithKestrel("grpc", Port(name, "grpc"), "Http2", "127.0.0.1")
            .WithEnvironment("Dinamis__Origin", settings.Origin.OriginalString)
            .WithEnvironment("Dinamis__Data", settings.Data)
            .WithEnvironment("Client__Id", name)
            .WithEnvironment("Client__Secret", clientSecrets[name])
            .WithEnvironment(context =>
            {
                var env = context.EnvironmentVariables;
                Common(env, name);
                foreach (var other in Interior)
                {
                    env[$"services__{other}__http__0"] = Inside(other, "http");
                    env[$"services__{other}__grpc__0"] = Inside(other, "grpc");
                }
                env["ConnectionStrings__redis"] = settings.ConnectionString("redis") ?? $"127.0.0.1:{Port(Resources.Local, "redis")}";
                env["Tsa__Url"] = Inside(Resources.Local, "http") + "/tsa";
                env["Ca__TrustUrl"] = Inside(Resources.Local, "http") + "/ca/ca.pem";
                if (name is Resources.Membership)
                {
                    env["Ca__IssueUrl"] = Inside(Resources.Local, "http") + "/ca/issue";
                    env["Ca__IssueSecret"] = issueSecret;
                    env["Ca__CrlUrl"] = Inside(Resources.Local, "http") + "/ca/crl";
                }
                if (name is Resources.Identity) Identity(env);
            });

    /// <summary>A second instance of identity that plays PIGMA's own provider: known to DINAMIS by its discovery address alone.</summary>
    public IResourceBuilder<ProjectResource> AddPigmaSso<TProject>() where TProject : IProjectMetadata, new() =>
        Process<TProject>(Resources.PigmaSso)
            .WithKestrel("grpc", Port(Resources.PigmaSso, "grpc"), "Http2", "127.0.0.1")
            .WithEnvironment("Identity__Instance", Resources.PigmaSso)
            .WithEnvironment("Dinamis__Origin", settings.SsoOrigin)
            .WithEnvironment("Dinamis__Data", Path.Combine(settings.Data, Resources.PigmaSso))
            .WithEnvironment("Clients__dinamis", pigmaSecret)
            .WithEnvironment("Relying__dinamis__RedirectUri", new Uri(settings.Origin, "/compte/sso/pigma/retour").AbsoluteUri)
            .WithEnvironment(context =>
            {
                var env = context.EnvironmentVariables;
                Common(env, Resources.PigmaSso);
                if (!settings.Demo) return;
                env["Identity__Users__0__Address"] = "agent.sso@pigma.example";
                env["Identity__Users__0__GivenName"] = "Camille";
                env["Identity__Users__0__FamilyName"] = "Etcheverry";
                env["Identity__Users__0__Password"] = Readiness.DemoPassword;
            });

    /// <summary>What would come from elsewhere on a real site. Its public address is the mailbox's, the same at each start.</summary>
    public IResourceBuilder<ProjectResource> AddLocal<TProject>() where TProject : IProjectMetadata, new()
    {
        var local = Process<TProject>(Resources.Local)
            .WithKestrel("mail", settings.Mail, "Http1")
            .WithUrlForEndpoint("mail", url => url.DisplayText = "Messagerie")
            .WithEndpoint(targetPort: settings.Smtp, port: settings.Smtp, scheme: "tcp", name: "smtp", isProxied: false)
            .WithEnvironment("Dinamis__Origin", settings.Origin.OriginalString)
            .WithEnvironment("Dinamis__Data", settings.Data)
            .WithEnvironment("Local__SmtpPort", Text(settings.Smtp))
            .WithEnvironment("Local__PublicUrl", settings.Mailbox)
            .WithEnvironment("Local__IssueSecret", issueSecret)
            .WithEnvironment(context => Common(context.EnvironmentVariables, Resources.Local));
        if (settings.ConnectionString("redis") is null)
        {
            var redis = Port(Resources.Local, "redis");
            local.WithEndpoint(targetPort: redis, port: redis, scheme: "tcp", name: "redis", isProxied: false).WithEnvironment("Local__RedisPort", Text(redis));
        }
        return local;
    }

    /// <summary>The seeder; <see cref="Readiness"/> starts it.</summary>
    public void AddDemo<TProject>() where TProject : IProjectMetadata, new()
    {
        if (!settings.Demo) return;
        builder.AddProject<TProject>(Readiness.Demo, launchProfileName: null)
            .StartsBuilt<TProject>()
            .WithExplicitStart()
            .WithEnvironment("Demo__Gateway", settings.Origin.OriginalString)
            .WithEnvironment("Demo__Grpc", settings.GrpcOrigin)
            .WithEnvironment("Demo__Mailbox", settings.Mailbox)
            .WithEnvironment("Client__Id", OperatorSecret.Client)
            .WithEnvironment("Client__Secret", OperatorSecret.In(settings.Data))
            .WithEnvironment("Dinamis__Data", settings.Data);
    }

    /// <summary>Until Ctrl+C; when it returns, no process of this run is left and another run may begin.</summary>
    public async Task RunAsync()
    {
        await using var app = builder.Build();
        var started = app.Services.GetRequiredService<StartedProcesses>();
        app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(started.AskToEnd);
        await app.RunAsync();
        await started.LeaveAsync();
    }

    IResourceBuilder<ProjectResource> Process<TProject>(string name) where TProject : IProjectMetadata, new() =>
        builder.AddProject<TProject>(name, launchProfileName: null)
            .StartsBuilt<TProject>()
            // Kestrel's own endpoints say where it listens: ASPNETCORE_URLS cannot name two protocols.
            .WithEndpointsInEnvironment(_ => false)
            .WithKestrel("http", Port(name, "http"), "Http1", name is Resources.Gateway or Resources.PigmaSso ? "localhost" : "127.0.0.1")
            .WithHttpHealthCheck("/health", endpointName: "http");

    void Common(Dictionary<string, object> env, string name)
    {
        env["ASPNETCORE_ENVIRONMENT"] = "Development";
        // Files of the site as they were built and compressed: Development would read each anew and send the map's library four times as long.
        env["ReloadStaticAssetsAtRuntime"] = "false";
        env["Demo__Enabled"] = settings.Demo ? "true" : "false";
        env["Smtp__Host"] = "127.0.0.1";
        env["Smtp__Port"] = Text(settings.Smtp);
        env["Smtp__From"] = "ne-pas-repondre@dinamis.example";
        if (settings.ConnectionString(name) is { } database) env[$"ConnectionStrings__{name}"] = database;
        if (settings.Dashboard is null) env["OTEL_EXPORTER_OTLP_ENDPOINT"] = "";
        if (settings.SecondOtlp is { Length: > 0 } second) env["Otlp__SecondEndpoint"] = second;
        foreach (var (key, value) in Runtime) env[key] = Environment.GetEnvironmentVariable(key) ?? value;
    }

    void Identity(Dictionary<string, object> env)
    {
        foreach (var (client, secret) in clientSecrets) env[$"Clients__{client}"] = secret;
        env[$"Clients__{OperatorSecret.Client}"] = OperatorSecret.In(settings.Data);
        env["Upstream__pigma__Name"] = "PIGMA";
        env["Upstream__pigma__Authority"] = settings.SsoOrigin;
        env["Upstream__pigma__ClientId"] = "dinamis";
        env["Upstream__pigma__ClientSecret"] = pigmaSecret;
    }

    // Unless the environment of the start says otherwise: a measure is made with what a server would have.
    static readonly (string, string)[] Runtime =
    [
        // Ten processes on one machine: small heaps matter more than the last percent of throughput.
        ("DOTNET_gcServer", "0"), ("DOTNET_TieredPGO", "0"),
        // Milliseconds, in hexadecimal, without a new method before hot ones are compiled a second time: in the first minute that was a third of all methods that were compiled.
        ("DOTNET_TC_CallCountingDelayMs", "7D0"),
        // And after a thousand calls (hexadecimal), not thirty: in the idle minutes after a start that was nearly all that was computed.
        ("DOTNET_TC_CallCountThreshold", "400"),
        // Milliseconds: Aspire asks for every second, which cost the dashboard a quarter of a core and each service its share.
        ("OTEL_METRIC_EXPORT_INTERVAL", "15000"),
        // When all stop at once the dashboard is gone before them: no one waits long to tell it so (milliseconds).
        ("OTEL_EXPORTER_OTLP_TIMEOUT", "2000"),
    ];

    string Inside(string name, string endpoint) => $"http://127.0.0.1:{Port(name, endpoint)}";

    int Port(string name, string endpoint) => ports.TryGetValue((name, endpoint), out var port) ? port : ports[(name, endpoint)] = settings.FreePort();

    static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
