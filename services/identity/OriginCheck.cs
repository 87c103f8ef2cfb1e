using Dinamis.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace Dinamis.Identity;

/// <summary>Cookies and tokens travel by https, or stay on this machine: any other origin does not start.</summary>
sealed class OriginCheck(IOptions<DinamisOptions> options) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next)
    {
        var origin = options.Value.Origin;
        if (origin.Scheme != Uri.UriSchemeHttps && !origin.IsLoopback)
            throw new InvalidOperationException($"The public origin {origin} must be https, or http on localhost.");
        return next;
    }
}
