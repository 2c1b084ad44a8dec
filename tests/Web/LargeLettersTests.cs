using Microsoft.Playwright;
using Tests.Support;

namespace Tests.Web;

/// <summary>Who needs letters twice as large reads every page on a small phone without scrolling sideways, and hits every link.</summary>
[Trait("Database", "any")]
public sealed class LargeLettersTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("PAGE_PICTURES");

    [ChromiumFact]
    public async Task No_page_scrolls_sideways_at_twice_the_size_and_every_target_can_be_hit()
    {
        await using var host = await PageHost.Start(("Web:Chat", "true"));
        var unit = await host.Unit("DINSOS", "Dinas Sosial", 2000, services: ["bantuan", "info"]);
        await host.Rate(unit, 202610, 20, "222222222");
        await host.Rate(unit, 202611, 20, "323344332");
        await host.Rate(await host.Unit("DPMPTSP", "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu"), 202611, 20, "444444443");
        await host.Unit("DISDIK", "Dinas Pendidikan");
        string[] addresses = ["/?month=2026-11", "/?month=2026-11&order=score", "/?month=2020-01", "/unit/DINSOS?month=2026-11",
            "/unit/DISDIK?month=2026-11", "/unit/NOTHING", "/kiosk/DINSOS", "/kiosk/DPMPTSP",
            "/kiosk/DINSOS?why=1", "/cek", "/cek/K7QF-3MXW-E", "/foo"];
        await using var visit = await browser.Visit(360, 740);
        var page = await visit.NewPageAsync();
        var wrong = new List<string>();
        foreach (var address in addresses.SelectMany(a => new[] { a, a + (a.Contains('?') ? "&" : "?") + "lang=en" }))
        {
            await page.GotoAsync(new Uri(host.Http.BaseAddress!, address).ToString());
            await Picture(page, address, 100);
            wrong.AddRange(await PageRules.TooSmall(page, address));
            await Picture(page, address, 200);
        }

        wrong.ShouldBeEmpty();
    }

    [ChromiumFact]
    public async Task The_chat_fits_at_twice_the_size()
    {
        await using var host = await ChatHost.Start();
        await using var visit = await browser.Visit(360, 740);
        var page = await visit.NewPageAsync();
        await page.GotoAsync(new Uri(host.Address, "/chat?start=DINSOS").ToString());
        await Assertions.Expect(page.GetByText("1/9")).ToBeVisibleAsync();
        await page.EvaluateAsync("document.documentElement.style.fontSize = '200%'");
        await Picture(page, "chat", 200);
        (await page.EvaluateAsync<string>(PageRules.Sideways)).ShouldBeEmpty();
        (await page.Locator("header").BoundingBoxAsync())!.Height.ShouldBeLessThan(740f / 3); // the talk has the screen
        var title = (await page.Locator(".who").BoundingBoxAsync())!;
        var menu = (await page.Locator("#menu-open").BoundingBoxAsync())!;
        (title.X + title.Width).ShouldBeLessThanOrEqualTo(menu.X + 1);
        (await page.Locator("#write").BoundingBoxAsync())!.Width.ShouldBeGreaterThan(150);
        await Assertions.Expect(page.Locator(".rows").Last).ToHaveRoleAsync(AriaRole.Group);
        (await page.Locator(".rows").Last.GetAttributeAsync("aria-label"))!.ShouldContain("1/9");
    }

    private static async Task Picture(IPage page, string address, int percent)
    {
        if (Pictures is null) return;
        var name = string.Concat(address.Select(c => char.IsLetterOrDigit(c) ? c : '_'));
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{name}-{percent}.png"), FullPage = true });
    }
}
