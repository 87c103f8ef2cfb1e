using Dinamis.Kernel;

namespace Dinamis.Catalogue.Stac;

/// <summary>What programs of other origins and without a browser need: cross-origin headers on every answer, errors included, and a 401 for a dead token.</summary>
static class Programs
{
    static readonly string[] paths = ["/stac", "/assets", "/tiles"];

    /// <summary>These routes take no cookie, so any origin may read them (Fetch standard, no credentials mode).</summary>
    public static void UseCorsForPrograms(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (!paths.Any(p => context.Request.Path.StartsWithSegments(p, StringComparison.Ordinal))) return next(context);
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
