using System.Text.Encodings.Web;
using System.Text.Unicode;
using Dinamis.Portal.Components;
using Grpc.Core;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Dinamis.Portal;

/// <summary>Static pages without state, keys or cookies: any replica answers any request.</summary>
static class Pages
{
    public static void AddPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents();
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.Services.AddScoped<Visiteur>();
        builder.Services.AddSingleton<IAuthorizationMiddlewareResultHandler, SignInOnPages>();
        // The gateway refuses cross-site posts by Sec-Fetch-Site and Origin: a token here would need a cookie and a shared key ring.
        builder.Services.Replace(ServiceDescriptor.Singleton<IAntiforgery, NoAntiforgery>());
        // Blazor registers data protection for interactive state, which we do not have; its start-up would write a key file.
        foreach (var hosted in builder.Services.Where(d => d.ImplementationType?.Name == "DataProtectionHostedService").ToList())
            builder.Services.Remove(hosted);
    }

    public static void UsePages(this WebApplication app)
    {
        // Links and redirections are built from the one public origin, whatever stands in front.
        app.Use((context, next) =>
        {
            var origin = context.RequestServices.GetRequiredService<IOptions<DinamisOptions>>().Value.Origin;
            (context.Request.Scheme, context.Request.Host) = (origin.Scheme, new(origin.Authority));
            return next(context);
        });
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/erreur/500",
            CreateScopeForErrors = true,
            StatusCodeSelector = e => StatusOf(e) ?? StatusCodes.Status500InternalServerError,
            SuppressDiagnosticsCallback = handled => StatusOf(handled.Exception) is not null,
        });
        app.UseStatusCodePagesWithReExecute("/erreur/{0}", createScopeForStatusCodePages: true);
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use(Headers);
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        // The framework maps GET and POST alone; a HEAD is a GET of which the server sends no body.
        app.MapRazorComponents<App>().DisableAntiforgery().Finally(page =>
        {
            if (!page.Metadata.OfType<ComponentTypeMetadata>().Any()) return;
            foreach (var old in page.Metadata.OfType<HttpMethodMetadata>().ToList()) page.Metadata.Remove(old);
            page.Metadata.Add(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head, HttpMethods.Post]));
        });
    }

    /// <summary>The status of a failure that is an answer and no fault of ours; null for any other.</summary>
    public static int? StatusOf(Exception failure) => failure switch
    {
        Refused refused => refused.Refusal.Status,
        RpcException rpc when rpc.ToRefused() is { } refused => refused.Refusal.Status,
        RpcException { StatusCode: StatusCode.Unavailable or StatusCode.DeadlineExceeded } => StatusCodes.Status503ServiceUnavailable,
        BadHttpRequestException bad => bad.StatusCode,
        _ => null,
    };

    // A page may hold what only its reader may see, and the address of a mailed link is a key.
    static Task Headers(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
        {
            context.Response.Headers.CacheControl = "no-store";
            if (context.Request.Path.StartsWithSegments("/lien")) context.Response.Headers["Referrer-Policy"] = "no-referrer";
        }
        return next(context);
    }
}
