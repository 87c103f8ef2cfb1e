using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Yarp.ReverseProxy.Forwarder;

namespace Dinamis.Gateway;

/// <summary>The gateway's own errors: a page for who opens one, problem details for programs. What a service answered passes as it is: an OAuth error is one already.</summary>
static partial class Errors
{
    public static void UseErrors(this WebApplication app) => app.Use(async (http, next) =>
    {
        try
        {
            await next(http);
        }
        catch (Refused refused) when (!http.Response.HasStarted)
        {
            await WriteAsync(http, refused);
        }
        catch (BadHttpRequestException bad) when (!http.Response.HasStarted)
        {
            http.Response.StatusCode = bad.StatusCode;
        }
        catch (Exception e) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            Unexpected(http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Dinamis.Gateway"), e, http.GetEndpoint()?.DisplayName ?? "?");
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
        if (http.Response is not { HasStarted: false, StatusCode: >= 400, ContentType: null } || http.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) == true) return;
        var unreachable = http.Response.StatusCode is StatusCodes.Status502BadGateway or StatusCodes.Status504GatewayTimeout && http.Features.Get<IForwarderErrorFeature>() is not null;
        await WriteAsync(http, unreachable ? new Refused(GatewayRefusals.ServiceAway) { RetryAfter = TimeSpan.FromSeconds(5) } : null);
    });

    static Task WriteAsync(HttpContext http, Refused? refused) => ErrorPage.IsPage(http.Request) ? ErrorPage.WriteAsync(http, refused) : Problems.WriteAsync(http, refused);

    [LoggerMessage(LogLevel.Error, "Unexpected failure of {Endpoint}")]
    static partial void Unexpected(ILogger logger, Exception exception, string endpoint);
}
