using StackExchange.Redis;

namespace Dinamis.Gateway;

/// <summary>The Redis protocol holds what may vanish. It is no condition to start: a call made while it is away fails at once.</summary>
static class Redis
{
    public static void AddRedis(this WebApplicationBuilder builder)
    {
        var address = builder.Configuration.GetConnectionString("redis") ?? throw new InvalidOperationException("ConnectionStrings:redis is not configured.");
        builder.Services.AddSingleton<Limits>();
        builder.Services.AddSingleton<IConnectionMultiplexer>(_ =>
        {
            var options = ConfigurationOptions.Parse(address);
            options.AbortOnConnectFail = false;
            options.BacklogPolicy = BacklogPolicy.FailFast;
            options.ConnectTimeout = 2000;
            options.AsyncTimeout = 2000;
            options.ReconnectRetryPolicy = new LinearRetry(1000);
            return ConnectionMultiplexer.Connect(options);
        });
    }

    /// <summary>Away, slow or being restarted: all the same for what may vanish.</summary>
    public static bool IsAway(Exception e) => e is RedisConnectionException or RedisTimeoutException or RedisServerException { Message: ['L', 'O', 'A', 'D', ..] };
}
