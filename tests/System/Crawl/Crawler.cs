using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Dinamis.SystemTests.Harness;
using Microsoft.Playwright;

namespace Dinamis.SystemTests.Crawl;

/// <summary>Where a role begins. Its own links are followed from there; <c>Within</c> keeps a link's reader to the pages of that link.</summary>
sealed record Walk(string Role, IReadOnlyList<string> Entries, string? Within = null);

/// <summary>
/// Reads every internal link that a role finds, one example of each page, a few at a time. The browser opens and judges what holds an
/// element of a kind that no page judged before had, and the first page of each role, for its header and its menu.
/// </summary>
sealed partial class Crawler(Uri origin, Markup markup, Took took)
{
    const int Tabs = 3;

    /// <summary>A script of ours or a frame: what might hold the key Tab.</summary>
    const string Scripted = "() => document.querySelector('script, iframe') !== null";

    /// <summary>Asks as a browser does that opens a page.</summary>
    static readonly Dictionary<string, string> navigation = new() { ["Accept"] = "text/html,*/*;q=0.8", ["Sec-Fetch-Mode"] = "navigate", ["Sec-Fetch-Dest"] = "document", ["Sec-Fetch-Site"] = "none" };

    static readonly string? pictures = Environment.GetEnvironmentVariable("DINAMIS_PICTURES");

    readonly HashSet<string> kinds = [];
    readonly ConcurrentDictionary<string, bool> variants = new();
    readonly ConcurrentDictionary<string, bool> roles = new();

    public ConcurrentBag<Finding> Findings { get; } = [];
    public ConcurrentDictionary<string, int> Reached { get; } = new();

    public async Task WalkAsync(IBrowserContext context, Walk walk)
    {
        HashSet<string> known = [];
        Queue<string> todo = new();
        foreach (var entry in walk.Entries) Note(entry);
        Dictionary<Task<IEnumerable<string>>, IPage> running = [];
        Stack<IPage> free = [];
        // For the header and the menu of a role, whatever the page holds.
        var first = !roles.ContainsKey(walk.Role);
        while (todo.Count > 0 || running.Count > 0)
        {
            while (todo.Count > 0 && running.Count < Tabs)
            {
                var tab = free.TryPop(out var used) ? used : await context.NewPageAsync();
                running.Add(VisitAsync(tab, walk.Role, todo.Dequeue(), first), tab);
                first = false;
            }
            var ended = await Task.WhenAny(running.Keys);
            running.Remove(ended, out var done);
            free.Push(done!);
            // A link to /bff starts a sign-in or ends a session: no page.
            foreach (var path in await ended)
                if (!path.StartsWith("/bff/", StringComparison.Ordinal) && (walk.Within is null || path.StartsWith(walk.Within, StringComparison.Ordinal))) Note(path);
        }
        foreach (var tab in free) await tab.CloseAsync();

        void Note(string path)
        {
            if (known.Add(Key(path))) todo.Enqueue(path);
        }
    }

    /// <summary>Judges the page that a tab shows, of another origin or one that no link leads to.</summary>
    public async Task JudgeAsync(IPage page, string role, string name)
    {
        var sent = new SentPage(new(page.Url), await page.ContentAsync());
        Read(sent, role, name);
        await DeskAsync(page);
        await LookAsync(page, role, name, dark: true);
    }

    async Task<IEnumerable<string>> VisitAsync(IPage page, string role, string path, bool always)
    {
        try
        {
            IAPIResponse answer;
            using (took.Of("read")) answer = await page.APIRequest.GetAsync(new Uri(origin, path).AbsoluteUri, new() { Headers = navigation });
            var at = new Uri(answer.Url);
            if (PageRoutes.Of(at.AbsolutePath) is not { } template)
            {
                // A file or an interface that a page names: it must be there.
                if (answer.Status >= 400) Findings.Add(new(role, path, "dead-link", $"{answer.Status}"));
                return [];
            }
            Reached.AddOrUpdate(template, 1, (_, n) => n + 1);
            var error = template.Contains("erreur/", StringComparison.Ordinal) || template == "/introuvable";
            if (answer.Status != 200 && !error) Findings.Add(new(role, template, "status", $"{answer.Status} {path}"));
            var sent = new SentPage(at, await answer.TextAsync());
            Read(sent, role, template);
            if (WhatIsNew(sent, template) is var (isNew, made) && (isNew || always)) await OpenAsync(page, role, path, template, sent, error, dark: made || always);
            return [.. sent.Links.Where(l => l.Host == origin.Host && l.Port == origin.Port).Select(l => l.PathAndQuery)];
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            // The other pages are judged all the same.
            Findings.Add(new(role, PageRoutes.Of(PathOf(path)) ?? path, "visit", e.Message));
            return [];
        }
    }

    void Read(SentPage sent, string role, string template)
    {
        foreach (var (rule, element) in sent.Basics()) Findings.Add(new(role, template, rule, element));
        if (variants.TryAdd($"{template} {string.Join(' ', sent.Made.Order(StringComparer.Ordinal))}", true) || !roles.ContainsKey(role)) markup.Keep(role, template, sent.Html);
    }

    // A page is opened for its own sake, and seen in the dark for what it is made of: colours hang on nothing else.
    (bool Page, bool Made) WhatIsNew(SentPage sent, string template)
    {
        lock (kinds)
        {
            var page = kinds.Add(template);
            var before = kinds.Count;
            kinds.UnionWith(sent.Made);
            return (page || kinds.Count > before, kinds.Count > before);
        }
    }

    async Task OpenAsync(IPage page, string role, string path, string template, SentPage sent, bool error, bool dark)
    {
        await DeskAsync(page);
        List<string> said = [];
        void Console(object? _, IConsoleMessage message)
        {
            if (message.Type == "error") said.Add(message.Text);
        }
        void Thrown(object? _, string fault) => said.Add(fault);
        page.Console += Console;
        page.PageError += Thrown;
        try
        {
            using (took.Of("open")) await page.GotoAsync(new Uri(origin, path).AbsoluteUri);
            if (sent.HasMap) using (took.Of("map")) await page.WaitForFunctionAsync("() => [...document.querySelectorAll('[data-carte]')].every(c => c.querySelector('canvas'))");
            await LookAsync(page, role, template, dark);
            if (!error) foreach (var wrong in said) Findings.Add(new(role, template, "console", wrong));
        }
        finally
        {
            page.Console -= Console;
            page.PageError -= Thrown;
        }
    }

    static async Task DeskAsync(IPage page)
    {
        await page.SetViewportSizeAsync(1280, 800);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
    }

    async Task LookAsync(IPage page, string role, string template, bool dark)
    {
        await PictureAsync(page, role, template, "1280");
        var first = roles.TryAdd(role, true);
        foreach (var (rule, element) in await PageChecks.AllAsync(page, tab: first || await page.EvaluateAsync<bool>(Scripted), dark: first ? "document" : dark ? "main" : null, took)) Findings.Add(new(role, template, rule, element));
        await PictureAsync(page, role, template, "320-dark");
    }

    static async Task PictureAsync(IPage page, string role, string template, string size)
    {
        if (pictures is not null)
            await page.ScreenshotAsync(new() { Path = Path.Combine(pictures, FileName().Replace($"{template}-{role}-{size}", "_") + ".png"), FullPage = true });
    }

    // One example of each page, and of each set of questions it may be asked; a file counts by its folder.
    static string Key(string path)
    {
        var query = path.Contains('?', StringComparison.Ordinal) ? string.Join('&', path[(path.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&').Select(p => p.Split('=')[0]).Order()) : "";
        return (PageRoutes.Of(PathOf(path)) ?? Numbers().Replace(PathOf(path), "*")) + "?" + query;
    }

    static string PathOf(string path) => path.Split('?', '#')[0];

    [GeneratedRegex(@"[^/]*\d[^/]*")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"[^\w-]+")]
    private static partial Regex FileName();
}
