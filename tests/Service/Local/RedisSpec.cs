using StackExchange.Redis;

namespace Dinamis.ServiceTests.Local;

public sealed class RedisSpec
{
    [Fact]
    public async Task Values_and_scripts_work()
    {
        using var data = new TemporaryFolder();
        await using var run = await LocalRun.StartAsync(data.Path, redis: true);
        await using var redis = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{run.RedisPort}");

        await redis.GetDatabase().StringSetAsync("clé", "valeur");

        ((string?)await redis.GetDatabase().StringGetAsync("clé")).ShouldBe("valeur");
        ((long)await redis.GetDatabase().ScriptEvaluateAsync("return redis.call('INCR', KEYS[1])", ["compteur"])).ShouldBe(1);
    }

    [Fact]
    public async Task Stopping_leaves_the_working_directory_alone()
    {
        var sentinel = Path.Combine(Directory.GetCurrentDirectory(), $"sentinel-{Guid.CreateVersion7():N}");
        await File.WriteAllTextAsync(sentinel, "", LocalRun.Cancel);
        using var data = new TemporaryFolder();

        await (await LocalRun.StartAsync(data.Path, redis: true)).DisposeAsync();

        File.Exists(sentinel).ShouldBeTrue();
        File.Delete(sentinel);
        Directory.Exists(Path.Combine(data.Path, "local", "garnet")).ShouldBeTrue();
    }
}
