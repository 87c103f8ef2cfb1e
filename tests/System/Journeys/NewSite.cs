using Dinamis.SystemTests.Harness;

namespace Dinamis.SystemTests.Journeys;

/// <summary>A system without the demonstration: nobody, nothing. The first journey that asks for it puts it in service, and lets Feytiat join there; journeys 1 and 9 share what was lived.</summary>
public sealed class NewSite : SharedSystem
{
    Task? opened;
    Task<byte[]>? joined;

    protected override Task<RunningSystem> StartAsync() => RunningSystem.StartAsync(new Dictionary<string, string> { ["Demo__Enabled"] = "false" });

    /// <summary>Until all that an adhesion needs is there.</summary>
    public Task OpenedAsync(Browser browser) => opened ??= new Opening(browser, System).UntilInServiceAsync();

    /// <summary>Until both sides hold the acte, which it returns.</summary>
    public Task<byte[]> FeytiatJoinsAsync(Browser browser) => joined ??= JoinsAsync(browser);

    internal JoiningAlone Feytiat(Browser browser) => new(browser, System, Body.Feytiat, Opening.Instructor, Opening.Signatory);

    async Task<byte[]> JoinsAsync(Browser browser)
    {
        await OpenedAsync(browser);
        return await Feytiat(browser).UntilBothHoldTheActAsync();
    }
}

/// <summary>Journeys that share the new site; never at the same time as another system.</summary>
[CollectionDefinition(nameof(OnNewSite), DisableParallelization = true)]
public sealed class OnNewSite : ICollectionFixture<Browser>, ICollectionFixture<NewSite>;
