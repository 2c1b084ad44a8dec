using System.Text.RegularExpressions;
using Core.Complaints.Notices;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Reminders;
using Core.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Complaints;

/// <summary>What officials hear waits for their office hours, unless it is urgent; in the morning it comes as one message.</summary>
public sealed partial class OfficeHoursTests
{
    private const string Dull = "Kursi tunggu rusak sejak minggu lalu.";
    private const string Danger = "Ada kebakaran di belakang puskesmas, api membesar!";

    [Theory]
    [InlineData("2026-11-27 22:00", "2026-11-30 07:30")] // Friday night
    [InlineData("2026-11-25 16:05", "2026-11-26 07:30")]
    [InlineData("2026-12-25 10:00", "2026-12-28 07:30")] // Christmas
    [InlineData("2026-11-26 05:00", "2026-11-26 07:30")]
    public async Task What_is_filed_out_of_office_hours_is_told_in_the_morning_once_and_in_one_message(string filed, string told)
    {
        await using var town = ComplaintTown.New(settings: new() { ["Complaints:GatherMinutes"] = "15" });
        await town.GiveRole("tri", Role.Triage);
        town.Time.Set(DeadlineTests.Moment(filed));
        var before = town.Channel.All.Count;
        foreach (var who in new[] { "ani", "budi", "citra" }) await town.FileComplaint(who, Dull);
        town.Time.Set(DeadlineTests.Moment(told).AddMinutes(-1));
        await town.Run("kabar");
        To(town, "tri", before).ShouldBeEmpty();
        town.Time.Set(DeadlineTests.Moment(told));
        await town.Run("kabar");
        await town.Run("kabar");
        var morning = To(town, "tri", before).Where(m => m.Text.Contains("kabar pengaduan", StringComparison.Ordinal)).ToList();
        morning.ShouldHaveSingleItem().Text.ShouldContain("3 kabar pengaduan: 3 menunggu verifikasi");
        (await town.Read(db => db.ComplaintNews.CountAsync(n => n.ToldAt == null && !n.Due))).ShouldBe(0);
    }

    [Fact]
    public async Task What_speaks_of_danger_is_told_at_once_to_triage_and_then_to_the_unit()
    {
        await using var town = ComplaintTown.New(settings: new() { ["Complaints:GatherMinutes"] = "15" });
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("ani", Role.Officer, "DINSOS");
        town.Time.Set(DeadlineTests.Moment("2026-11-27 23:30"));
        var before = town.Channel.All.Count;
        await town.FileComplaint("warga", Dull);
        var code = await town.FileComplaint("budi", Danger);
        To(town, "tri", before).ShouldHaveSingleItem().Text.ShouldStartWith("Mendesak: Pengaduan baru");
        await town.Say("tri", "/tugas");
        town.LastTo("tri").Text.Split('\n')[1].ShouldContain("mendesak");
        await town.Say("tri", $"/tugas {code}");
        town.LastTo("tri").Text.ShouldContain("Mendesak: menyangkut keselamatan");
        before = town.Channel.All.Count;
        await town.Verify("tri", code);
        To(town, "ani", before).ShouldHaveSingleItem().Text.ShouldContain("Tanggapan pertama");
        await town.Run("kabar");
        To(town, "ani", before).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_step_about_danger_that_can_be_taken_back_is_told_at_night_when_it_no_longer_can()
    {
        await using var town = ComplaintTown.New(settings: new() { ["Complaints:TakeBackMinutes"] = "10" });
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("ani", Role.Officer, "DINSOS");
        town.Time.Set(DeadlineTests.Moment("2026-11-27 23:30"));
        var (dull, danger) = (await town.FileComplaint("warga", Dull), await town.FileComplaint("budi", Danger));
        var before = town.Channel.All.Count;
        foreach (var code in new[] { dull, danger }) await town.Verify("tri", code);
        town.Time.Advance(TimeSpan.FromMinutes(11));
        await town.Run("kabar");
        To(town, "ani", before).ShouldHaveSingleItem().Text.ShouldContain(Core.Complaints.Tracking.TrackingCode.Show(danger));
    }

    [Fact]
    public async Task Danger_in_what_is_added_later_makes_it_urgent()
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("tri", Role.Triage);
        town.Time.Set(DeadlineTests.Moment("2026-11-27 23:30"));
        var code = await town.FileComplaint("warga", Dull);
        var before = town.Channel.All.Count;
        await town.Say("warga", $"/cek {code} tambah");
        await town.Say("warga", Danger);
        await town.Press("warga", "Selesai");
        To(town, "tri", before).ShouldHaveSingleItem().Text.ShouldContain("menambahkan keterangan");
        (await town.Read(db => db.Complaints.SingleAsync())).Urgent.ShouldBeTrue();
    }

    [Theory]
    [InlineData("DINSOS", true)]
    [InlineData(" rsud , dinsos ", true)]
    [InlineData("*", true)]
    [InlineData("DISDIK", false)]
    [InlineData("", false)]
    public async Task Units_on_duty_day_and_night_hear_at_once(string duty, bool atOnce)
    {
        await using var town = ComplaintTown.New(settings: new() { ["Complaints:DutyUnits"] = duty });
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("ani", Role.Officer, "DINSOS");
        var code = await town.FileComplaint("warga", Dull);
        town.Time.Set(DeadlineTests.Moment("2026-11-28 02:00"));
        var before = town.Channel.All.Count;
        await town.Verify("tri", code);
        To(town, "ani", before).Count.ShouldBe(atOnce ? 1 : 0);
    }

    [Theory]
    [InlineData("Asia/Jayapura", null, "2026-11-26 05:29", false)]
    [InlineData("Asia/Jayapura", null, "2026-11-26 05:30", true)]
    [InlineData(null, "Senin-Jumat 08.00-14.00; Sabtu 08.00-12.00", "2026-11-28 09:00", true)]
    [InlineData(null, "Senin-Jumat 08.00-14.00; Sabtu 08.00-12.00", "2026-11-28 12:00", false)]
    [InlineData(null, "Senin-Jumat 08.00-14.00", "2026-11-26 15:30", true)] // closed to citizens, at work
    [InlineData(null, "Setiap hari 24 jam", "2026-11-28 02:00", false)]
    [InlineData(null, "jam kerja", "2026-11-26 10:00", true)]
    public async Task The_hours_are_those_of_the_unit(string? zone, string? hours, string at, bool told)
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("ani", Role.Officer, "DINSOS");
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            var unit = await write.Db.Units.SingleAsync(u => u.Code == "DINSOS");
            (unit.TimeZone, unit.Hours) = (zone, hours);
        }));
        await town.Restart();
        var code = await town.FileComplaint("warga", Dull);
        town.Time.Set(DeadlineTests.Moment(at));
        var before = town.Channel.All.Count;
        await town.Verify("tri", code);
        To(town, "ani", before).Count.ShouldBe(told ? 1 : 0);
    }

    [Fact]
    public async Task Whoever_chose_an_early_hour_hears_from_then_on_and_with_what_is_due()
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("ani", Role.Officer, "DINSOS");
        await town.Verify("tri", await town.FileComplaint("warga", Dull));
        await Settle(town, "ani", s => s.DigestAt = new TimeOnly(6, 30));
        town.Time.Set(DeadlineTests.Moment("2026-11-27 17:00"));
        await town.Verify("tri", await town.FileComplaint("budi", Dull));
        town.Time.Set(DeadlineTests.Moment("2026-11-30 07:40"));
        var before = town.Channel.All.Count;
        await town.Run("tenggat");
        var told = To(town, "ani", before).ShouldHaveSingleItem();
        told.Text.ShouldContain("Tanggapan pertama");
        told.Text.ShouldContain("jatuh tempo hari ini");
        told.Rows.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_is_away_alone_hears_when_they_are_back(bool muted)
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("tri", Role.Triage);
        var until = new DateOnly(2026, 11, 25);
        if (muted) await Settle(town, "tri", s => s.MutedUntil = until);
        else await Leave(town, "tri", until);
        var before = town.Channel.All.Count;
        await town.FileComplaint("warga", Dull);
        await town.Run("kabar");
        To(town, "tri", before).ShouldBeEmpty();
        town.Time.Set(DeadlineTests.Moment("2026-11-26 08:00"));
        await town.Run("kabar");
        To(town, "tri", before).Count(m => m.Text.Contains("menunggu verifikasi", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task What_the_head_gives_in_the_evening_is_gathered_too()
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("ani", Role.Officer, "DINSOS");
        await town.GiveRole("budi", Role.Officer, "DINSOS");
        await town.GiveRole("kadis", Role.Head, "DINSOS");
        List<string> codes = [await town.FileComplaint("satu", Dull), await town.FileComplaint("dua", Dull)];
        foreach (var code in codes)
        {
            await town.Verify("tri", code);
            await town.Say("budi", $"/tugas {code} ambil");
        }

        town.Time.Set(DeadlineTests.Moment("2026-11-26 20:00"));
        var before = town.Channel.All.Count;
        await town.Say("ani", $"/tugas {codes[0]} ambil");
        await town.Press("ani", "Ya, ambil alih");
        await town.Say("kadis", $"/tugas {codes[1]} serahkan");
        var ani = await town.Read(db => db.People.Where(p => p.Address == "ani").Select(p => p.Id).SingleAsync());
        var named = town.LastTo("kadis").Rows.SelectMany(r => r)
            .First(b => b.Label.StartsWith($"orang no. {ani}", StringComparison.Ordinal));
        await town.Press("kadis", named.Label);
        To(town, "budi", before).ShouldBeEmpty();
        town.Time.Set(DeadlineTests.Moment("2026-11-27 07:30"));
        await town.Run("kabar");
        var told = To(town, "budi", before).ShouldHaveSingleItem().Text;
        told.ShouldContain("2 kabar pengaduan");
        told.ShouldContain($"diambil alih oleh orang no. {ani}");
        told.ShouldContain("kepada petugas lain");
        To(town, "ani", before).ShouldContain(m => m.Text.Contains("kepada Anda", StringComparison.Ordinal));
    }

    [Fact]
    public void Whatever_is_told_can_be_told_gathered()
    {
        foreach (var language in Wording.Languages)
        {
            var words = Wording.Of(language);
            foreach (var key in KeysInCode().Except(["complaint.office.nobody", "complaint.office.away"]))
                words.Has($"complaint.news.{key.Split('.')[^1]}").ShouldBeTrue($"{language}: {key}");
        }
    }

    private static IEnumerable<string> KeysInCode() => Directory
        .EnumerateFiles(Path.Combine(Golden.Repository, "src", "Core", "Complaints"), "*.cs", SearchOption.AllDirectories)
        .SelectMany(f => OfficeKey().Matches(File.ReadAllText(f)).Select(m => m.Value)).Distinct();

    private static List<OutgoingMessage> To(Town town, string who, int after) => [.. town.Channel.All.Skip(after).Select(s => s.Message)
        .Where(m => m.Address == who && m.Rows.Any(r => r.Any(b => b.Label is "Buka" or "Tugas pengaduan")))
        .Where(m => m.Text.Contains("engaduan", StringComparison.Ordinal) || m.Text.Contains("elapor", StringComparison.Ordinal))];

    private static Task Settle(Town town, string who, Action<DeskSettings> set) =>
        town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            var settings = new DeskSettings { PersonId = (await write.Db.People.SingleAsync(p => p.Address == who)).Id };
            set(settings);
            write.Db.DeskSettings.Add(settings);
        }));

    private static Task Leave(Town town, string who, DateOnly until) =>
        town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write => write.Db.Leaves.Add(new Leave
        {
            PersonId = (await write.Db.People.SingleAsync(p => p.Address == who)).Id,
            From = new DateOnly(2026, 11, 1),
            To = until,
        })));

    [GeneratedRegex(@"complaint\.office\.[a-z-]+")]
    private static partial Regex OfficeKey();
}
