using System.Net;
using Core.Complaints;
using Core.People;

namespace Tests.Desk;

/// <summary>Taking in for somebody, canned answers, and the screen for the wall.</summary>
public sealed class ReceiveTests
{
    [Fact]
    public async Task An_officer_who_takes_in_is_not_the_complainant_and_gives_a_code_on_paper()
    {
        await using var town = await DeskTown.Start();
        var officer = await town.Official("1", Role.Officer, "DINSOS");
        var other = await town.Official("2", Role.Officer, "DINSOS");
        var browser = await town.Enter(officer);
        var token = (await browser.Page("/meja/terima")).QuerySelector("input[name=t]")!.GetAttribute("value")!;
        (string, string)[] sheet = [("t", token), ("asal", "loket"), ("macam", "Complaint"), ("unit", "DINSOS"),
            ("cerita", "Bapak ini sudah tiga kali datang dan berkasnya belum selesai."), ("nama", "Pak Rahmat"), ("hubungi", "rumah di Jl. Melati 3")];

        using var unread = await browser.Post("/meja/terima", sheet);
        (await DeskBrowser.Read(unread)).QuerySelector("textarea")!.TextContent.ShouldStartWith("Bapak ini");
        using var taken = await browser.Post("/meja/terima", [.. sheet, ("setuju", "1")]);

        var way = taken.Headers.Location!.ToString();
        var code = way[(way.LastIndexOf('/') + 1)..];
        var receipt = await browser.Page(way);
        receipt.QuerySelector(".bigcode")!.TextContent.ShouldBe(code);
        receipt.QuerySelector(".receipt svg").ShouldNotBeNull();
        receipt.DocumentElement.TextContent.ShouldNotContain("Rahmat");
        var stored = await town.Stored(code);
        (stored.ComplainantId, stored.TakenInById, stored.Origin, stored.ComplainantName, stored.State)
            .ShouldBe((null, officer, "loket", "Pak Rahmat", ComplaintState.Submitted));
        (await (await town.Enter(other)).Get(way)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Whoever_only_watches_over_dates_takes_nothing_in()
    {
        await using var town = await DeskTown.Start();
        var browser = await town.Enter(await town.Official("1", Role.UnitAdministrator, "DINSOS"));
        (await browser.Get("/meja/terima")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var token = (await browser.Page("/meja")).QuerySelector("input[name=t]")!.GetAttribute("value")!;
        (await browser.Post("/meja/terima", ("t", token), ("asal", "loket"), ("setuju", "1"), ("cerita", new string('a', 60))))
            .StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_canned_answer_fills_in_code_name_and_date_and_is_its_units_own()
    {
        await using var town = await DeskTown.Start();
        var (officer, foreign) = (await town.Official("1", Role.Officer, "DINSOS"), await town.Official("2", Role.Officer, "DISDUK"));
        var code = await town.Complaint("Blangko habis sejak minggu lalu.");
        var browser = await town.Enter(officer);
        var token = (await browser.Page("/meja/jawaban")).QuerySelector("input[name=t]")!.GetAttribute("value")!;
        await browser.Post("/meja/jawaban", ("t", token), ("unit", "DINSOS"), ("judul", "Diterima"),
            ("isi", "Yth. {Nama}, laporan {Kode} kami tangani sampai {Tenggat}."));
        await browser.Post("/meja/jawaban", ("t", token), ("unit", "DISDUK"), ("judul", "Bukan milik saya"), ("isi", "x"));

        var page = await browser.Page($"/meja/k/{code}");
        page.QuerySelectorAll("details[data-step=kabar] select.canned option").Select(o => o.TextContent)
            .ShouldBe(["tulis sendiri", "Diterima"]);
        var chosen = page.QuerySelector("select.canned option[data-body]")!;
        chosen.GetAttribute("data-body")!.ShouldStartWith($"Yth. Siti, laporan {code} kami tangani sampai ");
        (await (await town.Enter(foreign)).Page("/meja/jawaban")).QuerySelectorAll("input[name=id]").ShouldBeEmpty();

        // Without a script the choice alone is enough.
        using var tried = await browser.Send(page, code, "kabar", ("siap", chosen.GetAttribute("value")!), ("kata", ""), ("do", "lihat"));
        (await DeskBrowser.Read(tried)).QuerySelector(".preview blockquote")!.TextContent.ShouldContain($"laporan {code} kami tangani");
    }

    [Fact]
    public async Task The_screen_for_the_wall_tells_numbers_and_nobodys_words()
    {
        await using var town = await DeskTown.Start();
        await town.Complaint("Blangko habis sejak minggu lalu.");
        using var answer = await town.Host.Http.GetAsync("/layar");
        answer.Headers.GetValues("Refresh").ShouldBe(["60"]);
        var page = await DeskBrowser.Read(answer);
        page.QuerySelectorAll(".wall dd").Select(d => d.TextContent).ShouldBe(["1", "1", "0", "0"]);
        page.DocumentElement.TextContent.ShouldNotContain("Blangko");
    }

    [Fact]
    public async Task The_screen_for_the_wall_stands_without_a_single_complaint()
    {
        await using var town = await DeskTown.Start();
        foreach (var language in new[] { "id", "en" })
        {
            var page = await new DeskBrowser(town.Host.Http).Page($"/layar?lang={language}");
            page.QuerySelectorAll(".wall dd").Select(d => d.TextContent).ShouldBe(["0", "0", "0", "0"]);
            page.QuerySelectorAll(".wall .bad").ShouldBeEmpty();
            page.QuerySelector(".more")!.TextContent.ShouldNotContain("median");
        }
    }

    [Fact]
    public async Task Somebody_without_a_telephone_gets_a_receipt_and_is_asked_nothing_that_they_could_not_hear()
    {
        await using var town = await DeskTown.Start();
        var officer = await town.Official("1", Role.Officer, "DINSOS");
        var browser = await town.Enter(officer);
        var token = (await browser.Page("/meja/terima")).QuerySelector("input[name=t]")!.GetAttribute("value")!;
        using var taken = await browser.Post("/meja/terima", ("t", token), ("asal", "loket"), ("macam", "Complaint"), ("unit", "DINSOS"),
            ("cerita", "Ibu ini sudah tiga kali datang dan berkasnya belum selesai."), ("setuju", "1"));
        var way = taken.Headers.Location!.ToString();
        var code = way[(way.LastIndexOf('/') + 1)..];
        (await browser.Page(way)).QuerySelector(".bigcode")!.TextContent.ShouldBe(code);
        var triage = await town.Enter(await town.Official("3", Role.Triage));
        var page = await triage.Page($"/meja/k/{code}");
        page.QuerySelector("[data-step=kembalikan]").ShouldBeNull();
        using var back = await triage.Post($"/meja/k/{code}/kembalikan", ("t", await TokenOf(triage)), ("versi", "0"),
            ("kata", "Berkas yang mana, Bu?"), ("do", "ya"));
        (await town.Stored(code)).State.ShouldBe(ComplaintState.Submitted);
        using var verified = await triage.Step(code, "verifikasi", ("jenis", "Ordinary"), ("unit", "DINSOS"), ("do", "ya"));
        using var tried = await browser.Step(code, "selesai", ("kata", "Berkas ibu sudah jadi, silakan diambil."), ("do", "lihat"));
        (await DeskBrowser.Read(tried)).QuerySelector(".preview h3")!.TextContent.ShouldContain("sampaikan sendiri");
        (await browser.Page($"/meja/k/{code}")).QuerySelector("[data-step=tanya]").ShouldBeNull();
    }

    private static async Task<string> TokenOf(DeskBrowser browser) =>
        (await browser.Page("/meja")).QuerySelector("input[name=t]")!.GetAttribute("value")!;

    [Fact]
    public async Task A_category_is_proposed_from_the_words_and_a_sorted_one_is_found_by_it()
    {
        await using var town = await DeskTown.Start();
        var browser = await town.Enter(await town.Official("1", Role.Officer, "DINSOS"));
        var code = await town.Complaint("Lampu penerangan di depan pasar padam sudah dua minggu.");
        var page = await browser.Page($"/meja/k/{code}");
        page.QuerySelector("select[name=kategori] option[selected]")!.GetAttribute("value").ShouldBe("penerangan");
        await browser.Send(page, code, "golongan", ("kategori", "penerangan"), ("label", "Pasar, RW-05"), ("mendesak", "1"),
            ("nasional", "7654321"));

        var stored = await town.Stored(code);
        (stored.Category, stored.Urgent, stored.NationalId, string.Join(' ', stored.TagList))
            .ShouldBe(("penerangan", true, "7654321", "pasar rw-05"));
        (await browser.Page("/meja?kategori=penerangan&q=rw-05")).QuerySelectorAll(".rows .go").Select(a => a.TextContent).ShouldBe([code]);
    }

    [Fact]
    public async Task The_register_holds_what_its_reader_may_list_and_no_words_or_names()
    {
        await using var town = await DeskTown.Start(("Reports:Folder", Path.Combine(Path.GetTempPath(), $"register-{Guid.NewGuid():N}")));
        var bureau = await town.Official("1", Role.InstansiAdministrator);
        await town.Official("2", Role.Officer, "DINSOS");
        await town.Complaint("Blangko habis sejak minggu lalu.");
        await town.Complaint("Petugas meminta uang pelicin.", kind: ComplaintClass.Supervisory);
        await using var db = await town.Host.Open();
        var read = town.Host.Get<Core.Complaints.Desk.ReadRegister>();
        var (from, to) = (new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31));
        (await read.Of(db, Caller(bureau, new HeldRole(Role.InstansiAdministrator, null)), from, to, null, null)).Count.ShouldBe(1);
        (await read.Of(db, Caller(bureau, new HeldRole(Role.Officer, -5)), from, to, null, null)).ShouldBeEmpty();

        var browser = await town.Enter(bureau);
        using var sheet = await browser.Get("/meja/buku/xlsx?dari=2026-01-01&sampai=2026-12-31");
        sheet.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var zip = new System.IO.Compression.ZipArchive(await sheet.Content.ReadAsStreamAsync());
        using var reader = new StreamReader(zip.Entries.Single(e => e.FullName.EndsWith("sheet1.xml", StringComparison.Ordinal)).Open());
        var text = await reader.ReadToEndAsync();
        text.ShouldContain("Dinas Sosial");
        text.ShouldContain("Berkadar pengawasan: 1");
        foreach (var secret in new[] { "Blangko", "pelicin", "Siti" }) text.ShouldNotContain(secret);
        using var pdf = await browser.Get("/meja/buku/pdf?dari=2026-01-01&sampai=2026-12-31");
        (await pdf.Content.ReadAsByteArrayAsync()).AsSpan(0, 5).SequenceEqual("%PDF-"u8).ShouldBeTrue();
    }

    [Fact]
    public async Task The_public_sums_hold_no_small_group_that_could_be_worked_out()
    {
        await using var town = await DeskTown.Start();
        await town.Official("2", Role.Officer, "DINSOS");
        for (var n = 0; n < 13; n++)
            await town.Complaint("Antrean di loket panjang.", then: c => c.Sort(n < 7 ? "antrean" : "penerangan", null, false, null, null));
        await town.Complaint("Blangko habis sejak minggu lalu.", "DISDUK");
        await town.Complaint("Petugas meminta uang pelicin.", kind: ComplaintClass.Supervisory);

        // Of the month that runs nothing is told apart.
        town.Host.Time.Advance(TimeSpan.FromDays(31));
        var sums = System.Text.Json.JsonDocument.Parse(await town.Host.Http.GetStringAsync("/api/v1/complaints")).RootElement;

        (sums.GetProperty("supervisory").GetInt32(), sums.GetProperty("whole").GetProperty("received").GetInt32()).ShouldBe((1, 14));
        // The one that is not sorted stands with the smallest that is large enough.
        Groups(sums, "byCategory").ShouldBe(["antrean 7", " 7"]);
        Groups(sums, "byUnit").ShouldBe([" 14"]);
        sums.ToString().ShouldNotContain("Blangko");
        foreach (var group in sums.GetProperty("byCategory").EnumerateArray())
            group.GetProperty("endMedianDays").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    private static IEnumerable<string> Groups(System.Text.Json.JsonElement sums, string by) => sums.GetProperty(by).EnumerateArray()
        .Select(g => $"{g.GetProperty("group").GetString()} {g.GetProperty("received").GetInt32()}");

    private static Caller Caller(long id, HeldRole role) => new(id, "telegram", "x", "id", [role]);
}
