using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tests.EndToEnd;
using Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Tests.Web.Below;

/// <summary>
/// A citizen at a real browser, where the city serves us below a path of its own site: rates, complains, looks the complaint up.
/// </summary>
[Trait("Database", "any")]
public sealed class CitizenBelowTests(Browser browser) : IClassFixture<Browser>
{
    [ChromiumTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_citizen_rates_and_complains_and_nothing_is_asked_for_elsewhere(bool cut)
    {
        await using var bot = new BotProcess();
        var address = $"http://127.0.0.1:{WorkersKillTests.FreePort()}";
        (bot.Settings["Web__Url"], bot.Settings["Web__PathBase"]) = (address, "/suara");
        bot.Start();
        await bot.Up;
        await using var city = await CityProxy.Start("/suara", cut, new Uri(address));
        await using var visit = await browser.Visit(430, 820);
        var page = await visit.NewPageAsync();
        await page.GotoAsync(new Uri(city.Address, "/suara").ToString());
        await page.Locator("nav.actions a").First.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/suara/chat$")); // it takes its own question out of the address
        await Tap(page, "Dinas Sosial");
        await Rate(page);
        await Complain(page);

        await page.GetByRole(AriaRole.Button, new() { Name = "Menu" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Kabar dan perangkat lain" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/suara/chat/kabar"));
        await page.GotoAsync(new Uri(city.Address, "/suara/cek").ToString());
        await page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        (await visit.CookiesAsync()).Select(c => c.Path).Distinct().ShouldBe(["/suara"]);
        city.Others.ShouldBeEmpty();
    }

    private static async Task Rate(IPage page)
    {
        for (var question = 1; question <= 9; question++)
        {
            await Expect(page.Locator(".line").Last).ToContainTextAsync($"{question}/9");
            await page.Locator(".line").Last.Locator(".tap").Nth(2).ClickAsync();
        }

        await Tap(page, "Lewati semua");
        await Tap(page, "Lewati");
        await Expect(page.GetByText("Terima kasih").Last).ToBeVisibleAsync();
    }

    private static async Task Complain(IPage page)
    {
        await Say(page, "/adukan");
        await Tap(page, "Setuju, lanjutkan");
        await Tap(page, "Dinas Sosial");
        await Say(page, "Loket kosong saat jam makan siang, antrean panjang sampai sore.");
        await Tap(page, "Selesai");
        await Tap(page, "Kirim");
        await Expect(page.GetByText("Kode:").Last).ToBeVisibleAsync();
    }

    private static Task Tap(IPage page, string label) =>
        page.Locator("#log").GetByRole(AriaRole.Button, new() { Name = label, Exact = true }).Last.ClickAsync();

    private static async Task Say(IPage page, string text)
    {
        await page.Locator("#write").FillAsync(text);
        await page.Keyboard.PressAsync("Enter");
    }
}
