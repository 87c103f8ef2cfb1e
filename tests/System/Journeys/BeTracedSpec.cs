using Dinamis.SystemTests.Harness;
using Dinamis.SystemTests.Otlp;
using Microsoft.Playwright;

namespace Dinamis.SystemTests.Journeys;

/// <summary>Journey 8: what happens is one trace through the services, and nothing personal is in it.</summary>
[Collection(nameof(OnRealSite))]
public sealed class BeTracedSpec(Browser browser, RealSite site)
{
    // Nobody else has this name: wherever it appears, it leaked.
    const string Given = "Zélindaxe";
    const string Family = "Quivaurloup";
    const string Address = "zelindaxe.quivaurloup@mairie.example";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Validating_an_account_is_one_trace_through_the_services_and_holds_nothing_personal()
    {
        var (system, telemetry) = (site.System, site.Telemetry);

        await using var person = await browser.VisitorAsync(system.Gateway);
        await person.AskForAccountAsync(system, Given, Family, Address);
        await using var referent = await browser.VisitorAsync(system.Gateway);
        await referent.SignInAsync(Demo.Referent, Demo.Password, "/mon-espace/comptes");
        await referent.Page.Locator("main a[href*='/mon-espace/comptes/']").Filter(new() { HasText = Family }).First.ClickAsync();
        await referent.PressAsync("Valider le compte");
        await system.Mailbox.NextAsync(Address, "ouvert");
        await person.SignInAsync(Address, Demo.Password);
        await person.SeesAsync($"Bonjour {Given}");

        // One trace id: the gateway, the page, the service, its database, and the journal that hears of it.
        await Patiently.UntilAsync("the whole trace of the validation", Patience, () => Task.FromResult(Missing(telemetry).Length == 0));
        await ShowInDashboardAsync(system, Validation(telemetry)!);

        // Nothing of the person left, neither name, nor address, nor a mailed link; and what is searched for would be found.
        string[] tokens = [.. (await system.Mailbox.AllAsync(Address)).SelectMany(mail => mail.Tokens)];
        tokens.ShouldNotBeEmpty();
        foreach (var secret in (string[])[Given, Family, Address.Split('@')[0], .. tokens]) telemetry.Find(secret).ShouldBeNull();
        foreach (var signal in (string[])["trace", "logs", "metrics"]) telemetry.Received(signal).ShouldBeGreaterThan(0, signal);
        telemetry.Find("ValidatePerson").ShouldNotBeNull();
    }

    static string? Validation(OtlpReceiver telemetry) => telemetry.Spans.FirstOrDefault(s => s.Service == "accounts" && s.Name.Contains("ValidatePerson", StringComparison.Ordinal))?.TraceId;

    /// <summary>What the trace of the validation has not shown yet.</summary>
    static string[] Missing(OtlpReceiver telemetry)
    {
        var trace = Validation(telemetry);
        var spans = telemetry.Spans.Where(s => s.TraceId == trace).ToList();
        return
        [
            .. ((string[])["gateway", "portal", "accounts"]).Where(service => !spans.Exists(s => s.Service == service)),
            .. spans.Exists(s => s.Service == "accounts" && s.Attributes.Keys.Any(key => key.StartsWith("db.", StringComparison.Ordinal))) ? Array.Empty<string>() : ["its database"],
            .. spans.Exists(s => s.Service == "activity" && s.Name == "feed apply") ? Array.Empty<string>() : ["the feed's consumer"],
        ];
    }

    async Task ShowInDashboardAsync(RunningSystem system, string trace)
    {
        await using var operators = await browser.VisitorAsync(system.Dashboard, scripts: true);
        await operators.Page.GotoAsync(system.DashboardSignIn.AbsoluteUri);
        await operators.GoAsync("/traces/detail/" + trace);
        foreach (var service in (string[])["gateway", "portal", "accounts", "activity"]) await Assertions.Expect(operators.Page.GetByText(service).First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await operators.PictureAsync("j8-trace");
    }
}
