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

    private static Task<DeskTown> Start() => DeskTown.Start(
        ("Complaints:AttachmentFolder", Directory.CreateTempSubdirectory("evidence-").FullName),
        ("Complaints:AttachmentMaxBytes", "300000"), ("Complaints:AttachmentsMax", "2"));

    private static int Files(DeskTown town) =>
        Directory.GetFiles(Path.GetDirectoryName(town.Host.Get<AttachmentFolder>().PathOf("x"))!).Length;

    private static async Task<HttpResponseMessage> Send(DeskBrowser browser, string code, string step,
        params (string Name, byte[] Content)[] files)
    {
        var version = (await (await browser.Get($"/meja/k/{code}")).Content.ReadAsStringAsync()).Contains("versi", StringComparison.Ordinal)
            ? (await browser.Page($"/meja/k/{code}")).QuerySelector("input[name=versi]")!.GetAttribute("value")! : "1";
        var token = (await browser.Page("/meja")).QuerySelector("input[name=t]")!.GetAttribute("value")!;
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in new[] { ("t", token), ("versi", version), ("kata", Words), ("do", "ya") })
            form.Add(new StringContent(value), name);
        foreach (var (name, content) in files)
        {
            var part = new ByteArrayContent(content);
            part.Headers.ContentType = new MediaTypeHeaderValue("image/png"); // what a sender says of a file is never believed
            form.Add(part, "berkas", name);
        }

        return await browser.Post($"/meja/k/{code}/{step}", form);
    }
}
