using System.Net;
using System.Net.Http.Headers;
using Core.Complaints;
using Core.Complaints.Attachments;
using Core.People;
using Microsoft.EntityFrameworkCore;
using Tests.Complaints;

namespace Tests.Desk;

/// <summary>An official attaches evidence to an answer at the desk: looked at as in the chat, and the citizen gets it.</summary>
public sealed class EvidenceTests
{
    private const string Words = "Kursi ruang tunggu sudah kami tambah.";

    [Fact]
    public async Task Evidence_goes_with_the_answer_without_its_place_and_the_citizen_is_offered_it_once_the_answer_is_out()
    {
        await using var town = await Start();
        var (citizen, officer) = (await town.Official("5", null), await town.Official("1", Role.Officer, "DINSOS"));
        var code = await town.Complaint("Kursi ruang tunggu kurang sekali.", by: citizen);
        var browser = await town.Enter(officer);

        (await Send(browser, code, "selesai", ("foto.jpg", Pictures.Jpeg(6)))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        await using var db = await town.Host.Open();
        var kept = await db.ComplaintAttachments.SingleAsync();
        (kept.State, kept.FromCitizen, kept.Name, kept.Reference).ShouldBe((AttachmentState.Kept, false, null, null));
        var path = town.Host.Get<AttachmentFolder>().PathOf(kept.KeptAs!);
        System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(path)).ShouldNotContain(Pictures.Place);
        (await db.Outbox.SingleAsync(m => m.Address == "5")).Body.ShouldContain("lampiran");

        // Until the citizen reads the answer its evidence has not been sent either.
        var history = town.Host.Get<ComplaintHistory>();
        var complaint = await town.Stored(code);
        (await history.Files(db, complaint, Relation.Complainant)).ShouldBeEmpty();
        town.Host.Time.Advance(TimeSpan.FromMinutes(11));
        (await history.Files(db, complaint, Relation.Complainant)).Count.ShouldBe(1);
        (await browser.Page($"/meja/k/{code}")).QuerySelectorAll(".files img").Length.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_taken_back_takes_its_evidence_along()
    {
        await using var town = await Start();
        var (citizen, officer) = (await town.Official("5", null), await town.Official("1", Role.Officer, "DINSOS"));
        var code = await town.Complaint("Kursi ruang tunggu kurang sekali.", by: citizen);
        var browser = await town.Enter(officer);
        await Send(browser, code, "selesai", ("foto.png", Pictures.Png()));
        Files(town).ShouldBe(1);

        (await browser.Step(code, "tarik")).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        Files(town).ShouldBe(0);
        await using var db = await town.Host.Open();
        (await db.ComplaintAttachments.SingleAsync()).State.ShouldBe(AttachmentState.Erased);
    }

    [Theory]
    [InlineData("foto.jpg", "", "kosong")]
    [InlineData("IMG_1.heic", "\0\0\0\u0018ftypheic\0\0\0\0mif1heic", "HEIC")]
    [InlineData("surat.pdf", "MZ ini bukan pdf", "jenisnya")]
    [InlineData("besar.pdf", "%PDF-", "lebih dari")]
    public async Task What_cannot_be_kept_is_said_at_once_with_the_text_given_back(string name, string content, string why)
    {
        await using var town = await Start();
        var officer = await town.Official("1", Role.Officer, "DINSOS");
        var code = await town.Complaint("Kursi ruang tunggu kurang sekali.");
        var browser = await town.Enter(officer);
        var bytes = System.Text.Encoding.Latin1.GetBytes(content);
        if (name == "besar.pdf") Array.Resize(ref bytes, 300_001);

        using var answer = await Send(browser, code, "selesai", ("bagus.png", Pictures.Png()), (name, bytes));

        var page = await DeskBrowser.Read(answer);
        page.QuerySelector(".trouble")!.TextContent.ShouldContain(why);
        page.QuerySelector("form[action$=selesai] textarea")!.TextContent.ShouldBe(Words);
        (await town.Stored(code)).State.ShouldBe(ComplaintState.Forwarded);
        Files(town).ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_may_not_answer_leaves_no_file_behind()
    {
        await using var town = await Start();
        var officer = await town.Official("1", Role.Officer, "DINSOS");
        var (own, foreign) = (await town.Complaint("Kursi ruang tunggu kurang sekali.", kind: null),
            await town.Complaint("Kursi ruang tunggu kurang sekali.", "DISDUK"));
        var browser = await town.Enter(officer);
        foreach (var code in new[] { own, foreign })
        {
            using var answer = await Send(browser, code, "kabar", ("foto.png", Pictures.Png()));
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        Files(town).ShouldBe(0);
    }

    [Fact]
    public async Task More_files_than_an_answer_takes_are_refused_together()
    {
        await using var town = await Start();
        var officer = await town.Official("1", Role.Officer, "DINSOS");
        var code = await town.Complaint("Kursi ruang tunggu kurang sekali.");
        var browser = await town.Enter(officer);
        using var answer = await Send(browser, code, "kabar",
            [.. Enumerable.Range(1, 3).Select(n => ($"{n}.png", Pictures.Png()))]);
        (await DeskBrowser.Read(answer)).QuerySelector(".trouble")!.TextContent.ShouldContain("2 berkas");
        Files(town).ShouldBe(0);
    }

    [Fact]
    public async Task What_was_chosen_waits_through_a_preview_and_goes_with_the_answer()
    {
        await using var town = await Start();
        var officer = await town.Official("1", Role.Officer, "DINSOS");
        var code = await town.Complaint("Kursi ruang tunggu kurang sekali.");
        var browser = await town.Enter(officer);
        using var preview = await Send(browser, code, "selesai", "lihat", [], ("foto-kursi.jpg", Pictures.Jpeg(6)));
        var page = await DeskBrowser.Read(preview);
        page.QuerySelector(".preview")!.TextContent.ShouldContain(Words);
        var ticked = page.QuerySelectorAll("form[action$=selesai] input[name=simpan][checked]").ShouldHaveSingleItem();
        ticked.ParentElement!.TextContent.ShouldContain("foto-kursi.jpg");
        Files(town).ShouldBe(1);
        await using (var db = await town.Host.Open()) (await db.ComplaintAttachments.CountAsync()).ShouldBe(0);

        (await browser.Page($"/meja/k/{code}")).QuerySelectorAll("form[action$=selesai] input[name=simpan]").Length.ShouldBe(1);
        (await Send(browser, code, "selesai", "ya", [ticked.GetAttribute("value")!])).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        await using var after = await town.Host.Open();
        var kept = await after.ComplaintAttachments.SingleAsync();
        (kept.State, File.Exists(town.Host.Get<AttachmentFolder>().PathOf(kept.KeptAs!))).ShouldBe((AttachmentState.Kept, true));
        (await after.HeldEvidence.CountAsync()).ShouldBe(0);
        Files(town).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_unticked_goes_and_more_can_be_added_up_to_the_most()
    {
        await using var town = await Start();
        var officer = await town.Official("1", Role.Officer, "DINSOS");
        var code = await town.Complaint("Kursi ruang tunggu kurang sekali.");
        var browser = await town.Enter(officer);
        using var preview = await Send(browser, code, "kabar", "lihat", [], ("a.png", Pictures.Png()), ("b.png", Pictures.Png()));
        var ids = (await DeskBrowser.Read(preview)).QuerySelectorAll("input[name=simpan]").Select(i => i.GetAttribute("value")!).ToList();
        ids.Count.ShouldBe(2);
        using var third = await Send(browser, code, "kabar", "lihat", [.. ids], ("c.png", Pictures.Png()));
        (await DeskBrowser.Read(third)).QuerySelector(".trouble")!.TextContent.ShouldContain("2 berkas");
        Files(town).ShouldBe(2);
        (await Send(browser, code, "kabar", "ya", [ids[1]], ("c.png", Pictures.Png()))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await using var db = await town.Host.Open();
        (await db.ComplaintAttachments.CountAsync()).ShouldBe(2);
        Files(town).ShouldBe(2);
    }

    [Fact]
    public async Task What_waits_belongs_to_one_browser_and_one_complaint_and_goes_after_an_hour()
    {
        await using var town = await Start();
        var (officer, colleague) = (await town.Official("1", Role.Officer, "DINSOS"), await town.Official("2", Role.Officer, "DINSOS"));
        var code = await town.Complaint("Kursi ruang tunggu kurang sekali.");
        var other = await town.Complaint("Antrean panjang sekali di loket.");
        var browser = await town.Enter(officer);
        using var preview = await Send(browser, code, "kabar", "lihat", [], ("foto.png", Pictures.Png()));
        var id = (await DeskBrowser.Read(preview)).QuerySelector("input[name=simpan]")!.GetAttribute("value")!;

        foreach (var (who, where) in new[] { (await town.Enter(colleague), code), (await town.Enter(officer), code), (browser, other) })
        {
            (await who.Page($"/meja/k/{where}")).QuerySelectorAll("input[name=simpan]").ShouldBeEmpty();
            (await Send(who, where, "kabar", "lihat", [id])).Dispose();
        }

        Files(town).ShouldBe(1);
        (await Send(browser, other, "kabar", "ya", [id])).Dispose();
        await using var db = await town.Host.Open();
        (await db.ComplaintAttachments.CountAsync()).ShouldBe(0);

        town.Host.Time.Advance(TimeSpan.FromMinutes(59));
        await town.Host.Get<HoldEvidence>().Forget();
        Files(town).ShouldBe(1);
        town.Host.Time.Advance(TimeSpan.FromMinutes(2));
        await town.Host.Get<HoldEvidence>().Forget();
        Files(town).ShouldBe(0);
        (await db.HeldEvidence.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_file_that_no_row_knows_is_swept_after_a_day_and_nothing_else_is()
    {
        await using var town = await Start();
        var officer = await town.Official("1", Role.Officer, "DINSOS");
        var code = await town.Complaint("Kursi ruang tunggu kurang sekali.");
        var browser = await town.Enter(officer);
        await Send(browser, code, "kabar", ("foto.png", Pictures.Png()));
        (await Send(browser, code, "selesai", "lihat", [], ("lain.png", Pictures.Png()))).Dispose();
        var folder = Path.GetDirectoryName(town.Host.Get<AttachmentFolder>().PathOf("x"))!;
        var (orphan, half, foreign, young) = (new string('a', 32) + ".png", new string('b', 32) + ".png.part", "catatan.txt",
            new string('c', 32) + ".pdf");
        foreach (var name in new[] { orphan, half, foreign, young }) await File.WriteAllTextAsync(Path.Combine(folder, name), "x");
        var now = town.Host.Time.GetUtcNow().UtcDateTime;
        foreach (var file in Directory.GetFiles(folder))
            File.SetLastWriteTimeUtc(file, Path.GetFileName(file) == young ? now.AddHours(-23) : now.AddHours(-25));

        (await town.Host.Get<SweepAttachments>().Run()).ShouldBe(2);

        Directory.GetFiles(folder).Select(Path.GetFileName).ShouldContain(foreign);
        Directory.GetFiles(folder).Select(Path.GetFileName).ShouldContain(young);
        Files(town).ShouldBe(4);
    }

    [Fact]
    public async Task A_database_that_knows_of_no_file_sweeps_none()
    {
        await using var town = await Start();
        var folder = Path.GetDirectoryName(town.Host.Get<AttachmentFolder>().PathOf("x"))!;
        var file = Path.Combine(folder, new string('a', 32) + ".png");
        await File.WriteAllTextAsync(file, "x");
        File.SetLastWriteTimeUtc(file, town.Host.Time.GetUtcNow().UtcDateTime.AddDays(-9));
        (await town.Host.Get<SweepAttachments>().Run()).ShouldBe(0);
        File.Exists(file).ShouldBeTrue();
    }

    private static Task<DeskTown> Start() => DeskTown.Start(
        ("Complaints:AttachmentFolder", Directory.CreateTempSubdirectory("evidence-").FullName),
        ("Complaints:AttachmentMaxBytes", "300000"), ("Complaints:AttachmentsMax", "2"));

    private static int Files(DeskTown town) =>
        Directory.GetFiles(Path.GetDirectoryName(town.Host.Get<AttachmentFolder>().PathOf("x"))!).Length;

    private static Task<HttpResponseMessage> Send(DeskBrowser browser, string code, string step,
        params (string Name, byte[] Content)[] files) => Send(browser, code, step, "ya", [], files);

    private static async Task<HttpResponseMessage> Send(DeskBrowser browser, string code, string step, string deed, string[] ticked,
        params (string Name, byte[] Content)[] files)
    {
        var version = (await (await browser.Get($"/meja/k/{code}")).Content.ReadAsStringAsync()).Contains("versi", StringComparison.Ordinal)
            ? (await browser.Page($"/meja/k/{code}")).QuerySelector("input[name=versi]")!.GetAttribute("value")! : "1";
        var token = (await browser.Page("/meja")).QuerySelector("input[name=t]")!.GetAttribute("value")!;
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in new[] { ("t", token), ("versi", version), ("kata", Words), ("do", deed) })
            form.Add(new StringContent(value), name);
        foreach (var id in ticked) form.Add(new StringContent(id), "simpan");
        foreach (var (name, content) in files)
        {
            var part = new ByteArrayContent(content);
            part.Headers.ContentType = new MediaTypeHeaderValue("image/png"); // what a sender says of a file is never believed
            form.Add(part, "berkas", name);
        }

        return await browser.Post($"/meja/k/{code}/{step}", form);
    }
}
