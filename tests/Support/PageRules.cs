using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Tests.Support;

/// <summary>
/// What every page keeps: the rules of axe-core, targets that can be hit, and letters twice as large without a sideways scroll.
/// </summary>
internal static class PageRules
{
    /// <summary>The first few things that reach over the right edge.</summary>
    public const string Sideways = """
        [...document.querySelectorAll('body *')].filter(e => {
          const r = e.getBoundingClientRect(), s = getComputedStyle(e);
          for (let p = e.parentElement; p; p = p.parentElement) if (/auto|scroll|hidden/.test(getComputedStyle(p).overflowX)) return false;
          return r.width > 0 && r.right > innerWidth + 1 && s.position !== 'absolute' && s.visibility !== 'hidden'; })
          .slice(0, 5).map(e => e.tagName + '.' + e.className + ' ' + Math.round(e.getBoundingClientRect().right)).join(', ')
        """;

    private const string Small = """
        [...document.querySelectorAll('a, button, select, input:not([type=hidden]), summary')].filter(e => {
          const r = e.getBoundingClientRect();
          return r.width > 0 && r.left >= 0 && r.height < 24 && e.checkVisibility() && !e.closest('p.text, .formula'); })
          .slice(0, 8).map(e => e.tagName + ' "' + e.textContent.slice(0, 30) + '" ' + Math.round(e.getBoundingClientRect().height)).join(', ')
        """;

    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"),
        ResultTypes = [ResultType.Violations],
    };

    /// <summary>The dark scheme is the same document in other colours.</summary>
    private static readonly AxeRunOptions Colours = new()
    {
        RunOnly = RunOnlyOptions.Rules("color-contrast", "link-in-text-block"),
        ResultTypes = [ResultType.Violations],
    };

    /// <summary>The rules of axe-core that the page breaks, in light and in dark; it is light again afterwards.</summary>
    public static async Task<IReadOnlyList<string>> Broken(IPage page, string address)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        var light = await page.RunAxe(Rules);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        var dark = await page.RunAxe(Colours);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        return [.. Words(light, $"{address}, light"), .. Words(dark, $"{address}, dark")];
    }

    /// <summary>Targets lower than 24 px, and what scrolls sideways once the letters are twice as large; they stay so.</summary>
    public static async Task<IReadOnlyList<string>> TooSmall(IPage page, string address)
    {
        var wrong = new List<string>();
        if (await page.EvaluateAsync<string>(Small) is { Length: > 0 } small) wrong.Add($"{address}: lower than 24 px: {small}");
        await page.EvaluateAsync("document.documentElement.style.fontSize = '200%'");
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"))
            wrong.Add($"{address}: sideways: {await page.EvaluateAsync<string>(Sideways)}");
        return wrong;
    }

    private static IEnumerable<string> Words(AxeResult found, string where) => found.Violations.SelectMany(v => v.Nodes.Select(n =>
        $"{where}: {v.Id} at {n.Target}: {n.Html} {string.Join(' ', n.Any.Select(c => c.Message))}"));
}
