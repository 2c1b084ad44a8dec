using Core.Complaints;
using Core.Complaints.Deadlines;
using Core.Complaints.Filing;
using Core.Complaints.Tracking;
using Core.FollowUps;
using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Tests.Support;

namespace Tests.Web;

/// <summary>Every page for everybody: the rules of axe-core, in both languages, light and dark, on a phone and on a desk.</summary>
[Trait("Database", "any")]
public sealed class AccessibilityTests(Browser browser) : IClassFixture<Browser>
{
    [ChromiumTheory]
    [InlineData(360)]
    [InlineData(1280)]
    [TakesMinutes]
    public async Task No_public_page_breaks_a_rule(int width)
    {
        await using var host = await PageHost.Start(("Web:Chat", "true"));
        var code = await Fill(host);
        string[] addresses =
        [
            "/?month=2026-11", "/?month=2026-11&order=score", "/?month=2020-01", "/unit/DINSOS?month=2026-11", "/unit/DISDIK?month=2026-11",
                "/unit/NOTHING",
            "/kiosk/DINSOS", "/kiosk/DINSOS?thanks=1", "/poster/DINSOS", "/cek", $"/cek/{code}", "/cek/K7QF-3MXW-E",
        ];
        await using var visit = await browser.Visit(width, 800);
        var page = await visit.NewPageAsync();
        var wrong = new List<string>();
        // The other language must fit where it is narrow.
        var inOther = width == 360 ? addresses.Select(a => a + (a.Contains('?') ? "&" : "?") + "lang=en") : [];
        foreach (var address in addresses.Concat(inOther))
        {
            await page.GotoAsync(new Uri(host.Http.BaseAddress!, address).ToString());
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
            wrong.AddRange(await PageRules.Broken(page, address));
            if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"))
                wrong.Add($"{address} scrolls sideways");
        }

        wrong.ShouldBeEmpty();
    }

    [ChromiumTheory]
    [InlineData(360, "id-ID")]
    [InlineData(360, "en-GB")]
    [InlineData(1280, "id-ID")]
    public async Task The_chat_breaks_no_rule(int width, string locale)
    {
        await using var host = await ChatHost.Start();
        await using var visit = await browser.Visit(width, 800, locale);
        var page = await visit.NewPageAsync();
        await page.GotoAsync(new Uri(host.Address, "/chat?start=DINSOS").ToString());
        await Assertions.Expect(page.GetByText("1/9")).ToBeVisibleAsync();
        var wrong = await PageRules.Broken(page, "/chat");
        await page.GetByRole(AriaRole.Button, new() { Name = "Menu" }).ClickAsync();

        wrong.Concat(await PageRules.Broken(page, "/chat, menu")).ShouldBeEmpty();
    }

    /// <summary>A unit with everything, one without a score, a complaint; the code of the complaint.</summary>
    private static async Task<string> Fill(PageHost host)
    {
        var unit = await host.Unit("DINSOS", "Dinas Sosial", 2000, services: ["bantuan", "info"]);
        await host.Rate(unit, 202610, 20, "222222222");
        await host.Rate(unit, 202611, 20, "323344332");
        await host.Rate(await host.Unit("DPMPTSP", "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu"), 202611, 20, "444444443");
        await host.Rate(await host.Unit("DISHUB", "Dinas Perhubungan"), 202611, 20, "232323232");
        await host.Rate(await host.Unit("PKM", "Puskesmas Ibuh"), 202611, 20, "111111211");
        await host.Unit("DISDIK", "Dinas Pendidikan");
        using var tap = new HttpRequestMessage(HttpMethod.Post,
            "/kiosk/DINSOS")
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("key", $"{Guid.NewGuid():N}"),
                KeyValuePair.Create("value", "4")])
        };
        (await host.Http.SendAsync(tap)).Dispose();
        await host.Get<WriteQueue>().Enqueue(async write =>
        {
            var person = new Person { Channel = "web", Address = "somebody", FirstSeen = PageHost.Noon };
            write.Db.People.Add(person);
            await write.Db.SaveChangesAsync();
            write.Db.Complaints.Add(Complaint.File(new NewComplaint(person.Id, ComplaintKind.Complaint, unit,
                "Loket kosong saat jam makan siang."),
                new DrawCodes().Next(), PageHost.Noon, new DateOnly(2026, 11, 22), host.Get<ComplaintClock>()));
            write.Db.FollowUps.Add(new FollowUp
            {
                UnitId = unit.Id,
                Month = new(202610),
                Unsur = "U2",
                What = "Papan petunjuk dipasang",
                Who = "Sekretariat",
                DueOn = new(2026, 11, 1),
                AuthorId = 1,
                At = PageHost.Noon
            });
        });
        await using var db = await host.Open();
        return TrackingCode.Show(await db.Complaints.Select(c => c.Code).SingleAsync());
    }
}
