using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Dinamis.ServiceDefaults;

/// <summary>
/// Issuer outside, address inside: every token names the public origin, and a process reaches identity by its internal address
/// under that public Host. Without an internal address (<c>services:identity:http</c>) the public one is used as it is.
/// </summary>
public sealed class Inside(IOptions<DinamisOptions> options, IConfiguration configuration) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var origin = options.Value.Origin;
        if (request.RequestUri is { } uri && uri.Authority == origin.Authority && Address() is { } inside)
        {
            request.Headers.Host = origin.Authority;
            request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", origin.Scheme);
            request.RequestUri = new UriBuilder(uri) { Scheme = inside.Scheme, Host = inside.Host, Port = inside.Port }.Uri;
        }
        return base.SendAsync(request, cancellationToken);
    }

    Uri? Address()
    {
        var all = configuration.GetSection($"services:{Resources.Identity}:http").GetChildren().Select(c => c.Value).OfType<string>().ToArray();
        return all.Length == 0 ? null : new(all[Random.Shared.Next(all.Length)]);
    }
}
