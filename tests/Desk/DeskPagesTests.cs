using Core.Complaints;
using Core.People;
using Microsoft.Playwright;
using Tests.Support;

namespace Tests.Desk;

/// <summary>The desk for everybody who works at it: the rules of axe-core, large letters, small screens, both languages.</summary>
[Trait("Database", "any")]
public sealed class DeskPagesTests(Browser browser) : IClassFixture<Browser>
{
    private const string Story = "Loket bantuan tutup setiap hari Kamis, petugas tidak ada dan antrean panjang sampai sore.";

    /// <summary>Codes are drawn; the widest there is must fit too.</summary>
    private const string WidestCodes = """
        const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let n = walk.nextNode(); n; n = walk.nextNode())
          n.data = n.data.replace(/\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]\b/g, 'WMWM-WMWM-W');
        """;

    [ChromiumTheory]
    [InlineData(360)]
    [InlineData(1280)]
    [TakesMinutes]
    public async Task No_page_of_the_desk_breaks_a_rule(int width)
    {
        await using var town = await DeskTown.Start();
        var code = await town.Complaint(Story);
        await town.Complaint("Lampu jalan di depan kantor padam sejak minggu lalu.", kind: null);
        await town.Complaint("Petugas meminta uang agar berkas cepat selesai.", kind: ComplaintClass.Supervisory);
        var people = new (string Who, long Id)[]
        {
            ("officer", await town.Official("11", Role.Officer, "DINSOS", "Rina Sari")),
            ("triage", await town.Official("12", Role.Triage)),
            ("head", await town.Official("13", Role.Head, "DINSOS")),
            ("administrator", await town.Official("14", Role.UnitAdministrator, "DINSOS")),
        };
        var wrong = new List<string>();
        foreach (var (who, id) in people.Take(width == 360 ? people.Length : 1))
        {
            await using var visit = await browser.Visit(width, 740);
            await Enter(visit, town, id);
            var page = await visit.NewPageAsync();
            // The other language must fit where it is narrow; the same pages for others, with what their rights add.
            string[] languages = who == "officer" && width == 360 ? ["", "lang=en"] : [""];
            var pages = Pages(code).Where(a => who == "officer" || !SameForAll.Contains(a));
            foreach (var address in pages.SelectMany(a => languages.Select(l => l.Length == 0 ? a : $"{a}{Joint(a)}{l}")))
            {
                var answer = await page.GotoAsync(new Uri(town.Host.Http.BaseAddress!, address).ToString());
                if (answer!.Status is not (200 or 403 or 404)) wrong.Add($"{who} {address}: {answer.Status}");
                await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
                await page.EvaluateAsync(WidestCodes);
                wrong.AddRange(await PageRules.Broken(page, $"{who} {address}"));
                if (width == 360) wrong.AddRange(await PageRules.TooSmall(page, $"{who} {address}"));
            }
        }

        wrong.ShouldBeEmpty();
    }

    private static readonly string[] SameForAll = ["/meja?q=loket", "/meja/k/AAAA-AAAA-A", "/meja/masuk?k=bukan", "/layar"];

    private static char Joint(string address) => address.Contains('?') ? '&' : '?';

    private static string[] Pages(string code) => ["/meja", "/meja?q=loket", $"/meja/k/{code}", "/meja/k/AAAA-AAAA-A", "/meja/terima",
        "/meja/jawaban", "/meja/buku", "/meja/kertas", "/meja/masuk?k=bukan", "/layar"];

    private static async Task Enter(IBrowserContext visit, DeskTown town, long person)
    {
        var cookie = (await town.Enter(person)).Cookie!.Split('=', 2);
        await visit.AddCookiesAsync([new Cookie { Name = cookie[0], Value = cookie[1], Url = town.Host.Http.BaseAddress!.ToString() }]);
    }
}
