using System.IO.Compression;
using System.Text.Json;
using System.Xml.Linq;
using Core.Complaints;
using Core.Complaints.Desk;
using Core.People;

namespace Tests.Desk;

/// <summary>What leaves the office about complaints tells of no single one, whatever is compared with whatever.</summary>
public sealed class PublicRegisterTests
{
    [Fact]
    public async Task No_two_periods_give_a_small_group_of_a_month_away()
    {
        await using var town = await DeskTown.Start();
        await Months(town);
        foreach (var by in new[] { "byCategory", "byClass", "byChannel", "byUnit" })
        {
            var both = Counts(await Ask(town, "from=2026-10&to=2026-11"), by);
            var october = Counts(await Ask(town, "from=2026-10&to=2026-10"), by);
            var november = Counts(await Ask(town, "from=2026-11&to=2026-11"), by);
            foreach (var (group, count) in both)
                (october.GetValueOrDefault(group) + november.GetValueOrDefault(group)).ShouldBe(count, $"{by} {group}");
            foreach (var (group, count) in november) if (group.Length > 0) count.ShouldBeGreaterThanOrEqualTo(5, $"{by} {group}");
            november.Values.Sum().ShouldBe(9);
        }
    }

    [Fact]
    public async Task Whoever_asks_after_each_new_one_learns_its_group_of_none()
    {
        await using var town = await DeskTown.Start();
        for (var n = 0; n < 12; n++)
        {
            await town.Complaint("Antrean di loket panjang.", then: c => c.Sort("antrean", null, false, null, null));
            town.Host.Time.Advance(TimeSpan.FromMinutes(11));
            var sums = await Ask(town, "");
            foreach (var by in new[] { "byCategory", "byClass", "byChannel", "byUnit" })
                Counts(sums, by).Keys.Where(k => k.Length > 0).ShouldBeEmpty();
        }

        town.Host.Time.Advance(TimeSpan.FromDays(40));
        Counts(await Ask(town, ""), "byCategory")["antrean"].ShouldBe(12);
    }

    [Fact]
    public void Each_line_of_the_public_sheet_is_alike_with_four_others_in_all_that_tells_them_apart()
    {
        var chance = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var lines = Enumerable.Range(0, chance.Next(0, 60)).Select(n => new RegisterLine($"K{n}",
                new DateOnly(2026, chance.Next(1, 4), chance.Next(1, 28)), chance.Next(3) == 0 ? "web" : "telegram",
                ComplaintKind.Complaint, chance.Next(2) == 0 ? ComplaintClass.Ordinary : null,
                chance.Next(3) switch { 0 => "jalan", 1 => "antrean", _ => null }, chance.Next(1, 5), ComplaintState.Closed,
                new DateOnly(2026, 4, 1), new DateOnly(2026, 4, 2), true, false, 1, 2,
                EndReason.NotOurs, "4711")).ToList();
            var masked = MaskedLines.Of(lines);
            masked.Count.ShouldBe(lines.Count);
            foreach (var group in masked.GroupBy(l => (l.FiledOn, l.UnitId, l.Class, l.Category, l.Origin, l.Blank)))
                (group.Count() >= RegisterGroups.Least
                    || group.Key is { FiledOn: { DayNumber: 0 }, UnitId: null, Category: null, Origin: null }).ShouldBeTrue();
            masked.ShouldAllBe(l => l.Code == "" && l.ResolvedOn == null && l.AnsweredOn == null);
            masked.ShouldAllBe(l => l.NationalId == null && l.Rating == null && l.EndReason == null);
        }
    }

    [Fact]
    public async Task The_public_sheet_has_no_day_code_number_or_lonely_line()
    {
        await using var town = await DeskTown.Start(("Reports:Folder", Path.Combine(Path.GetTempPath(), $"register-{Guid.NewGuid():N}")));
        var bureau = await town.Official("1", Role.InstansiAdministrator);
        for (var n = 0; n < 6; n++) await town.Complaint("Antrean panjang.");
        var alone = await town.Complaint("Blangko habis.", "DISDUK", then: c => c.Sort("blangko", null, false, null, "4711"));
        var browser = await town.Enter(bureau);
        var open = await Sheet(browser, "");
        open.ShouldContain(alone);
        open.ShouldContain("4711");
        var masked = await Sheet(browser, "&umum=1");
        masked.ShouldNotContain(alone);
        masked.ShouldNotContain("4711");
        masked.ShouldNotContain("Dinas Dukcapil");
        masked.ShouldNotContain(town.Host.Time.GetUtcNow().ToString("yyyy-MM-dd", null));
        masked.ShouldContain("Dinas Sosial");
    }

    [Fact]
    public async Task A_name_that_would_be_a_formula_stays_a_text_in_the_sheet()
    {
        await using var town = await DeskTown.Start(("Reports:Folder", Path.Combine(Path.GetTempPath(), $"register-{Guid.NewGuid():N}")));
        string[] names = ["=HYPERLINK(\"http://x\")", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1"];
        for (var n = 0; n < names.Length; n++)
        {
            await town.Host.Unit($"U{n}", names[n]);
            await town.Complaint("Antrean panjang.", $"U{n}");
        }

        var browser = await town.Enter(await town.Official("1", Role.InstansiAdministrator));
        var sheet = XDocument.Parse(await Sheet(browser, ""));
        sheet.Descendants().ShouldNotContain(e => e.Name.LocalName == "f");
        sheet.Descendants().Where(e => e.Name.LocalName == "c").ShouldAllBe(c => c.Attribute("t") != null);
    }

    /// <summary>In October 14 of all sorts; in November nine, of which some alone.</summary>
    private static async Task Months(DeskTown town)
    {
        town.Host.Time.SetUtcNow(new DateTimeOffset(2026, 12, 2, 3, 0, 0, TimeSpan.Zero));
        for (var n = 0; n < 23; n++)
        {
            var (nth, day) = (n, n < 14 ? new DateOnly(2026, 10, 5) : new DateOnly(2026, 11, 5));
            await town.Complaint("Antrean panjang.", nth is 3 or 15 or 16 ? "DISDUK" : "DINSOS", then: c =>
            {
                c.Sort(nth % 3 == 0 ? "antrean" : "jalan", null, false, null, null);
                typeof(Complaint).GetProperty(nameof(c.FiledOn))!.SetValue(c, day);
                if (nth % 4 == 0) typeof(Complaint).GetProperty(nameof(c.Origin))!.SetValue(c, "web");
            });
        }
    }

    private static async Task<JsonElement> Ask(DeskTown town, string query) =>
        JsonDocument.Parse(await town.Host.Http.GetStringAsync($"/api/v1/complaints?{query}")).RootElement;

    private static Dictionary<string, int> Counts(JsonElement sums, string by) => sums.GetProperty(by).EnumerateArray()
        .ToDictionary(g => g.GetProperty("group").GetString() ?? "", g => g.GetProperty("received").GetInt32());

    private static async Task<string> Sheet(DeskBrowser browser, string more)
    {
        using var answer = await browser.Get($"/meja/buku/xlsx?dari=2026-01-01&sampai=2026-12-31{more}");
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        using var reader = new StreamReader(zip.Entries.Single(e => e.FullName.EndsWith("sheet1.xml", StringComparison.Ordinal)).Open());
        return await reader.ReadToEndAsync();
    }
}
