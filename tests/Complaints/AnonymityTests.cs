using System.Text;
using Core.Complaints;
using Core.Complaints.Tracking;
using Core.People;
using Core.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Complaints;

public sealed class AnonymityTests
{
    private const string Budi = "8123987654-budi-santoso";

    [Fact]
    public async Task Who_complained_stands_in_no_message_page_log_line_or_file_for_others()
    {
        var folder = Directory.CreateTempSubdirectory("anonymity-").FullName;
        await using var town = ComplaintTown.New(folder);
        await WholeLife(town);

        var others = town.Channel.All.Where(s => s.Message.Address != Budi).ToList();
        others.Count.ShouldBeGreaterThan(20);
        foreach (var (_, message, _) in others)
        {
            ShouldNotTell(message.Text);
            foreach (var button in message.Rows.SelectMany(r => r))
                ShouldNotTell($"{button.Label} {button.Data} {button.Start} {button.Url}");
            if (message.File is { } file)
                ShouldNotTell(
                    $"{file.Name} {Path.GetFileName(file.Path)} {Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file.Path))}");
        }

        foreach (var line in town.Log.Lines) ShouldNotTell(line);
        foreach (var file in Directory.GetFiles(folder))
            ShouldNotTell(Path.GetFileName(file) + Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)));
        await PagesAndNotices(town);
    }

    [Fact]
    public async Task Officials_do_not_learn_of_each_others_accounts_and_citizens_not_of_theirs()
    {
        await using var town = ComplaintTown.New();
        await WholeLife(town);
        foreach (var (_, message, _) in town.Channel.All.Where(s => s.Message.Address == Budi))
            foreach (var official in new[] { "petugas-rina", "triase-dedi", "kadis-ani" }) message.Text.ShouldNotContain(official);
    }

    [Fact]
    public async Task A_story_stands_in_no_log_line()
    {
        await using var town = ComplaintTown.New();
        await WholeLife(town);
        foreach (var line in town.Log.Lines) line.ShouldNotContain("bantuan saya", Case.Insensitive);
    }

    private static async Task WholeLife(Town town)
    {
        await town.GiveRole("triase-dedi", Role.Triage);
        await town.GiveRole("petugas-rina", Role.Officer, "DINSOS");
        await town.GiveRole("kadis-ani", Role.Head, "DINSOS");
        await town.GiveRole("admin", Role.InstansiAdministrator);
        var code = await town.FileComplaint(Budi, "Bantuan saya belum cair padahal sudah tiga bulan.", photo: "loket.jpg");
        await town.Run("lampiran");
        await town.Say("triase-dedi", "/tugas");
        await town.Say("triase-dedi", $"/tugas {code} lampiran");
        await town.Verify("triase-dedi", code);
        town.Time.Advance(TimeSpan.FromDays(9));
        await town.Run("tenggat");
        await town.Say("admin", "/terlambat");
        foreach (var asked in new[] { "/statistik DINSOS", "/peringkat", "/ekspor", "/audit", "/dataku" }) await town.Say("admin", asked);
        foreach (var step in new[] { "", "ambil", "lampiran", "riwayat", "tanya" })
            await town.Say("petugas-rina", $"/tugas {code} {step}".Trim());
        await town.Say("petugas-rina", "Sejak bulan apa bantuannya berhenti?");
        await town.Say(Budi, $"/cek {code} jawab");
        await town.Say(Budi, "Sejak Agustus.");
        await town.SendPhoto(Budi, "bukti.png");
        await town.Press(Budi, "Selesai");
        await town.Run("lampiran");
        await town.Say("petugas-rina", $"/tugas {code} lampiran");
        await town.Say("petugas-rina", $"/tugas {code} selesai");
        await town.Say("petugas-rina", "Bantuan sudah masuk rekening.");
        await town.Press("petugas-rina", "Tanpa lampiran");
        await town.Press(Budi, "Belum");
        await town.Say(Budi, "Baru satu bulan yang masuk.");
        await town.Say("kadis-ani", $"/tugas {code}");
        await town.Say("kadis-ani", $"/tugas {code} riwayat");
        await town.Say("orang-lain", $"/cek {code}");
        town.Log.Errors.ShouldBeEmpty();
    }

    private static Task PagesAndNotices(Town town) => town.With(async services =>
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<Core.Persistence.AppDb>>().CreateDbContextAsync();
        var complaint = await db.Complaints.SingleAsync();
        var words = Wording.Of("id");
        var page = (await services.GetRequiredService<ReadTrackedComplaint>().Find(complaint.Code, "web", "somebody", words))!;
        page.ShouldBe(new TrackedComplaint(page.Code, page.State, null, null));
        ShouldNotTell($"{page}");
        var notice = services.GetRequiredService<ComplaintNotices>().NoticeForGroup(complaint, words)!;
        ShouldNotTell(notice);
        notice.ShouldNotContain("Bantuan");
        foreach (var told in await db.ComplaintEvents.ToListAsync()) told.OfficialId.ShouldNotBe(complaint.ComplainantId);
        foreach (var attachment in await db.ComplaintAttachments.ToListAsync()) attachment.Reference.ShouldBeNull();
    });

    private static void ShouldNotTell(string text)
    {
        text.ShouldNotContain("budi", Case.Insensitive);
        text.ShouldNotContain("8123987654");
        text.ShouldNotContain(Pictures.Place);
    }
}
