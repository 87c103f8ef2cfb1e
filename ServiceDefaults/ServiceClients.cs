using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Dinamis.Wire;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Dinamis.ServiceDefaults;

/// <summary>gRPC clients of our services. A deadline always; a retry only of rpcs that their proto marks free of side effects.</summary>
public static class ServiceClients
{
    /// <summary>A client that calls as this service, with its own token (scopes <c>internal feed</c>): the person, if any, is an argument.</summary>
    public static WebApplicationBuilder AddServiceClient<TClient>(this WebApplicationBuilder builder, string service, string? name = null) where TClient : ClientBase
    {
        builder.Services.TryAddTransient<Inside>();
        builder.Services.TryAddSingleton<ServiceTokens>();
        builder.Services.TryAddTransient<ServiceTokenHandler>();
        builder.Services.AddHttpClient(ServiceTokens.HttpClient).AddHttpMessageHandler<Inside>();
        builder.AddClient<TClient>(service, name).AddHttpMessageHandler<ServiceTokenHandler>();
        return builder;
    }

    /// <summary>The portal's client: forwards the person's own bearer and the idempotency key of the form.</summary>
    public static WebApplicationBuilder AddForwardingClient<TClient>(this WebApplicationBuilder builder, string service) where TClient : ClientBase
    {
        builder.Services.TryAddTransient<ForwardedBearerHandler>();
        builder.AddClient<TClient>(service).AddHttpMessageHandler<ForwardedBearerHandler>();
        return builder;
    }

    static IHttpClientBuilder AddClient<TClient>(this WebApplicationBuilder builder, string service, string? name = null) where TClient : ClientBase =>
        builder.Services.AddGrpcClient<TClient>(name ?? typeof(TClient).FullName!, o => o.Address = Resources.Grpc(service))
            .ConfigureChannel(o =>
            {
                o.ServiceConfig = SafeRetries.Value;
                o.UnsafeUseInsecureChannelCallCredentials = true;
            })
            .AddInterceptor(() => new DeadlineInterceptor());

    static readonly Lazy<ServiceConfig> SafeRetries = new(() =>
    {
        var retry = new MethodConfig
        {
            RetryPolicy = new()
            {
                MaxAttempts = 3,
                InitialBackoff = TimeSpan.FromMilliseconds(100),
                MaxBackoff = TimeSpan.FromSeconds(1),
                BackoffMultiplier = 2,
                RetryableStatusCodes = { StatusCode.Unavailable },
            },
        };
        foreach (var method in Rpcs.All.Where(m => Rpcs.IsRead(m) && !m.IsServerStreaming))
            retry.Names.Add(new MethodName { Service = method.Service.FullName, Method = method.Name });
        return new() { MethodConfigs = { retry } };
    });

    sealed class DeadlineInterceptor : Interceptor
    {
        static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            OutsideCalls.Check(context.Method.FullName);
            if (context.Options.Deadline is null)
                context = new(context.Method, context.Host, context.Options.WithDeadline(TimeProvider.System.GetUtcNow().UtcDateTime + Patience));
            return continuation(request, context);
        }
    }

    sealed class ServiceTokenHandler(ServiceTokens tokens) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.GetAsync(cancellationToken));
            return await base.SendAsync(request, cancellationToken);
        }
    }

    sealed class ForwardedBearerHandler(IHttpContextAccessor accessor) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (accessor.HttpContext is { } context)
            {
                if (AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out var bearer)) request.Headers.Authorization = bearer;
                if (!request.Headers.Contains("idempotency-key") && context.Request.HasFormContentType && context.Request.Form["_cle"] is [{ Length: > 0 } key])
                    request.Headers.Add("idempotency-key", key);
            }
            return base.SendAsync(request, cancellationToken);
        }
    }
}

/// <summary>No call leaves the process while a transaction is open: it would hold the write gate for another's time.</summary>
public static class OutsideCalls
{
    static readonly AsyncLocal<bool> forbidden = new();

    /// <summary>Until disposed, calls to other services from this flow throw.</summary>
    public static IDisposable Forbid()
    {
        forbidden.Value = true;
        return new Allow();
    }

    internal static void Check(string call)
    {
        if (forbidden.Value) throw new InvalidOperationException($"{call} called inside a transaction: ask before it, or in a background step.");
    }

    sealed class Allow : IDisposable
    {
        public void Dispose() => forbidden.Value = false;
    }
}

/// <summary>This service's own access token (client credentials, RFC 6749 §4.4), kept until a minute before its end.</summary>
sealed class ServiceTokens(IHttpClientFactory clients, IConfiguration configuration, IOptions<DinamisOptions> options, TimeProvider clock) : IDisposable
{
    public const string HttpClient = "service-tokens";

    readonly SemaphoreSlim one = new(1);
    string token = "";
    DateTimeOffset until;

    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        if (clock.GetUtcNow() < until) return token;
        await one.WaitAsync(cancellationToken);
        try
        {
            if (clock.GetUtcNow() < until) return token;
            using var client = clients.CreateClient(HttpClient);
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = configuration["Client:Id"] ?? throw new InvalidOperationException("Client:Id is not configured."),
                ["client_secret"] = configuration["Client:Secret"] ?? throw new InvalidOperationException("Client:Secret is not configured."),
                ["scope"] = $"{Scopes.Internal} {Scopes.Feed}",
            });
            using var response = await client.PostAsync(options.Value.Public("/connect/token"), form, cancellationToken);
            response.EnsureSuccessStatusCode();
            var answer = await response.Content.ReadFromJsonAsync<Answer>(cancellationToken) ?? throw new InvalidOperationException("The token endpoint answered nothing.");
            (token, until) = (answer.AccessToken, clock.GetUtcNow().AddSeconds(answer.ExpiresIn - 60));
            return token;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    sealed record Answer([property: JsonPropertyName("access_token")] string AccessToken, [property: JsonPropertyName("expires_in")] int ExpiresIn);
}

/// <summary>Clients of the event feed, one for each producer.</summary>
public static class FeedClients
{
    /// <summary>Registers <c>Feed.FeedClient</c> under the producer's name as key.</summary>
    public static WebApplicationBuilder AddFeedClient(this WebApplicationBuilder builder, string producer)
    {
        builder.AddServiceClient<Feed.FeedClient>(producer, "feed:" + producer);
        builder.Services.TryAddKeyedSingleton(producer, (s, _) => s.GetRequiredService<Grpc.Net.ClientFactory.GrpcClientFactory>().CreateClient<Feed.FeedClient>("feed:" + producer));
        return builder;
    }
}
