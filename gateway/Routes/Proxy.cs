using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms;

namespace Dinamis.Gateway;

/// <summary>One public origin: which path goes to which service, and what each request is stripped of.</summary>
static class Proxy
{
    /// <summary>CORS policy of what programs in other origins call with a bearer; cookies never come with it.</summary>
    const string OtherOrigins = "programs";

    /// <summary>Bytes of an address: a filter of the catalogue has up to 16 384 characters, each of which may be escaped by three.</summary>
    const int Address = 64 * 1024;

    const long Small = 64 * 1024, Form = 32 * 1024 * 1024, Upload = 4L * 1024 * 1024 * 1024;

    static readonly string[] services = [Resources.Membership, Resources.Accounts, Resources.Catalogue, Resources.Activity];

    public static void AddRoutes(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.Limits.MaxRequestBodySize = Form;
            // Twice what an address may have: the server's own refusal says nothing of why.
            k.Limits.MaxRequestLineSize = 2 * Address;
        });
        builder.Services.AddCors(o => o.AddPolicy(OtherOrigins, p => p.AllowAnyOrigin().AllowAnyHeader().AllowAnyMethod()
            .WithExposedHeaders("ETag", "Location", "Link", "Retry-After", "Content-Range", "Accept-Ranges", "Content-Disposition", "WWW-Authenticate")
            .SetPreflightMaxAge(TimeSpan.FromHours(1))));
        builder.Services.AddReverseProxy().LoadFromMemory([.. Routes()], [.. Clusters()])
            .AddServiceDiscoveryDestinationResolver()
            .AddTransforms(t =>
            {
                var origin = t.Services.GetRequiredService<IOptions<DinamisOptions>>().Value.Origin;
                t.AddXForwarded(ForwardedTransformActions.Remove);
                // Otherwise YARP drops the Host after every other transform, ours too.
                t.AddOriginalHost();
                t.AddRequestTransform(c =>
                {
                    Stripping.Apply(c, origin, toIdentity: t.Cluster?.ClusterId == Resources.Identity);
                    return default;
                });
            });
    }

    /// <exception cref="Refused">414, which names the limit.</exception>
    public static void UseAddressLimit(this WebApplication app) =>
        app.Use((http, next) => http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Length > Address ? throw new Refused(GatewayRefusals.AddressTooLong) : next(http));

    static IEnumerable<RouteConfig> Routes()
    {
        yield return Route("portal", Resources.Portal, "/{**rest}", Form) with { Order = 100 };
        foreach (var path in (string[])["/.well-known/{**rest}", "/connect/{**rest}"])
            yield return Route(path, Resources.Identity, path, Small) with { CorsPolicy = OtherOrigins };
        yield return Route("openapi-identity", Resources.Identity, "/openapi/identity.json", Small) with { CorsPolicy = OtherOrigins };
        yield return Route("compte", Resources.Identity, "/compte/{**rest}", Small);
        foreach (var service in services)
        {
            yield return Route($"api-{service}", service, $"/api/{service}/v1/{{**rest}}", Form) with { CorsPolicy = OtherOrigins };
            yield return Route($"files-{service}", service, $"/api/{service}/v1/files", Upload) with { CorsPolicy = OtherOrigins, Order = -1 };
            yield return Route($"openapi-{service}", service, $"/openapi/{service}.json", Small) with { CorsPolicy = OtherOrigins };
            yield return Route($"grpc-{service}", Grpc(service), $"/dinamis.{service}.v1.{{service}}/{{rpc}}", Form);
        }
        foreach (var path in (string[])["stac", "stapi", "signing", "tiles"])
            yield return Route(path, Resources.Catalogue, $"/{path}/{{**rest}}", Form) with { CorsPolicy = OtherOrigins };
        yield return Route("import", Resources.Catalogue, "/api/catalogue/v1/items:import", Upload) with { CorsPolicy = OtherOrigins, Order = -1 };
        yield return Route("assets", Resources.Catalogue, "/assets/{**rest}", Upload) with { CorsPolicy = OtherOrigins };
    }

    static IEnumerable<ClusterConfig> Clusters()
    {
        foreach (var name in (string[])[Resources.Portal, Resources.Identity, .. services])
            yield return Cluster(name, Resources.Http(name), new() { ActivityTimeout = TimeSpan.FromSeconds(120) });
        foreach (var name in services)
            yield return Cluster(Grpc(name), Resources.Grpc(name), new() { Version = new(2, 0), VersionPolicy = HttpVersionPolicy.RequestVersionExact, ActivityTimeout = TimeSpan.FromMinutes(10) });
    }

    static string Grpc(string service) => "grpc-" + service;

    static RouteConfig Route(string id, string cluster, string path, long body) =>
        new() { RouteId = id, ClusterId = cluster, Match = new() { Path = path }, MaxRequestBodySize = body };

    static ClusterConfig Cluster(string id, Uri address, ForwarderRequestConfig request) =>
        new() { ClusterId = id, HttpRequest = request, Destinations = new Dictionary<string, DestinationConfig> { ["all"] = new() { Address = address.OriginalString } } };
}
