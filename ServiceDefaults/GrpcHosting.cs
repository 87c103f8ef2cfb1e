using Google.Protobuf.Reflection;
using Google.Rpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Dinamis.ServiceDefaults;

public static class GrpcHosting
{
    /// <summary>gRPC with its JSON twin under <c>/api</c>. Interceptors, outermost first: refusals → (storage adds <c>once</c>) → the rpc.</summary>
    public static WebApplicationBuilder AddDinamisGrpc(this WebApplicationBuilder builder)
    {
        builder.Services.AddGrpc(o =>
            {
                o.Interceptors.Add<RefusalInterceptor>();
                o.MaxReceiveMessageSize = 20 * 1024 * 1024;
            })
            // Without these descriptors a refusal on a transcoded route is an empty 500.
            .AddJsonTranscoding(o => o.TypeRegistry = TypeRegistry.FromMessages(ErrorInfo.Descriptor, BadRequest.Descriptor, RetryInfo.Descriptor));
        return builder;
    }

    /// <summary>Problem details, then authentication and authorization: the same order in every service.</summary>
    public static WebApplication UseDinamis(this WebApplication app)
    {
        app.UseProblems();
        app.UseAuthentication();
        app.UseAuthorization();
        return app;
    }
}
