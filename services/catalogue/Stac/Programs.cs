using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Microsoft.AspNetCore.Routing.Template;

namespace Dinamis.Catalogue.Stac;

/// <summary>What programs of other origins and without a browser need: cross-origin headers on every answer, errors included, and a 401 for a dead token alone.</summary>
static class Programs
{
    static readonly string[] paths = ["/stac", "/assets", "/tiles"];

    /// <summary>These routes take no cookie, so any origin may read them (Fetch standard, no credentials mode).</summary>
    public static void UseCorsForPrograms(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (RootOf(context) is null) return next(context);
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = "Content-Length, Content-Range, Accept-Ranges, ETag, Link, Location, Retry-After, WWW-Authenticate";
        if (!HttpMethods.IsOptions(context.Request.Method)) return next(context);
        headers.AccessControlAllowMethods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
        headers.AccessControlAllowHeaders = "Authorization, Content-Type, Accept, Range, If-Range, If-None-Match, If-Match, Idempotency-Key, access-key, secret-key";
        headers.AccessControlMaxAge = "86400";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    });

    /// <summary>A path that is not there, or a method that it does not take, is told to anybody: who gave credentials for it would gain nothing.</summary>
    public static void UseUnmapped(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.GetEndpoint() is RouteEndpoint || RootOf(context) is not { } root) return next(context);
        string[] allowed =
        [
            .. context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                .Where(e => e.RoutePattern.RawText!.StartsWith(root, StringComparison.Ordinal) && new TemplateMatcher(new(e.RoutePattern), []).TryMatch(context.Request.Path, []))
                .SelectMany(e => e.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods).Distinct().Order(StringComparer.Ordinal),
        ];
        context.Response.StatusCode = allowed.Length == 0 ? StatusCodes.Status404NotFound : StatusCodes.Status405MethodNotAllowed;
        if (allowed.Length > 0) context.Response.Headers.Allow = string.Join(", ", allowed);
        return Problems.WriteAsync(context, null);
    });

    static string? RootOf(HttpContext context) => Array.Find(paths, p => context.Request.Path.StartsWithSegments(p, StringComparison.Ordinal));

    /// <summary>An anonymous caller is welcome, one whose token is no longer good must learn it.</summary>
    public static async ValueTask<object?> RefuseBadCredentials(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.Request.Headers.Authorization.Count > 0 && http.User.Identity?.IsAuthenticated != true)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
            throw new Refused(Refusals.Unauthenticated);
        }
        return await next(context);
    }
}
