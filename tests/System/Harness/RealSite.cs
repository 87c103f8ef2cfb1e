using Dinamis.SystemTests.Otlp;

namespace Dinamis.SystemTests.Harness;

/// <summary>
/// One system as a real site runs it: on PostgreSQL and Redis where the test script has them, its telemetry received, its dashboard open.
/// One of its journeys ends PIGMA's SSO; the others do without.
/// </summary>
public sealed class RealSite : SharedSystem
{
    public OtlpReceiver Telemetry { get; private set; } = null!;

    /// <summary>Null where the test script has no PostgreSQL or no Redis: the journeys that need neither run on SQLite.</summary>
    public Databases? Databases { get; private set; }

    protected override async Task<RunningSystem> StartAsync()
    {
        Telemetry = await OtlpReceiver.StartAsync();
        Databases = await Databases.CreateAsync();
        return await Town.StartAsync(new Dictionary<string, string>(Databases?.Settings ?? new Dictionary<string, string>()) { ["DINAMIS_OTLP_ENDPOINT"] = Telemetry.Address.AbsoluteUri }, only: "images", dashboard: true);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Databases is not null) await Databases.DisposeAsync();
        if (Telemetry is not null) await Telemetry.DisposeAsync();
    }
}

/// <summary>Journeys that share the real site; never at the same time as another system.</summary>
[CollectionDefinition(nameof(OnRealSite), DisableParallelization = true)]
public sealed class OnRealSite : ICollectionFixture<Browser>, ICollectionFixture<RealSite>;
