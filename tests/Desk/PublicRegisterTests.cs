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
        for (var seed = 0; seed < 200; seed++)
        {
            var lines = City(seed);
            var told = PublicRegister.Of(lines, Running).Whole.Told.Value;
            told.Count.ShouldBe(lines.GroupBy(l => l.FiledOn.Month).Where(m => m.Key < 4 && m.Count() >= 5).Sum(m => m.Count()));
            foreach (var group in told.GroupBy(l => (l.FiledOn, l.UnitId, l.Class, l.Category, l.Origin, l.Blank)))
                group.Count().ShouldBeGreaterThanOrEqualTo(RegisterGroups.Least, $"city {seed}");
            told.ShouldAllBe(l => l.Code == "" && l.ResolvedOn == null && l.AnsweredOn == null);
            told.ShouldAllBe(l => l.NationalId == null && l.Rating == null && l.EndReason == null);
        }
    }

    [Fact]
    public void A_watcher_who_asks_every_period_and_subtracts_finds_nobody()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var (city, of) = ($"city {seed}", City(seed));
            foreach (var (group, periods) in Asked(of).GroupBy(a => a.Group).Select(g => (g.Key, g.ToList())))
                foreach (var large in periods)
                    foreach (var small in periods.Where(p => p.From >= large.From && p.To <= large.To))
                    {
                        Few(large.Lines.Count - small.Lines.Count).ShouldBeFalse($"{city}: {group}");
                        Few(Raters(large.Lines) - Raters(small.Lines)).ShouldBeFalse($"{city}, ratings: {group}");
                    }

            for (var month = 1; month < 4; month++) NothingBetweenSumsAndLines(Of(of, month, month), city);
        }
    }

    [Fact]
    public void A_large_month_is_masked_in_a_moment()
    {
        var chance = new Random(5);
        var lines = Enumerable.Range(0, 9000).Select(n => Line(n, 1, chance.Next(4) switch { 0 => "web", 1 => "loket", _ => "telegram" },
            $"kategori-{chance.Next(1, 40) * chance.Next(1, 5)}", chance.Next(1, 60))).ToList();
        var started = TimeProvider.System.GetTimestamp();
        PublicRegister.Of(lines, Running).Whole.Told.Value.Count.ShouldBe(9000);
        TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Ratings_of_one_group_do_not_follow_from_those_of_the_others()
    {
        var lines = Enumerable.Range(0, 12)
            .Select(n => Line(n, 1, "web", "jalan", n < 6 ? 1 : 2, rating: n is < 6 or 6 ? 3 : null)).ToList();
        var told = PublicRegister.Of(lines, Running).Whole;
        RegisterSum.ForAll(told.Whole).Rating.ShouldBe(3m);
        told.Groups[RegisterPart.Unit].ShouldAllBe(g => RegisterSum.ForAll(g.Lines).Rating == null);
        told.Groups[RegisterPart.Unit].Select(g => g.Lines.Count).ShouldBe([6, 6]);
    }

    [Fact]
    public void A_category_of_which_lines_would_leave_one_untold_is_told_of_fewer_lines()
    {
        // Seven about roads, of which one came by a channel of its own and to another unit: sums say seven, lines must not say six.
        var lines = Enumerable.Range(0, 30).Select(n => n < 7 ? Line(n, 1, n == 6 ? "web" : "telegram", "jalan", n == 6 ? 2 : 1)
            : Line(n, 1, n % 2 == 0 ? "web" : "telegram", "antrean", n % 4 == 0 ? 2 : 1)).ToList();
        var told = PublicRegister.Of(lines, Running).Whole;
        told.Groups[RegisterPart.Category].Single(g => g.Key == "jalan").Lines.Count.ShouldBe(7);
        told.Told.Value.Count(l => l.Category == "jalan").ShouldBeOneOf(0, 7);
    }

    [Fact]
    public async Task The_public_sheet_is_the_same_whoever_asks_and_of_whole_months_alone()
    {
        await using var town = await DeskTown.Start(("Reports:Folder", Path.Combine(Path.GetTempPath(), $"register-{Guid.NewGuid():N}")));
        await Months(town);
        var bureau = await town.Enter(await town.Official("1", Role.InstansiAdministrator));
        var officer = await town.Enter(await town.Official("2", Role.Officer, "DISDUK"));
        var whole = await Rows(bureau, "dari=2026-10-01&sampai=2026-11-30&umum=1");
        whole.Count(r => r.StartsWith("2026-1", StringComparison.Ordinal)).ShouldBe(23);
        (await Rows(officer, "dari=2026-10-01&sampai=2026-11-30&umum=1")).ShouldBe(whole);
        (await Rows(bureau, "dari=2026-09-17&sampai=2026-12-31&umum=1")).ShouldBe(whole);
        var october = await Rows(bureau, "dari=2026-10-01&sampai=2026-11-29&umum=1");
        october.ShouldAllBe(r => whole.Contains(r));
        october.Count(r => r.StartsWith("2026-1", StringComparison.Ordinal)).ShouldBe(14);

        // Of a unit with one in October and two in November no line says that it is theirs.
        (await Rows(bureau, "dari=2026-10-01&sampai=2026-11-30&unit=DISDUK&umum=1")).ShouldBeEmpty();
        using var none = await bureau.Get("/meja/buku/xlsx?dari=2026-10-02&sampai=2026-10-31&umum=1");
        none.Headers.Location!.ToString().ShouldBe("/meja/buku?kosong=1");
        (await bureau.Page("/meja/buku?kosong=1")).Body!.TextContent.ShouldContain("tidak ada bulan penuh");
    }

    [Fact]
    public async Task A_month_of_fewer_than_five_and_the_one_that_runs_are_in_no_public_number()
    {
        await using var town = await DeskTown.Start();
        await Months(town);
        await town.Complaint("Antrean panjang.",
            then: c => typeof(Complaint).GetProperty(nameof(c.FiledOn))!.SetValue(c, new DateOnly(2026, 9, 3)));
        await town.Complaint("Antrean panjang.");
        var sums = await Ask(town, "from=2026-09&to=2026-12");
        sums.GetProperty("months").EnumerateArray().Select(m => m.GetString()).ShouldBe(["2026-10", "2026-11"]);
        sums.GetProperty("whole").GetProperty("received").GetInt32().ShouldBe(23);
        (await Ask(town, "from=2026-12&to=2026-12")).GetProperty("whole").GetProperty("received").GetInt32().ShouldBe(0);
        (await Ask(town, "from=2026-09&to=2026-09")).GetProperty("whole").GetProperty("received").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task The_public_sheet_has_no_day_code_number_or_lonely_line()
    {
        await using var town = await DeskTown.Start(("Reports:Folder", Path.Combine(Path.GetTempPath(), $"register-{Guid.NewGuid():N}")));
        var bureau = await town.Official("1", Role.InstansiAdministrator);
        for (var n = 0; n < 6; n++) await town.Complaint("Antrean panjang.");
        var alone = await town.Complaint("Blangko habis.", "DISDUK", then: c => c.Sort("blangko", null, false, null, "4711"));
        await town.Host.Unit("DISPORA", "Dinas Olahraga");
        for (var n = 0; n < 4; n++) await town.Complaint("Lapangan tergenang.", "DISPORA");
        for (var n = 0; n < 5; n++) await town.Complaint("Antrean panjang.", then: c => c.Sort("antrean", null, false, null, null));
        town.Host.Time.Advance(TimeSpan.FromDays(31));
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

    /// <summary>Everything that can be asked: each period, each group of the sums, each unit and category of the lines.</summary>
    private static IEnumerable<(string Group, int From, int To, IReadOnlyList<RegisterLine> Lines)> Asked(List<RegisterLine> city)
    {
        for (var from = 1; from < 4; from++)
            for (var to = from; to < 4; to++)
            {
                var told = Of(city, from, to);
                foreach (var unit in Enumerable.Range(1, 4).Cast<int?>().Append(null))
                    foreach (var category in new[] { "jalan", "antrean", null })
                    {
                        var part = told.Of(unit, category);
                        yield return ($"{unit} {category}", from, to, part.Whole);
                        foreach (var (by, groups) in part.Groups)
                            foreach (var group in groups) yield return ($"{unit} {category} {by} {group.Key}", from, to, group.Lines);
                    }
            }
    }

    /// <summary>What a month's sums say of a group, without the lines that say so themselves, is nothing or a group again.</summary>
    private static void NothingBetweenSumsAndLines(PublicRegister month, string city)
    {
        var (whole, lines) = (month.Whole, month.Whole.Told.Value);
        foreach (var (part, groups) in whole.Groups)
        {
            foreach (var (key, of) in groups.Where(g => g.Key is not null))
                Few(of.Count - lines.Count(l => MaskedLines.KeyOf(l, part) == key)).ShouldBeFalse($"{city}: {part} {key}");
            Few(Raters(whole.Whole) - groups.Sum(g => Raters(g.Lines))).ShouldBeFalse($"{city}: ratings by {part}");
            foreach (var (other, others) in whole.Groups)
                foreach (var small in groups.Where(g => g.Key is not null
                    && lines.Count(l => MaskedLines.KeyOf(l, part) == g.Key) == g.Lines.Count))
                    foreach (var large in others.Where(o => o.Key is not null
                        && lines.All(l => MaskedLines.KeyOf(l, part) != small.Key || MaskedLines.KeyOf(l, other) == o.Key)))
                        Few(large.Lines.Count - small.Lines.Count).ShouldBeFalse($"{city}: {other} {large.Key} without {small.Key}");
        }
    }

    private static PublicRegister Of(List<RegisterLine> city, int from, int to) =>
        PublicRegister.Of(city.Where(l => l.FiledOn.Month >= from && l.FiledOn.Month <= to), Running);

    private static readonly Core.Calendar.Month Running = Core.Calendar.Month.Of(2026, 4);

    private static bool Few(int count) => count is > 0 and < RegisterGroups.Least;

    private static int Raters(IReadOnlyList<RegisterLine> lines) =>
        RegisterSum.ForAll(lines).Rating is null ? 0 : lines.Count(l => l.Rating is not null);

    /// <summary>Months of any size, the fourth of which still runs, with groups of any size.</summary>
    private static List<RegisterLine> City(int seed)
    {
        var chance = new Random(seed);
        ComplaintClass? Kind() => chance.Next(4) switch { 0 => ComplaintClass.Information, 1 => null, _ => ComplaintClass.Ordinary };
        string? Origin() => chance.Next(4) switch { 0 => "web", 1 => null, _ => "telegram" };
        string? Category() => chance.Next(3) switch { 0 => "jalan", 1 => "antrean", _ => null };
        return [.. Enumerable.Range(0, chance.Next(0, 120)).Select(n => Line(n, chance.Next(1, 5), Origin(), Category(), chance.Next(1, 5),
            Kind(), chance.Next(3) == 0 ? null : 3))];
    }

    private static RegisterLine Line(int n, int month, string? origin, string? category, int unit,
        ComplaintClass? kind = ComplaintClass.Ordinary, int? rating = null) => new($"K{n}", new DateOnly(2026, month, 1 + (n % 28)), origin,
            ComplaintKind.Complaint, kind, category, unit, ComplaintState.Closed, new DateOnly(2026, 4, 1), new DateOnly(2026, 4, 2), true,
            false, 1, rating, EndReason.NotOurs, "4711");

    /// <summary>The lines of a sheet, without their numbers, that name a month.</summary>
    private static async Task<List<string>> Rows(DeskBrowser browser, string query)
    {
        using var answer = await browser.Get($"/meja/buku/xlsx?{query}");
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        using var reader = new StreamReader(zip.Entries.Single(e => e.FullName.EndsWith("sheet1.xml", StringComparison.Ordinal)).Open());
        return [.. XDocument.Parse(await reader.ReadToEndAsync()).Descendants().Where(e => e.Name.LocalName == "row")
            .Select(r => string.Join('|', r.Elements().Skip(1).Select(c => c.Value).Where(v => v.Length > 0)))
            .Where(r => r.StartsWith("2026-", StringComparison.Ordinal))];
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
