namespace Dinamis.SystemTests.Harness;

/// <summary>One running system for several journeys, started with the first of them.</summary>
public abstract class SharedSystem : IAsyncLifetime
{
    RunningSystem? running;

    /// <summary>Skips the test where there is no browser: nothing was started.</summary>
    public RunningSystem System
    {
        get
        {
            if (running is null) Assert.Skip(Browser.Missing);
            return running;
        }
    }

    protected abstract Task<RunningSystem> StartAsync();

    public async ValueTask InitializeAsync()
    {
        if (Browser.Executable is not null) running = await StartAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (running is not null) await running.DisposeAsync();
    }
}
