namespace Dinamis.SystemTests.Harness;

/// <summary>One system for the journeys that begin where a commune has joined with the relay and has a user, its neighbour has joined alone, and the catalogue holds scenes with pixels.</summary>
public sealed class Town : SharedSystem
{
    protected override Task<RunningSystem> StartAsync() => StartAsync(only: "neighbour");

    public static async Task<RunningSystem> StartAsync(IReadOnlyDictionary<string, string>? settings = null, string only = "images", bool dashboard = false)
    {
        var system = await RunningSystem.StartAsync(new Dictionary<string, string>(settings ?? new Dictionary<string, string>())
        {
            ["Demo__Enabled"] = "false",
            // The one person of PIGMA's SSO, whom the demonstration would add.
            ["Identity__Users__0__Address"] = Demo.AgentBySso,
            ["Identity__Users__0__Password"] = Demo.Password,
        }, dashboard: dashboard);
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
public sealed class InTown : ICollectionFixture<Browser>, ICollectionFixture<Town>, ICollectionFixture<Journeys.Feytiat>;
