using System.Threading.RateLimiting;
using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Dinamis.Gateway;

/// <summary>How often one address may try what invites guessing. Counted over all replicas; per process while Redis is away.</summary>
sealed class Limits(IConnectionMultiplexer redis, IOptions<DinamisOptions> options, TimeProvider clock) : IDisposable
{
    sealed record Rule(string Path, bool OnlyPosts, int PerMinute);

    static readonly TimeSpan window = TimeSpan.FromMinutes(1);

    static readonly Rule[] rules =
    [
        new("/compte/connexion", true, 30),
        new("/compte/mot-de-passe-oublie", true, 10),
        new("/compte/lien", false, 60),
        new("/compte/appareil", false, 30),
        new("/lien", false, 60),
        new("/connect/auth/device", true, 30),
        new("/connect/token", true, 300),
        new("/bff/login", false, 60),
    ];

    // Everybody of a demonstration or a test comes from the same address.
    readonly int factor = options.Value.Origin.IsLoopback ? 20 : 1;

    readonly PartitionedRateLimiter<(string Key, int Permits)> here = PartitionedRateLimiter.Create<(string Key, int Permits), string>(
        r => RateLimitPartition.GetFixedWindowLimiter(r.Key, _ => new() { PermitLimit = r.Permits, Window = window, QueueLimit = 0 }));

    public void Dispose() => here.Dispose();

    /// <exception cref="Refused">429 with Retry-After.</exception>
    public async Task CountAsync(HttpContext http)
    {
        var request = http.Request;
        if (Array.Find(rules, r => request.Path.StartsWithSegments(r.Path) && (!r.OnlyPosts || HttpMethods.IsPost(request.Method))) is not { } rule) return;
        var minute = clock.GetUtcNow().ToUnixTimeSeconds() / 60;
        var key = $"gw:limit:{rule.Path}:{http.Connection.RemoteIpAddress}";
        if (!await AllowsAsync(key, minute, rule.PerMinute * factor)) throw new Refused(GatewayRefusals.TooMany) { RetryAfter = window };
    }

    async Task<bool> AllowsAsync(string key, long minute, int permits)
    {
        try
        {
            var name = $"{key}:{minute}";
            var count = await redis.GetDatabase().StringIncrementAsync(name);
            if (count == 1) await redis.GetDatabase().KeyExpireAsync(name, window * 2);
            return count <= permits;
        }
        catch (Exception e) when (Redis.IsAway(e))
        {
            using var lease = here.AttemptAcquire((key, permits));
            return lease.IsAcquired;
        }
    }
}

static class LimitsSetup
{
    public static void UseLimits(this WebApplication app) => app.Use(async (http, next) =>
    {
        await http.RequestServices.GetRequiredService<Limits>().CountAsync(http);
        await next(http);
    });
}
