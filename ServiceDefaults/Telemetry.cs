using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Dinamis.ServiceDefaults;

/// <summary>Traces, metrics and logs by OTLP. Nothing personal leaves: ids only, no query string, no token of a mailed link.</summary>
public static class Telemetry
{
    /// <summary>Activity sources and meters of ours begin so.</summary>
    public const string Prefix = "Dinamis.";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        // ASP.NET Core and YARP log whole paths at Information; a path may hold the token of a mailed link.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http", LogLevel.Warning);
        builder.Logging.AddFilter("Yarp", LogLevel.Warning);
        builder.Logging.AddFilter("Grpc", LogLevel.Warning);
        builder.Logging.AddFilter("OpenIddict", LogLevel.Warning);

        var first = !string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        var second = builder.Configuration["Otlp:SecondEndpoint"];
        // What nobody receives is not recorded: it would cost as much.
        if (!first && string.IsNullOrEmpty(second)) return;
        var telemetry = builder.Services.AddOpenTelemetry()
            .WithTracing(traces => traces
                .SetSampler(new ParentBasedSampler(new BeginningSampler()))
                .AddSource(Prefix + "*", "Yarp.ReverseProxy")
                .AddAspNetCoreInstrumentation(o =>
                {
                    o.Filter = context => !context.Request.Path.StartsWithSegments("/health");
                    o.EnrichWithHttpRequest = (activity, request) => Redact(activity, request.Path);
                    o.EnrichWithHttpResponse = (activity, response) => Redact(activity, response.HttpContext.Request.Path);
                })
                .AddHttpClientInstrumentation(o => o.EnrichWithHttpRequestMessage = (activity, request) =>
                {
                    if (request.RequestUri is { IsAbsoluteUri: true } uri)
                        activity.SetTag("url.full", $"{uri.Scheme}://{uri.Authority}{Template(uri.AbsolutePath) ?? uri.AbsolutePath}");
                })
                .AddGrpcClientInstrumentation())
            .WithMetrics(metrics => metrics
                .AddMeter(Prefix + "*")
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation());
        builder.Logging.AddOpenTelemetry(o => o.IncludeFormattedMessage = true);

        if (first) telemetry.UseOtlpExporter(builder.Services);
        if (!string.IsNullOrEmpty(second)) telemetry.AddSecondExporter(builder, new Uri(second));
    }

    /// <summary>A trace begins with a request or with a piece of work. A call that neither made is a look at whether there is work: forty a second, and nothing to read.</summary>
    sealed class BeginningSampler : Sampler
    {
        public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
            new(samplingParameters.Kind == ActivityKind.Client ? SamplingDecision.Drop : SamplingDecision.RecordAndSample);
    }

    // Not the SDK's UseOtlpExporter: it allows no second exporter beside it.
    static void UseOtlpExporter(this OpenTelemetryBuilder telemetry, IServiceCollection services)
    {
        telemetry.WithTracing(t => t.AddOtlpExporter()).WithMetrics(m => m.AddOtlpExporter());
        services.ConfigureOpenTelemetryLoggerProvider(l => l.AddOtlpExporter());
    }

    static void AddSecondExporter(this OpenTelemetryBuilder telemetry, WebApplicationBuilder builder, Uri endpoint)
    {
        telemetry.WithTracing(t => t.AddOtlpExporter("second", o => o.Endpoint = endpoint))
            .WithMetrics(m => m.AddOtlpExporter("second", o => o.Endpoint = endpoint));
        builder.Services.ConfigureOpenTelemetryLoggerProvider(l => l.AddOtlpExporter("second", o => o.Endpoint = endpoint));
    }

    // The instrumentation hides the values of a query by itself, but an environment variable turns that off, and Aspire sets it for local runs.
    // A query may hold a code of OAuth, a signature, a name that was searched.
    static void Redact(Activity activity, PathString path)
    {
        activity.SetTag("url.query", null);
        if (Template(path.Value ?? "") is { } template) activity.SetTag("url.path", template);
    }

    /// <summary>The route template in place of a path that holds a token; null for any other path.</summary>
    internal static string? Template(string path)
    {
        var at = path.IndexOf("/lien/", StringComparison.Ordinal);
        return at < 0 ? null : path[..at] + "/lien/{token}";
    }
}
