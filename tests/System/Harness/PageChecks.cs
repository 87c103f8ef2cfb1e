using System.Text.Json;
using Microsoft.Playwright;

namespace Dinamis.SystemTests.Harness;

/// <summary>What every page owes to everybody, measured in the browser: axe, width of a small phone, keyboard.</summary>
static class PageChecks
{
    static readonly string axe = File.ReadAllText(Path.Combine(RunningSystem.Root, "tests", "System", "node_modules", "axe-core", "axe.min.js"));
    static readonly string[] tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

    /// <summary>
    /// Runs in the page: the elements a keyboard must reach, and how each looks before it has the focus. What is in a frame is another document.
    /// Tab goes through what can take the focus in the order of the document, as long as nothing has a positive tabindex or holds the key: the
    /// pages that share our one script are judged by giving the focus to each element in turn, the others by pressing the key itself.
    /// </summary>
    const string Watch = """
        () => {
          const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
            .filter(e => e.tabIndex >= 0 && !e.disabled && e.type !== 'hidden' && e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0);
          const look = e => { const s = getComputedStyle(e); return [s.outlineStyle === 'none' ? '' : s.outlineWidth + s.outlineColor, s.boxShadow, s.borderColor, s.backgroundColor, s.textDecoration].join('|'); };
          const group = e => e.type === 'radio' ? 'radio ' + e.name + (e.form?.id ?? '') : e;
          window.__keyboard = { all, wanted: new Map(all.map(e => [group(e), { e, before: look(e), seen: false, shown: false }])) };
          document.addEventListener('focusin', event => {
            const w = window.__keyboard.wanted.get(group(event.target));
            if (!w) return;
            const box = event.target.getBoundingClientRect();
            w.seen = true;
            w.shown = look(event.target) !== (event.target === w.e ? w.before : '') && box.width > 0 && box.height > 0;
          }, true);
          const slow = all.filter(e => ['date', 'datetime-local', 'month', 'time', 'file'].includes(e.type)).length;
          return window.__keyboard.wanted.size + 4 * slow + 12 * document.querySelectorAll('iframe').length + 2;
        }
        """;

    /// <summary>Gives the focus to each in turn, after one real Tab: then a script's focus shows as a keyboard's does.</summary>
    const string Focus = """
        () => {
          const { all } = window.__keyboard;
          const ahead = all.filter(e => e.tabIndex > 0).map(e => ['tabindex', e.outerHTML.slice(0, 140)]);
          for (const e of all) e.focus({ preventScroll: true, focusVisible: true });
          return ahead;
        }
        """;

    /// <summary>What was not reached or not shown; and the focus leaves, so that a skip link covers nothing.</summary>
    const string Missed = """
        () => {
          document.activeElement.blur();
          const name = e => e.outerHTML.replace(/\s+/g, ' ').slice(0, 140);
          return [...window.__keyboard.wanted.values()].filter(w => !w.seen || !w.shown).map(w => [w.seen ? 'focus-visible' : 'keyboard', name(w.e)]);
        }
        """;

    const string Wide = """
        () => {
          const root = document.documentElement;
          if (root.scrollWidth <= root.clientWidth) return null;
          const out = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > root.clientWidth + 0.5).slice(-1)[0];
          return `${root.scrollWidth} px: ` + (out ?? root).outerHTML.replace(/\s+/g, ' ').slice(0, 140);
        }
        """;

    /// <summary>Brings axe into every page that this person opens from here on.</summary>
    public static Task PrepareAsync(IBrowserContext context) => context.AddInitScriptAsync(axe);

    /// <summary>Everything, on a page of a prepared context; leaves the page at 320 px in the dark.</summary>
    /// <param name="page">What is judged, at the size of a desk.</param>
    /// <param name="tab">Presses Tab through the whole page, where a script of the page might hold the key.</param>
    /// <param name="dark">What is looked at in the dark: the whole document, its main part (header and footer are the same on each page of a role), or nothing.</param>
    /// <param name="took">Where the time goes.</param>
    public static async Task<IReadOnlyList<(string Rule, string Element)>> AllAsync(IPage page, bool tab, string? dark, Took took)
    {
        List<(string, string)> found = [];
        using (took.Of(tab ? "Tab" : "focus")) found.AddRange(await KeyboardAsync(page, tab));
        using (took.Of("axe")) found.AddRange(await AxeAsync(page, new { type = "tag", values = tags }));
        using (took.Of("320 px"))
        {
            await page.SetViewportSizeAsync(320, 640);
            if (await page.EvaluateAsync<string?>(Wide) is { } wide) found.Add(("no-horizontal-scroll-at-320", wide));
        }
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        if (dark is not null) using (took.Of("axe in the dark"))
        {
            found.AddRange((await AxeAsync(page, new { type = "rule", values = new[] { "color-contrast", "link-in-text-block", "target-size" } }, main: dark == "main")).Select(f => (f.Rule + " (dark, 320 px)", f.Element)));
        }
        return found;
    }

    static async Task<IEnumerable<(string Rule, string Element)>> KeyboardAsync(IPage page, bool tab)
    {
        var presses = await page.EvaluateAsync<int>(Watch);
        for (var i = 0; i < (tab ? presses : 1); i++) await page.Keyboard.PressAsync("Tab");
        var ahead = tab ? [] : Pairs(await page.EvaluateAsync<JsonElement>(Focus));
        return [.. ahead, .. Pairs(await page.EvaluateAsync<JsonElement>(Missed))];
    }

    static async Task<IEnumerable<(string Rule, string Element)>> AxeAsync(IPage page, object runOnly, bool main = false) => Pairs(await page.EvaluateAsync<JsonElement>("""
        ({ runOnly, main }) => axe.run((main && document.querySelector('main')) || document, { runOnly, resultTypes: ['violations'], preload: false, selectors: false })
          .then(r => r.violations.flatMap(v => v.nodes.map(n => [v.id, n.html.replace(/\s+/g, ' ').slice(0, 140) + ': ' + (n.failureSummary ?? '').split('\n').slice(1).join(' ').trim()])))
        """, new { runOnly, main }));

    static IEnumerable<(string Rule, string Element)> Pairs(JsonElement list) => [.. list.EnumerateArray().Select(p => (p[0].GetString()!, p[1].GetString()!))];
}
