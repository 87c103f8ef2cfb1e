using System.Diagnostics;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dinamis.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Dinamis.ServiceDefaults;

/// <summary>
/// Every error of a JSON route leaves as RFC 9457 problem details with the refusal's own status: on hand-written routes, on
/// transcoded ones (whose google.rpc.Status body is replaced) and on answers without a body.
/// </summary>
public static partial class Problems
{
    public static IApplicationBuilder UseProblems(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        // Native gRPC has its own rich status.
        if (context.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) == true)
        {
            await next(context);
            return;
        }
        var inner = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var body = new ErrorBody(context, inner);
        context.Features.Set<IHttpResponseBodyFeature>(body);
        try
        {
            await next(context);
        }
        catch (Refused refused) when (!context.Response.HasStarted)
        {
            context.Items[typeof(Refused)] = refused;
            context.Response.StatusCode = refused.Refusal.Status;
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = bad.StatusCode;
        }
        catch (Exception e) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            var logger = (ILogger?)context.RequestServices.GetService(typeof(ILogger<ErrorBody>));
            if (logger is not null) Unexpected(logger, e, context.GetEndpoint()?.DisplayName ?? "?");
            Activity.Current?.AddException(e);
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
        finally
        {
            context.Features.Set(inner);
        }
        if (context.Response.StatusCode >= 400 && !context.Response.HasStarted && (body.Replaced || context.Response.ContentType is null))
            await WriteAsync(context, context.Items[typeof(Refused)] as Refused);
    });

    /// <summary>Writes a refusal, or what the response's status says, as problem details.</summary>
    public static async Task WriteAsync(HttpContext context, Refused? refused)
    {
        var response = context.Response;
        if (refused is not null) response.StatusCode = refused.Refusal.Status;
        var problem = Describe(response.StatusCode, refused);
        if (refused?.RetryAfter is { } delay) response.Headers.RetryAfter = ((int)Math.Ceiling(delay.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        response.ContentType = "application/problem+json";
        response.ContentLength = null;
        if (!HttpMethods.IsHead(context.Request.Method)) await response.WriteAsync(problem.ToJsonString(Json), context.RequestAborted);
    }

    // No null, true or false in it: the `teledetection` SDK reads error bodies as Python literals.
    static JsonObject Describe(int status, Refused? refused)
    {
        var reason = refused?.Refusal.Code ?? "HTTP_" + status;
        var problem = new JsonObject
        {
            ["type"] = "/docs/erreurs#" + reason,
            ["title"] = refused?.Refusal.Message ?? Title(status),
            ["status"] = status,
            ["reason"] = reason,
        };
        if (Activity.Current?.TraceId is { } trace) problem["traceId"] = trace.ToHexString();
        if (refused?.Refusal.Missing is { } missing) problem["missing"] = missing;
        if (refused?.Refusal.Cure is { } cure) problem["cure"] = cure;
        if (refused?.Fields.Count > 0)
            problem["errors"] = new JsonArray([.. refused.Fields.Select(f => new JsonObject { ["field"] = f.Field, ["message"] = f.Message })]);
        return problem;
    }

    /// <summary>What is answered where no rule of ours refused: the status alone says what is wrong.</summary>
    public static IEnumerable<Refusal> Unnamed { get; } = [.. ((int[])[400, 401, 403, 404, 405, 413, 415, 429, 500, 503]).Select(s => new Refusal("HTTP_" + s, s, Title(s)))];

    static string Title(int status) => status switch
    {
        400 => "La requête n’est pas correcte.",
        401 => Refusals.Unauthenticated.Message,
        403 => Refusals.Forbidden.Message,
        404 => Refusals.NotFound.Message,
        405 => "Cette méthode n’est pas permise ici.",
        413 => "Le contenu envoyé est trop gros.",
        415 => "Ce type de contenu n’est pas accepté ici.",
        429 => "Trop de requêtes. Réessayez dans un instant.",
        503 => Refusals.Busy.Message,
        _ => "Une erreur est survenue de notre côté.",
    };

    static readonly JsonSerializerOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [LoggerMessage(LogLevel.Error, "Unexpected failure of {Endpoint}")]
    static partial void Unexpected(ILogger logger, Exception exception, string endpoint);

    /// <summary>Swallows the body that transcoding writes for an error, so that problem details take its place.</summary>
    sealed class ErrorBody(HttpContext context, IHttpResponseBodyFeature inner) : IHttpResponseBodyFeature
    {
        PipeWriter? sink;

        public bool Replaced => sink is not null;

        bool Failing => context.Response.StatusCode >= 400
            && !context.Response.HasStarted
            && context.Response.ContentType?.StartsWith("application/json", StringComparison.Ordinal) == true;

        PipeWriter Sink => sink ??= PipeWriter.Create(System.IO.Stream.Null);

        public Stream Stream => Failing ? Sink.AsStream() : inner.Stream;

        public PipeWriter Writer => Failing ? Sink : inner.Writer;

        public Task StartAsync(CancellationToken cancellationToken = default) => Failing ? Task.CompletedTask : inner.StartAsync(cancellationToken);

        public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) => inner.SendFileAsync(path, offset, count, cancellationToken);

        public Task CompleteAsync() => Replaced ? Task.CompletedTask : inner.CompleteAsync();

        public void DisableBuffering() => inner.DisableBuffering();
    }
}
