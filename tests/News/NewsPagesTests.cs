using Microsoft.Playwright;
using Tests.Support;

namespace Tests.News;

/// <summary>The pages about news for everybody: the rules of axe-core, large letters, a small screen, both languages.</summary>
[Trait("Database", "any")]
public sealed class NewsPagesTests(Browser browser) : IClassFixture<Browser>
{
    [ChromiumFact]
    public async Task No_page_about_news_breaks_a_rule()
    {
        await using var host = await NewsHost.Start(("Web:PublicUrl", "http://suara.contoh.go.id"));
        using var talk = await host.Talk();
        await using var visit = await browser.Visit(360, 740);
        await visit.AddCookiesAsync([new Cookie { Name = "suara-layanan", Value = talk.Secret!, Url = host.Address.ToString() }]);
        var page = await visit.NewPageAsync();
        string[] addresses = ["/chat/kabar", "/chat/buka", "/kabar/ya/1/bukan", "/chat/buka{0}#" + new string('A', 32),
            "/kabar/berhenti/1/bukan"];
        var wrong = new List<string>();
        foreach (var address in addresses.SelectMany(a => new[] { a.Replace("{0}", ""), Speaking(a, "?lang=en") }))
        {
            await page.GotoAsync(new Uri(host.Address, address).ToString());
            wrong.AddRange(await PageRules.Broken(page, address));
            wrong.AddRange(await PageRules.TooSmall(page, address));
        }

        await page.GotoAsync(new Uri(host.Address, "/chat/kabar").ToString());
        await page.Locator("form button[value=link], button[value=link]").First.ClickAsync();
        wrong.AddRange(await PageRules.Broken(page, "the private link"));
        wrong.AddRange(await PageRules.TooSmall(page, "the private link"));

        wrong.ShouldBeEmpty();
    }

    private static string Speaking(string address, string language) =>
        address.Contains("{0}", StringComparison.Ordinal) ? address.Replace("{0}", language) : address + language;
}
