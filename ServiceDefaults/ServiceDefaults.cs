using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Dinamis.ServiceDefaults;

/// <summary>What every process of the system has: telemetry, health, service discovery, a clock.</summary>
public static class ServiceDefaultsExtensions
{
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder)
    {
        builder.AddTelemetry();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddOptions<DinamisOptions>().BindConfiguration("Dinamis").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(http => http.AddServiceDiscovery());
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy());
        builder.Services.AddHttpContextAccessor();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(5));
        return builder;
    }

    /// <summary>Tag of what a start waits for although a running process does without it.</summary>
    public const string Ready = "ready";

    /// <summary><c>GET /health</c>: 200 when the process can serve. <c>GET /ready</c>: it knows what others must tell it too. Never routed by the gateway.</summary>
    public static WebApplication MapServiceDefaults(this WebApplication app)
    {
        app.MapHealthChecks("/health", new() { Predicate = check => !check.Tags.Contains(Ready) }).AllowAnonymous();
        app.MapHealthChecks("/ready", new() { Predicate = check => check.Tags.Contains(Ready) }).AllowAnonymous();
        return app;
    }
}
