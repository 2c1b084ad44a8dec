using Microsoft.Playwright;
using Tests.Support;

namespace Tests.Web;

/// <summary>The public pages without a mouse, on small screens and in large letters.</summary>
[Trait("Database", "any")]
public sealed class KeyboardTests(Browser browser) : IClassFixture<Browser>
{
    private const string Active = """
        () => {
          const e = document.activeElement, s = getComputedStyle(e), b = e.getBoundingClientRect();
          const shown = parseFloat(s.outlineWidth) >= 2 && s.outlineStyle !== 'none' && b.width > 0 && b.bottom > 0 && b.top < innerHeight && b.right > 0 && b.left < innerWidth;
          return e === document.body ? '' : (shown ? 'seen ' : 'UNSEEN ') + e.outerHTML.slice(0, 60);
        }
        """;

    [ChromiumTheory]
    [InlineData("/?month=2026-11")]
    [InlineData("/unit/DINSOS?month=2026-11")]
    public async Task Everything_that_can_be_pressed_is_reached_in_turn_and_seen(string address)
    {
        await using var host = await Rated();
        await using var visit = await browser.Visit(360, 740);
        var page = await Open(visit, host, address);
        var stops = new List<string>();
        do
        {
            await page.Keyboard.PressAsync("Tab");
            stops.Add(await page.EvaluateAsync<string>(Active));
        }
        while (stops[^1] != "" && stops.Count < 200);

        stops.ShouldAllBe(stop => !stop.StartsWith("UNSEEN"));
        stops.Count.ShouldBe(1 + await page.EvaluateAsync<int>("document.querySelectorAll('a, button, select, summary').length"));
    }

    [ChromiumFact]
    public async Task The_first_stop_skips_to_the_content_and_details_open_by_Enter()
    {
        await using var host = await Rated();
        await using var visit = await browser.Visit(1280);
        var page = await Open(visit, host, "/?month=2026-11");

        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByText("Langsung ke isi")).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        (await page.EvaluateAsync<bool>("document.querySelector('main').contains(document.activeElement)")).ShouldBeTrue();
        await page.Locator(".formula summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("NRR tertimbang")).ToBeVisibleAsync();
    }

    [ChromiumTheory]
    [InlineData(320, "100%")]
    [InlineData(360, "100%")]
    [InlineData(640, "200%")]
    public async Task Nothing_scrolls_sideways_on_a_small_screen_or_in_large_letters(int width, string letters)
    {
        await using var host = await Rated();
        await using var visit = await browser.Visit(width, 740);
        var page = await visit.NewPageAsync();
        foreach (var address in new[] { "/?month=2026-11", "/?month=2026-11&order=score&lang=en", "/unit/DPMPTSP?month=2026-11", "/cek",
            "/kiosk/DPMPTSP" })
        {
            await page.GotoAsync(new Uri(host.Http.BaseAddress!, address).ToString());
            await page.EvaluateAsync(
                "size => { document.documentElement.style.fontSize = size; document.querySelectorAll('details').forEach(d => d.open = true); }", letters);
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, address);
        }
    }

    [ChromiumFact]
    public async Task The_counters_thanks_give_way_to_the_next_citizen_by_themselves()
    {
        await using var host = await Rated();
        await using var visit = await browser.Visit(800, 600);
        var page = await Open(visit, host, "/kiosk/DINSOS");
        var best = page.GetByRole(AriaRole.Button, new() { Name = "Sangat baik" });

        await best.ClickAsync();
        await Assertions.Expect(page.GetByText("Terima kasih!")).ToBeVisibleAsync();
        await Assertions.Expect(best).ToBeHiddenAsync();
        await page.EvaluateAsync("document.getAnimations().forEach(wait => wait.finish())"); // five seconds later
        host.Time.Advance(TimeSpan.FromSeconds(5)); // for the service too, which takes one tap of a tablet in a few seconds
        await Assertions.Expect(page.GetByText("Terima kasih!")).ToBeHiddenAsync();
        await best.ClickAsync();
        await Assertions.Expect(page.GetByText("Terima kasih!")).ToBeVisibleAsync();

        await using var db = await host.Open();
        db.QuickRatings.Count().ShouldBe(2);
    }

    private static async Task<PageHost> Rated()
    {
        var host = await PageHost.Start(("Web:Chat", "true"));
        await host.Rate(await host.Unit("DINSOS", "Dinas Sosial"), 202611, 20, "323344332");
        await host.Rate(await host.Unit("DPMPTSP", "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu"), 202611, 20, "444444443");
        return host;
    }

    private static async Task<IPage> Open(IBrowserContext visit, PageHost host, string address)
    {
        var page = await visit.NewPageAsync();
        await page.GotoAsync(new Uri(host.Http.BaseAddress!, address).ToString());
        return page;
    }
}
