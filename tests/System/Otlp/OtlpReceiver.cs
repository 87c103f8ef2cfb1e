using System.Buffers.Binary;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Dinamis.SystemTests.Otlp;

/// <summary>A span as the test reads it.</summary>
public sealed record SeenSpan(string Service, string TraceId, string Name, IReadOnlyDictionary<string, string> Attributes);

/// <summary>Receives what the system exports by OTLP over gRPC: spans as facts, everything (logs and metrics too) as bytes to search in.</summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    readonly WebApplication app;
    readonly Lock guard = new();
    readonly List<SeenSpan> spans = [];
    readonly List<(string Signal, byte[] Bytes)> messages = [];

    OtlpReceiver(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, o => o.Protocols = HttpProtocols.Http2));
        var app = builder.Build();
        var receiver = new OtlpReceiver(app);
        app.MapPost("/opentelemetry.proto.collector.{signal}.v1.{service}/Export", receiver.ExportAsync);
        await app.StartAsync();
        return receiver;
    }

    /// <summary>Spans received so far.</summary>
    public IReadOnlyList<SeenSpan> Spans
    {
        get
        {
            lock (guard) return [.. spans];
        }
    }

    /// <summary>Where a trace, log or metric holds this text, with what stands around it; null when none does.</summary>
    public string? Find(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        lock (guard)
        {
            foreach (var (signal, message) in messages)
                if (message.AsSpan().IndexOf(bytes) is >= 0 and var at)
                    return $"{signal}: …{Encoding.Latin1.GetString(message.AsSpan(Math.Max(0, at - 200)..Math.Min(message.Length, at + 200)))}…";
        }
        return null;
    }

    /// <summary>How many exports of <c>trace</c>, <c>logs</c> or <c>metrics</c> came.</summary>
    public int Received(string signal)
    {
        lock (guard) return messages.Count(m => m.Signal == signal);
    }

    async Task ExportAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        // One gRPC frame: a flag, a length of four bytes, the message.
        var frame = body.ToArray();
        var message = frame[5..(5 + (int)BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(1)))];
        var signal = (string)context.Request.RouteValues["signal"]!;
        lock (guard)
        {
            messages.Add((signal, message));
            if (signal == "trace") spans.AddRange(Read(message));
        }
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(new byte[5], context.RequestAborted);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    static IEnumerable<SeenSpan> Read(byte[] message) =>
        from resource in ExportTraceServiceRequest.Parser.ParseFrom(message).ResourceSpans
        let service = resource.Resource.Attributes.FirstOrDefault(a => a.Key == "service.name")?.Value.StringValue ?? ""
        from span in resource.ScopeSpans.SelectMany(s => s.Spans)
        select new SeenSpan(service, Convert.ToHexStringLower(span.TraceId.Span), span.Name,
            span.Attributes.GroupBy(a => a.Key).ToDictionary(g => g.Key, g => g.First().Value.StringValue));

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
