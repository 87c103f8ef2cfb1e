using Dinamis.SystemTests.Otlp;

namespace Dinamis.SystemTests.Harness;

/// <summary>One system for the journeys that look at it from outside: its telemetry comes here too, its dashboard runs, and one of them ends PIGMA's SSO, which the other does without.</summary>
public sealed class TracedTown : IAsyncLifetime
{
    public OtlpReceiver Telemetry { get; private set; } = null!;
    public RunningSystem System { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (Browser.Executable is null) return;
        Telemetry = await OtlpReceiver.StartAsync();
        System = await Town.StartAsync(new Dictionary<string, string> { ["DINAMIS_OTLP_ENDPOINT"] = Telemetry.Address.AbsoluteUri }, only: "town", dashboard: true);
    }

    public async ValueTask DisposeAsync()
    {
        if (System is not null) await System.DisposeAsync();
        if (Telemetry is not null) await Telemetry.DisposeAsync();
    }
}

/// <summary>Journeys that share the traced town; never at the same time as another system.</summary>
[CollectionDefinition(nameof(InTracedTown), DisableParallelization = true)]
public sealed class InTracedTown : ICollectionFixture<Browser>, ICollectionFixture<TracedTown>;
