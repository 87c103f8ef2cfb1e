namespace Dinamis.SystemTests.Harness;

/// <summary>One system for the journeys that begin where a commune has joined with the relay and has a user, two others have joined alone, and the catalogue holds scenes with pixels. Its seeding was cut once, and went on after a second start.</summary>
public sealed class Town : SharedSystem
{
    readonly string data = Directory.CreateTempSubdirectory("dinamis-town-").FullName;

    public FirstLife FirstLife { get; private set; } = null!;

    protected override async Task<RunningSystem> StartAsync()
    {
        FirstLife = await FirstLife.LiveAsync(data);
        return await StartAsync(only: "neighbour", data: data);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    public static async Task<RunningSystem> StartAsync(IReadOnlyDictionary<string, string>? settings = null, string only = "images", string? data = null, bool dashboard = false)
    {
        var system = await RunningSystem.StartAsync(new Dictionary<string, string>(settings ?? new Dictionary<string, string>())
        {
            ["Demo__Enabled"] = "false",
            // The one person of PIGMA's SSO, whom the demonstration would add.
            ["Identity__Users__0__Address"] = Demo.AgentBySso,
            ["Identity__Users__0__Password"] = Demo.Password,
        }, data, dashboard);
        try
        {
            await system.SeedAsync(only);
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }
}

/// <summary>Journeys that share the town; never at the same time as another system.</summary>
[CollectionDefinition(nameof(InTown), DisableParallelization = true)]
public sealed class InTown : ICollectionFixture<Browser>, ICollectionFixture<Town>;
