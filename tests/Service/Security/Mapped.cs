using Dinamis.ServiceDefaults;
using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Model;

namespace Dinamis.ServiceTests.Security;

/// <summary>One rpc or route as a host has mapped it.</summary>
sealed record Mapped(string Call, string Policy, MethodDescriptor? Rpc)
{
    public static IReadOnlyList<Mapped> Of(IServiceProvider services)
    {
        var rpcs = Rpcs.All.ToDictionary(r => $"/{r.Service.FullName}/{r.Name}");
        List<Mapped> all = [];
        foreach (var endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var policy = PolicyOf(endpoint.Metadata);
            if (endpoint.Metadata.GetMetadata<GrpcMethodMetadata>() is { } grpc)
            {
                var rpc = rpcs[grpc.Method.FullName];
                // The JSON twin has the same policy, or it would be a line of its own.
                all.Add(new($"{rpc.Service.Name}/{rpc.Name}", policy, rpc));
            }
            // Files of the site, given to anybody: one line for all of them.
            else if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
            {
                all.Add(new("GET,HEAD (static files)", policy, null));
            }
            else if (endpoint.Metadata.GetMetadata<RouteModel>() is { } proxied)
            {
                var config = proxied.Config;
                all.Add(new($"* {config.Match.Path}", $"to {config.ClusterId}{(config.CorsPolicy is null ? "" : ", other origins")}", null));
            }
            else if (endpoint.RoutePattern.RawText is { } path && !path.Contains("unimplemented", StringComparison.Ordinal) && endpoint.Metadata.GetMetadata<GrpcJsonTranscodingMetadata>() is null)
            {
                var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["*"];
                all.Add(new($"{string.Join(',', methods)} /{path.TrimStart('/')}", policy, null));
            }
        }
        return [.. all.Distinct()];
    }

    static string PolicyOf(EndpointMetadataCollection metadata) =>
        metadata.GetMetadata<IAllowAnonymous>() is not null ? "anybody"
        : metadata.GetOrderedMetadata<IAuthorizeData>() is { Count: > 0 } asked ? string.Join('+', asked.Select(a => a.Policy ?? "authenticated").Distinct())
        : "none";
}
