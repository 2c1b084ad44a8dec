using Bot.Lapor;
using Core.Complaints;
using Core.Complaints.National;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Tests.Lapor;

/// <summary>What is done in SP4N-LAPOR! comes into the history once, and to the citizen where it is an answer.</summary>
public sealed class FollowUpTests
{
    [Fact]
    public async Task Follow_ups_of_all_pages_come_once_an_hour_and_only_answers_reach_the_citizen()
    {
        await using var town = await Sent();
        town.Server.Pages.Add([Line(1, "disposisi", "Diteruskan ke <b>bidang</b> PJU &amp; taman."),
            Line(2, "jawaban", "Lampu sudah diganti hari ini.")]);
        town.Server.Pages.Add([Line(3, "disposisi", "Foto bukti diunggah.")]);
        await town.Run("kabar-lapor");

        var lines = await town.Town.Read(db => db.ComplaintEvents.Where(e => e.Act == Act.NationalNews || e.Act == Act.NationalAnswer)
            .OrderBy(e => e.Id).ToListAsync());
        lines.Select(l => l.Act).ShouldBe([Act.NationalNews, Act.NationalAnswer, Act.NationalNews]);
        lines[0].Words.ShouldBe("Dinas PU, 2026-11-24 09:00:00: Diteruskan ke bidang PJU & taman.");
        town.Town.LastTo("warga").Text.ShouldContain("Lampu sudah diganti hari ini.");
        town.Town.LastTo("petugas").Text.ShouldContain("tindak lanjut di SP4N-LAPOR!");
        var code = await town.Town.Read(db => db.Complaints.Select(c => c.Code).SingleAsync());
        await town.Town.Say("warga", $"/cek {code}");
        town.Town.LastTo("warga").Text.ShouldContain("jawaban di SP4N-LAPOR!");
        town.Town.LastTo("warga").Text.ShouldNotContain("bidang");
        await town.Town.Say("petugas", $"/tugas {code} riwayat");
        town.Town.LastTo("petugas").Text.ShouldContain("Foto bukti diunggah.");

        var calls = town.Server.Calls.Count;
        await town.Run("kabar-lapor");
        town.Server.Calls.Count.ShouldBe(calls);
        town.Town.Time.Advance(TimeSpan.FromHours(1));
        await town.Run("kabar-lapor");
        town.Server.Calls.Count.ShouldBe(calls + 2);
        (await town.Town.Read(db => db.ComplaintEvents.CountAsync(e => e.Act == Act.NationalNews))).ShouldBe(2);
        town.Server.Calls.ShouldNotContain(c => c.Contains("lain.example", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_a_page_is_missing_the_first_is_kept_and_the_rest_read_later()
    {
        await using var town = await Sent();
        town.Server.Pages.Add([Line(1, "disposisi", "Halaman pertama.")]);
        town.Server.MissingPage = 2;
        await town.Run("kabar-lapor");
        (await town.Town.Read(db => db.ComplaintEvents.CountAsync(e => e.Act == Act.NationalNews))).ShouldBe(1);
        var copy = await town.Copy();
        (copy.State, copy.Trouble, copy.FailingSince is null).ShouldBe((NationalState.Sent, "500", false));

        town.Server.MissingPage = 0;
        town.Server.Pages.Add([Line(2, "disposisi", "Halaman kedua.")]);
        town.Town.Time.Advance(TimeSpan.FromMinutes(2));
        await town.Run("kabar-lapor");
        (await town.Town.Read(db => db.ComplaintEvents.CountAsync(e => e.Act == Act.NationalNews))).ShouldBe(2);
        (await town.Copy()).FailingSince.ShouldBeNull();
    }

    [Fact]
    public async Task One_without_a_number_is_told_apart_by_what_it_says()
    {
        await using var town = await Sent();
        town.Server.Pages.Add([new { content = "Sama.", created_at = "2026-11-24" }, new { content = "Lain.", created_at = "2026-11-24" }]);
        await town.Run("kabar-lapor");
        town.Town.Time.Advance(TimeSpan.FromHours(1));
        await town.Run("kabar-lapor");
        (await town.Town.Read(db => db.ComplaintEvents.CountAsync(e => e.Act == Act.NationalNews))).ShouldBe(2);
    }

    [Fact]
    public async Task What_no_text_can_hold_is_left_out_and_holds_up_nothing()
    {
        await using var town = await Sent();
        town.Server.Pages.Add([Line(1, "disposisi", "Gan\0jil &#0;dan&#1; aneh."), Line(2, "dispo\0sisi", "Sesudahnya.")]);
        await town.Run("kabar-lapor");

        (await town.Town.Read(db => db.ComplaintEvents.Where(e => e.Act == Act.NationalNews).OrderBy(e => e.Id).Select(e => e.Words)
            .ToListAsync())).ShouldAllBe(words => words!.Contains("aneh.") || words.Contains("Sesudahnya."));
        (await town.Copy()).Trouble.ShouldBeNull();
        town.Town.Log.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"results":{"data":[{"id":1,"content":"\ud800"},{"id":2,"content":"Utuh."}]}}""")]
    [InlineData("""{"results":{"data":[{"\udc00":1,"id":1,"content":7},{"id":2,"content":"Utuh."}]}}""")]
    [InlineData("""{"results":{"\ud800":1,"data":[null,[],"x",{"id":null,"content":{}},{"id":2,"content":"Utuh."}]}}""")]
    public void Half_a_letter_in_an_answer_is_no_text_and_no_error(string answer)
    {
        LaporAnswers.Number(answer).ShouldBeNull();
        LaporAnswers.Agencies(answer);
        (LaporAnswers.FollowUps(answer)?.Lines.Any(l => l.Words == "Utuh.") ?? true).ShouldBeTrue();
    }

    [Fact]
    public async Task Long_after_the_end_nobody_asks_any_more()
    {
        await using var town = await Sent();
        var code = await town.Town.Read(db => db.Complaints.Select(c => c.Code).SingleAsync());
        await town.Town.Say("warga", $"/cek {code} cabut");
        await town.Town.Press("warga", "Ya, cabut");
        town.Town.Time.Advance(TimeSpan.FromDays(31));
        await town.Run("kabar-lapor");
        (await town.Copy()).NextPollAt.ShouldBeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_is_erased_leaves_no_way_to_their_words_there_and_hears_that_they_stand_there(bool calling)
    {
        await using var town = await Sent();
        var number = (await town.Copy()).NationalId!;
        town.Server.Pages.Add([Line(1, "jawaban", "Lampu sudah diganti hari ini.")]);
        if (calling) await town.Town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
            (await write.Db.NationalCopies.SingleAsync()).Call(town.Town.Time.GetUtcNow())));

        await town.Town.Say("warga", "/hapus");
        await town.Town.Press("warga", "Cabut juga");
        town.Town.LastTo("warga").Text.ShouldContain("SP4N-LAPOR!");
        await town.Town.Press("warga", "Hapus data saya");
        town.Town.Time.Advance(TimeSpan.FromHours(2));
        await town.Run("lapor");
        await town.Run("kabar-lapor");

        town.Town.Log.Errors.ShouldBeEmpty();
        (await town.Town.Read(db => db.Complaints.Select(c => c.NationalId).SingleAsync())).ShouldBeNull();
        (await town.Town.Read(db => db.NationalCopies.CountAsync())).ShouldBe(0);
        (await town.Town.Read(db => db.ComplaintEvents.Where(e => e.Words != null).Select(e => e.Words!).ToListAsync()))
            .ShouldNotContain(words => words.Contains(number) || words.Contains("Lampu"));
    }

    private static object Line(int id, string type, string content) =>
        new { id, type, content, created_at = "2026-11-24 09:00:00", institution_name = "Dinas PU" };

    private static async Task<LaporTown> Sent()
    {
        var town = await LaporTown.Start();
        await town.Send(await town.Complaint());
        await town.Run("lapor");
        return town;
    }
}
