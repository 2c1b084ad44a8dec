using System.Net;
using System.Security.Cryptography;
using System.Text;
using Core.Complaints;
using Core.Complaints.Desk;
using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Tests.Desk;

/// <summary>
/// The desk's corners: what a form may ask of a report that is not its sender's, and what is left when a form comes too late.
/// </summary>
public sealed class CornersTests
{
    [Fact]
    public async Task A_ready_answer_is_not_filled_in_from_a_report_that_one_does_not_read()
    {
        await using var town = await DeskTown.Start();
        var officer = await town.Official("1", Role.Officer, "DINSOS");
        var others = await town.Complaint("Antrean di loket sangat panjang.", "DISDUK", name: "Siti Rahayu");
        var inspectors = await town.Complaint("Petugas minta uang pelicin.", kind: ComplaintClass.Supervisory, name: "Siti Rahayu");
        var canned = await town.Host.Get<WriteQueue>().Enqueue(async write =>
        {
            var answer = new CannedAnswer { UnitId = null, Title = "Salam", Body = "Yth. {Nama}, kode {Kode}, tenggat {Tenggat}." };
            write.Db.Add(answer);
            await write.Db.SaveChangesAsync();
            return answer.Id;
        });
        var browser = await town.Enter(officer);
        foreach (var code in new[] { others, inspectors, "K7QF-3MXW-E" })
            foreach (var step in new[] { "kabar", "selesai", "catatan", "tanya" })
            {
                using var answer = await browser.Post($"/meja/k/{code}/{step}", ("t", await Token(browser)), ("versi", "1"),
                    ("do", "lihat"), ("siap", $"{canned}"));
                answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
                var page = await answer.Content.ReadAsStringAsync();
                page.ShouldNotContain("Rahayu");
                page.ShouldNotContain("Yth.");
            }
    }

    [Fact]
    public async Task Many_at_once_say_the_same_of_a_code_that_is_somebody_elses_and_of_one_that_is_not_there()
    {
        await using var town = await DeskTown.Start();
        var browser = await town.Enter(await town.Official("1", Role.Officer, "DINSOS"));
        var others = await town.Complaint("Antrean di loket sangat panjang.", "DISDUK");
        foreach (var go in new[] { "ya", "lihat" })
        {
            using var answer = await browser.Post("/meja/borongan", ("t", await Token(browser)), ("aksi", "kabar"), ("do", go),
                ("kata", "Sedang kami periksa."), ("k", others), ($"v:{others}", "77"), ("k", "K7QF-3MXW-E"), ("v:K7QF-3MXW-E", "77"));
            var page = await DeskBrowser.Read(answer);
            page.QuerySelectorAll(".outcomes li").Select(l => l.TextContent[(l.QuerySelector("b")!.TextContent.Length)..].Trim()).Distinct()
                .ShouldHaveSingleItem().ShouldContain("tidak ada dalam daftar tugas");
        }
    }

    [Fact]
    public async Task A_sorting_that_comes_too_late_says_so_and_gives_back_what_was_typed()
    {
        await using var town = await DeskTown.Start();
        var (one, two) = (await town.Official("1", Role.Officer, "DINSOS"), await town.Official("2", Role.Officer, "DINSOS"));
        var code = await town.Complaint("Antrean di loket sangat panjang.");
        var (first, second) = (await town.Enter(one), await town.Enter(two));
        var stale = await first.Page($"/meja/k/{code}");
        await second.Step(code, "ambil");
        using var answer = await first.Send(stale, code, "golongan", ("kategori", "antrean"), ("label", "loket tiga"));
        var page = await DeskBrowser.Read(answer);
        page.Body!.TextContent.ShouldContain("diubah orang lain");
        page.QuerySelector("textarea[readonly]")!.TextContent.ShouldContain("loket tiga");
        (await town.Stored(code)).Category.ShouldBeNull();
    }

    [Fact]
    public async Task A_form_that_comes_back_keeps_its_ticks_so_that_nothing_secret_is_filed_openly()
    {
        await using var town = await DeskTown.Start();
        var browser = await town.Enter(await town.Official("1", Role.Officer, "DINSOS"));
        using var answer = await browser.Post("/meja/terima", ("t", await Token(browser)), ("asal", "loket"), ("macam", "Complaint"),
            ("unit", "DINSOS"), ("cerita", "Ibu ini sudah tiga kali datang dan berkasnya belum selesai."), ("rahasia", "1"));
        var page = await DeskBrowser.Read(answer);
        page.QuerySelector("input[name=rahasia]")!.HasAttribute("checked").ShouldBeTrue();
        page.QuerySelector("input[name=setuju]")!.HasAttribute("checked").ShouldBeFalse();
    }

    [Fact]
    public async Task A_number_that_is_none_is_not_dropped_in_silence_with_the_one_before()
    {
        await using var town = await DeskTown.Start();
        var browser = await town.Enter(await town.Official("1", Role.Officer, "DINSOS"));
        var code = await town.Complaint("Antrean di loket sangat panjang.");
        await browser.Step(code, "golongan", ("kategori", "antrean"), ("nasional", "7654321"));
        using var answer = await browser.Step(code, "golongan", ("kategori", ""), ("nasional", "LAPOR no. 12/26"), ("label", "loket"));
        var page = await DeskBrowser.Read(answer);
        page.QuerySelector(".trouble")!.TextContent.ShouldContain("bukan nomor SP4N-LAPOR!");
        page.QuerySelector("textarea[readonly]")!.TextContent.ShouldContain("LAPOR no. 12/26");
        var stored = await town.Stored(code);
        (stored.NationalId, stored.Category, stored.Tags).ShouldBe(("7654321", "antrean", null));
    }

    [Fact]
    public async Task A_ready_answer_that_is_changed_badly_stays_the_same_one_and_dropping_nothing_makes_none()
    {
        await using var town = await DeskTown.Start();
        var browser = await town.Enter(await town.Official("1", Role.Officer, "DINSOS"));
        var token = await Token(browser);
        await browser.Post("/meja/jawaban", ("t", token), ("unit", "DINSOS"), ("judul", "Jadi"), ("isi", "Berkas sudah jadi."));
        var id = (await browser.Page("/meja/jawaban")).QuerySelector("input[name=id]")!.GetAttribute("value")!;

        using var answer = await browser.Post("/meja/jawaban", ("t", token), ("unit", "DINSOS"), ("id", id), ("judul", ""),
            ("isi", "Silakan ambil besok."));
        await browser.Post("/meja/jawaban", ("t", token), ("unit", "DINSOS"), ("judul", ""), ("isi", ""), ("do", "buang"));

        var form = (await DeskBrowser.Read(answer, HttpStatusCode.UnprocessableEntity)).QuerySelectorAll("form.canned-answer")[0];
        form.QuerySelector("input[name=id]")!.GetAttribute("value").ShouldBe(id);
        form.QuerySelector("textarea")!.TextContent.ShouldBe("Silakan ambil besok.");
        (await browser.Page("/meja/jawaban")).QuerySelectorAll("form.canned-answer textarea").Select(t => t.TextContent)
            .ShouldBe(["Berkas sudah jadi.", ""]);
    }

    [Fact]
    public async Task A_ready_answer_that_cannot_be_kept_comes_back_with_its_words()
    {
        await using var town = await DeskTown.Start();
        var officer = await town.Official("1", Role.Officer, "DINSOS");
        var browser = await town.Enter(officer);
        (string, string)[] form = [("t", await Token(browser)), ("unit", "DINSOS"), ("judul", "  "),
            ("isi", "Yth. {Nama}, berkas sudah jadi.")];
        using var answer = await browser.Post("/meja/jawaban", form);
        var page = await DeskBrowser.Read(answer, HttpStatusCode.UnprocessableEntity);
        page.QuerySelector(".trouble")!.TextContent.ShouldContain("judul");
        page.QuerySelectorAll("textarea[name=isi]").Last().TextContent.ShouldBe("Yth. {Nama}, berkas sudah jadi.");
        town.Host.Time.Advance(TimeSpan.FromHours(9));
        using var late = await browser.Post("/meja/jawaban", form);
        (await DeskBrowser.Read(late, HttpStatusCode.Unauthorized)).QuerySelector("textarea")!.TextContent.ShouldStartWith("Yth.");
    }

    [Theory]
    [InlineData("role")]
    [InlineData("session")]
    public async Task Who_is_shut_out_while_writing_gets_their_words_back_and_nothing_is_done(string how)
    {
        await using var town = await DeskTown.Start();
        var officer = await town.Official("1", Role.Officer, "DINSOS");
        var code = await town.Complaint("Antrean di loket sangat panjang.");
        var browser = await town.Enter(officer);
        var open = await browser.Page($"/meja/k/{code}");
        if (how == "session") town.Host.Time.Advance(TimeSpan.FromHours(9));
        else await town.Host.Get<WriteQueue>().Enqueue(async write =>
            (await write.Db.Memberships.SingleAsync(m => m.PersonId == officer)).End(town.Host.Time.GetUtcNow()));
        using var answer = await browser.Send(open, code, "selesai", ("kata", "Loket kedua sudah dibuka <b>sejak</b> pagi."));
        var page = await DeskBrowser.Read(answer, HttpStatusCode.Unauthorized);
        page.QuerySelector("textarea")!.TextContent.ShouldBe("Loket kedua sudah dibuka <b>sejak</b> pagi.");
        (await town.Stored(code)).State.ShouldBe(ComplaintState.Forwarded);
        browser.Origin = "https://lain.example";
        using var foreign = await browser.Send(open, code, "selesai", ("kata", "Kata orang lain."));
        (await foreign.Content.ReadAsStringAsync()).ShouldNotContain("Kata orang lain");
    }

    [Fact]
    public async Task A_role_that_became_another_units_does_what_it_may_there_and_no_more()
    {
        await using var town = await DeskTown.Start();
        var officer = await town.Official("1", Role.Officer, "DINSOS");
        await town.Official("2", Role.Officer, "DINSOS");
        var code = await town.Complaint("Antrean di loket sangat panjang.");
        var browser = await town.Enter(officer);
        var open = await browser.Page($"/meja/k/{code}");
        await browser.Step(code, "ambil");
        open = await browser.Page($"/meja/k/{code}");
        await town.Host.Get<WriteQueue>().Enqueue(async write =>
            (await write.Db.Memberships.SingleAsync(m => m.PersonId == officer)).End(town.Host.Time.GetUtcNow()));
        await town.Official("1", Role.Officer, "DISDUK");
        using var answer = await browser.Send(open, code, "selesai", ("kata", "Loket kedua sudah dibuka."));
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await town.Stored(code)).State.ShouldBe(ComplaintState.InProgress);
        (await browser.Get($"/meja/k/{code}/siapa")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browser.Get("/meja")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_Telegram_never_signs_opens_nothing_and_breaks_nothing()
    {
        await using var town = await DeskTown.Start();
        await town.Official("77", Role.Officer, "DINSOS");
        var now = town.Host.Time.GetUtcNow().ToUnixTimeSeconds();
        string[] users = ["", "[]", "null", "77", "\"77\"", "{}", """{"id":"77"}""", """{"id":77.5}""", """{"id":99999999999999999999}""",
            """{"id":-77}""", """{"id":null}""", """{"id":{"id":77}}""", """{"first_name":"Ani"}""", "{\"id\":77", new string('[', 3000),
            """{"id":78,"first_name":"\ud83d"}"""];
        foreach (var user in users) await Refused(town, Signed(("auth_date", $"{now}"), ("user", user)));
        foreach (var date in new[] { "", "0", "-1", "+1", "1e9", "99999999999999", $"{now + 31}", $" {now}", $"{now}0", "٣" })
            await Refused(town, Signed(("auth_date", date), ("user", """{"id":77}""")));
        var good = Signed(("auth_date", $"{now}"), ("user", """{"id":77,"first_name":"Añi 😀 & = %","last_name":"\u202e\u0000"}"""));
        await Refused(town, good[..good.IndexOf("&hash", StringComparison.Ordinal)]);
        await Refused(town, good.Replace("&hash=", "&hash=" + new string('0', 64) + "&hash=", StringComparison.Ordinal));
        await Refused(town, good.Replace("&hash=", "&HASH=", StringComparison.Ordinal));
        await Refused(town, good + "&auth_date=1");
        await Refused(town, "hash=" + new string('é', 64));
        await Refused(town, "hash=" + new string('0', 64));
        await Refused(town, good + "&x=" + new string('x', 9000));
        var browser = new DeskBrowser(town.Host.Http);
        (await browser.Post("/meja/dalam", ("data", good), ("data", good))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await browser.Post("/meja/dalam", ("data", good))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.Get("/meja")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_cookie_that_was_there_before_becomes_nobodys_session()
    {
        await using var town = await DeskTown.Start();
        var officer = await town.Official("1", Role.Officer, "DINSOS");
        var planted = $"suara-meja={new string('A', 43)}";
        var browser = new DeskBrowser(town.Host.Http) { Cookie = planted };
        await browser.Post("/meja/masuk", ("k", await town.Link(officer)));
        browser.Cookie.ShouldNotBe(planted);
        (await new DeskBrowser(town.Host.Http) { Cookie = planted }.Get("/meja")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        browser.Origin = "https://lain.example";
        (await browser.Post("/meja/masuk", ("k", await town.Link(officer)))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var text = new StringContent($"k={await town.Link(officer)}", Encoding.UTF8, "text/plain");
        browser.Origin = null;
        (await browser.Post("/meja/masuk", text)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_button_pressed_twice_files_once_and_another_citizen_gets_a_code_of_their_own()
    {
        await using var town = await DeskTown.Start();
        var browser = await town.Enter(await town.Official("1", Role.Officer, "DINSOS"));
        var token = await Token(browser);
        async Task<string> File(string contact)
        {
            using var filed = await browser.Post("/meja/terima", ("t", token), ("cerita", "Lampu jalan di gang kami mati."),
                ("asal", Origins.TakenIn[0]), ("setuju", "1"), ("hubungi", contact));
            return filed.Headers.Location!.ToString();
        }

        var first = await File("0812-1111-2222");
        (await File("0812-1111-2222")).ShouldBe(first);
        (await File("0812-3333-4444")).ShouldNotBe(first);
        town.Host.Time.Advance(TimeSpan.FromMinutes(3));
        (await File("0812-1111-2222")).ShouldNotBe(first);
    }

    [Fact]
    public async Task Of_many_at_once_what_was_not_done_gives_the_text_back()
    {
        await using var town = await DeskTown.Start();
        var (one, two) = (await town.Official("1", Role.Officer, "DINSOS"), await town.Official("2", Role.Officer, "DINSOS"));
        string[] codes = [await town.Complaint("Antrean panjang."), await town.Complaint("Antrean panjang sekali."),
            await town.Complaint("Antreannya panjang.")];
        var (browser, other) = (await town.Enter(one), await town.Enter(two));
        (string, string)[] asked = [("t", await Token(browser)), ("aksi", "kabar"), ("kata", "Loket ketiga dibuka besok."),
            .. codes.Select(c => ("k", c))];
        using var preview = await browser.Post("/meja/borongan", asked);
        var page = await DeskBrowser.Read(preview);
        var hidden = page.QuerySelectorAll("form[action='/meja/borongan'] input[type=hidden]")
            .Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? "")).ToArray();
        await other.Step(codes[1], "ambil");
        using var done = await browser.Post("/meja/borongan", [.. hidden, ("do", "ya")]);
        var result = await DeskBrowser.Read(done);
        result.QuerySelectorAll(".outcomes li.not").ShouldHaveSingleItem().TextContent.ShouldContain(codes[1]);
        result.QuerySelector("textarea")!.TextContent.ShouldBe("Loket ketiga dibuka besok.");
        (await town.Stored(codes[0])).State.ShouldBe(ComplaintState.InProgress);
        using var again = await browser.Post("/meja/borongan", [.. hidden, ("do", "ya")]);
        (await DeskBrowser.Read(again)).QuerySelectorAll(".outcomes li.not").Length.ShouldBe(3);
        await using var db = await town.Host.Open();
        (await db.ComplaintEvents.CountAsync(e => e.Act == Act.Progress)).ShouldBe(2);
    }

    [Theory]
    [InlineData("teruskan", "officer")]
    [InlineData("tolak", "officer")]
    [InlineData("verifikasi", "triage")]
    [InlineData("selesai", "officer")]
    public async Task A_step_taken_back_by_whoever_it_took_the_report_from_leaves_a_history_that_can_be_read(string step, string who)
    {
        await using var town = await DeskTown.Start(("Complaints:TakeBackMinutes", "10"));
        var officer = await town.Official("1", Role.Officer, "DINSOS");
        var triage = await town.Official("2", Role.Triage);
        var browser = await town.Enter(who == "triage" ? triage : officer);
        var code = await town.Complaint("Antrean di loket sangat panjang.", kind: who == "triage" ? null : ComplaintClass.Ordinary);
        var state = (await town.Stored(code)).State;
        using var done = await browser.Step(code, step, ("kata", "Bukan bidang kami sama sekali."),
            ("unit", step == "teruskan" ? "DISDUK" : ""), ("jenis", "Ordinary"));
        done.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await town.Stored(code)).State.ShouldNotBe(step == "teruskan" ? ComplaintState.Closed : state);
        using var back = await browser.Post($"/meja/k/{code}/tarik", ("t", await Token(browser)), ("versi", "1"));
        var page = await browser.Page(back.Headers.Location!.ToString());
        (await town.Stored(code)).State.ShouldBe(step == "selesai" ? ComplaintState.InProgress : state);
        page.QuerySelectorAll(".history li").Select(l => l.TextContent)
            .ShouldContain(l => l.Contains(who == "triage" ? "(tim verifikasi" : "(petugas", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_receipt_is_shown_to_whoever_wrote_it_down_alone()
    {
        await using var town = await DeskTown.Start();
        var (one, two) = (await town.Official("1", Role.Officer, "DINSOS"), await town.Official("2", Role.Officer, "DINSOS"));
        var (browser, other) = (await town.Enter(one), await town.Enter(two));
        using var filed = await browser.Post("/meja/terima", ("t", await Token(browser)), ("cerita", "Lampu jalan di gang kami mati."),
            ("asal", Origins.TakenIn[0]), ("setuju", "1"), ("nama", "Siti Rahayu"), ("hubungi", "0812-3456-7890"));
        var address = filed.Headers.Location!.ToString();
        var receipt = await browser.Page(address);
        foreach (var own in new[] { "Siti", "0812", "Lampu" }) receipt.Body!.TextContent.ShouldNotContain(own);
        foreach (var away in new[] { address, "/meja/terima/K7QF-3MXW-E", "/meja/terima/%00", "/meja/terima/..%2F..%2Fmeja" })
            (await other.Get(away)).StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.BadRequest);
    }

    private static async Task<string> Token(DeskBrowser browser) =>
        (await browser.Page("/meja")).QuerySelector("input[name=t]")!.GetAttribute("value")!;

    private static async Task Refused(DeskTown town, string data) =>
        (await new DeskBrowser(town.Host.Http).Post("/meja/dalam", ("data", data))).StatusCode.ShouldBe(HttpStatusCode.Forbidden, data);

    private static string Signed(params (string Name, string Value)[] fields)
    {
        var key = HMACSHA256.HashData("WebAppData"u8, Encoding.UTF8.GetBytes(DeskTown.Token));
        var check = string.Join('\n', fields.OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => $"{f.Name}={f.Value}"));
        var hash = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(check)));
        return string.Join('&', fields.Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value)}").Append($"hash={hash}"));
    }
}
