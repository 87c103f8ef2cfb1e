using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Dinamis.SystemTests.Harness;

/// <summary>One Chromium for all journeys; a person is a context of it, with cookies of his own.</summary>
public sealed class Browser : IAsyncLifetime
{
    /// <summary>Why a test is skipped.</summary>
    internal const string Missing = "Chromium is not installed: run ./test";

    IPlaywright? playwright;
    IBrowser? chromium;

    // Without the window that nobody sees, Chromium spares a third of the processor for the pages.
    public static string? Executable { get; } = new[] { Environment.GetEnvironmentVariable("CHROMIUM"), "/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }
        .FirstOrDefault(File.Exists);

    public async ValueTask InitializeAsync()
    {
        if (Executable is null) return;
        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Executable,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--use-gl=swiftshader", "--enable-unsafe-swiftshader"],
        });
    }

    /// <summary>
    /// A new person at a desk (1280 × 800), or with a phone in the hand (390 × 844). Without scripts, as every page promises to work: only the map
    /// and what compares two images need them, and drawing a map costs as much as four pages. Where somebody will look, they run.
    /// </summary>
    public async Task<Visitor> VisitorAsync(Uri origin, bool phone = false, bool scripts = false)
    {
        if (chromium is null) Assert.Skip(Missing);
        var context = await chromium.NewContextAsync(new()
        {
            BaseURL = origin.AbsoluteUri,
            Locale = "fr-FR",
            TimezoneId = "Europe/Paris",
            ViewportSize = phone ? new() { Width = 390, Height = 844 } : new() { Width = 1280, Height = 800 },
            JavaScriptEnabled = scripts || Visitor.KeepsPictures,
            // Where nobody looks, a quarter of the pixels to draw.
            DeviceScaleFactor = Visitor.KeepsPictures ? 1 : 0.5f,
        });
        context.SetDefaultTimeout(15_000);
        return new(context, await context.NewPageAsync(), origin);
    }

    public async ValueTask DisposeAsync()
    {
        if (chromium is not null) await chromium.DisposeAsync();
        playwright?.Dispose();
    }
}

/// <summary>A person in front of a page.</summary>
public sealed class Visitor(IBrowserContext context, IPage page, Uri origin) : IAsyncDisposable
{
    static readonly string? pictures = Environment.GetEnvironmentVariable("DINAMIS_PICTURES");

    /// <summary>DINAMIS_PICTURES names a folder: somebody will look.</summary>
    public static bool KeepsPictures => pictures is not null;

    public IBrowserContext Context => context;
    public IPage Page => page;

    public Task GoAsync(string path) => page.GotoAsync(new Uri(origin, path).AbsoluteUri);

    public Task FillAsync(string label, string value) => page.GetByLabel(label).First.FillAsync(value);

    public Task PressAsync(string button) => page.GetByRole(AriaRole.Button, new() { Name = button }).First.ClickAsync();

    public Task FollowAsync(string link) => page.GetByRole(AriaRole.Link, new() { Name = link }).First.ClickAsync();

    /// <summary>Waits until the address is of this place, wherever a sign-in led meanwhile.</summary>
    public Task ArrivesAsync(string place) => ArrivesAsync(page, place);

    /// <summary>
    /// Playwright's own waits for an address or a state of loading can miss the event that they wait for, when it comes while they begin
    /// (seen once, after hundreds of runs): this one asks until it is so.
    /// </summary>
    public static Task ArrivesAsync(IPage page, string place) => Assertions.Expect(page).ToHaveURLAsync(new Regex("^[^?#]*" + Regex.Escape(place)), new() { Timeout = 60_000 });

    /// <summary>Waits until the page says so.</summary>
    public Task SeesAsync(string text) => Assertions.Expect(page.Locator("body")).ToContainTextAsync(text, new() { Timeout = 15_000, IgnoreCase = true });

    /// <summary>Signs in by the form, as any person does.</summary>
    public async Task SignInAsync(string address, string password, string returnUrl = "/mon-espace")
    {
        await GoAsync($"/bff/login?returnUrl={Uri.EscapeDataString(returnUrl)}");
        await FillSignInAsync(address, password);
    }

    /// <summary>The sign-in page is open, whatever led to it.</summary>
    public async Task FillSignInAsync(string address, string password = Demo.Password)
    {
        await page.Locator("input[autocomplete=username]").FillAsync(address);
        await page.Locator("input[autocomplete=current-password]").FillAsync(password);
        await page.Locator("form:has(input[autocomplete=current-password]) button[type=submit]").First.ClickAsync();
    }

    /// <summary>Keeps a picture to look at when DINAMIS_PICTURES names a folder.</summary>
    public Task PictureAsync(string name) => PictureAsync(page, name);

    /// <inheritdoc cref="PictureAsync(string)"/>
    public static async Task PictureAsync(IPage page, string name)
    {
        if (pictures is not null) await page.ScreenshotAsync(new() { Path = Path.Combine(pictures, name + ".png"), FullPage = true });
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
