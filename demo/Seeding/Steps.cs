using System.Text.Json;

namespace Dinamis.Demo.Seeding;

/// <summary>Remembers in the data folder which steps are done, so that an interrupted seeding goes on where it stood.</summary>
sealed class Steps(string data, TimeProvider clock)
{
    readonly string folder = Directory.CreateDirectory(Path.Combine(data, "demo")).FullName;

    /// <summary>Runs the step once; its result is kept for the steps that need it.</summary>
    public async Task<T> OnceAsync<T>(string name, Func<Task<T>> step, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, name + ".json");
        if (File.Exists(file))
        {
            await using var kept = File.OpenRead(file);
            return (await JsonSerializer.DeserializeAsync<T>(kept, cancellationToken: cancellationToken))!;
        }
        var begin = clock.GetTimestamp();
        Console.WriteLine($"{name}…");
        var result = await step();
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(result), cancellationToken);
        Console.WriteLine($"{name} : {clock.GetElapsedTime(begin).TotalSeconds:0.0} s");
        return result;
    }
}
