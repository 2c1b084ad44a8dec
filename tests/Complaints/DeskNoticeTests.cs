using System.Diagnostics;
using Core.Complaints;
using Core.Complaints.Deadlines;
using Core.Complaints.Filing;
using Core.Complaints.Notices;
using Core.Complaints.Tracking;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Reminders;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Complaints;

/// <summary>What officials hear of complaints, by person: few messages however many complaints, and never only to somebody away.</summary>
public sealed class DeskNoticeTests
{
    private const int Many = 300;

    [Fact]
    public async Task With_300_overdue_everybody_gets_one_message_and_a_command_is_answered_in_under_a_second()
    {
        await using var town = ComplaintTown.New();
        foreach (var (who, role, unit) in Desk()) await town.GiveRole(who, role, unit);
        await MakeOverdue(town, Many);
        var before = town.Channel.All.Count;
        await town.Run("tenggat");
        var told = town.Channel.All.Skip(before).ToList();
        told.Select(m => m.Message.Address).ShouldBeUnique();
        var digest = told.Single(m => m.Message.Address == "petugas").Message.Text;
        digest.ShouldContain($"{Many} lewat tenggat");
        digest.ShouldContain($"dan {Many - 5} lainnya");

        await town.StayUp();
        await town.Say("petugas", "/tugas");
        (string, string)[] asked = [("petugas", "/tugas"), ("petugas", "/tugas blangko"), ("kadis", "/tugas"), ("admin", "/terlambat")];
        foreach (var (who, command) in asked)
        {
            var watch = Stopwatch.StartNew();
            await town.Say(who, command);
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1), $"{who} {command}");
            town.LastTo(who).Text.ShouldContain($"{Many}");
        }
    }

    [Fact]
    public async Task A_bulk_notice_waits_and_a_reply_does_not()
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("petugas", Role.Officer, "DINSOS");
        await town.Verify("tri", await town.FileComplaint("warga", "Loket bantuan tutup setiap hari Kamis."));
        (await town.Read(db => db.ComplaintNews.CountAsync(n => n.ToldAt != null))).ShouldBe(2);
        var notices = await town.Read(db => db.Outbox.CountAsync());
        notices.ShouldBe(0);
    }

    [Fact]
    public async Task What_comes_within_a_quarter_of_an_hour_is_gathered_and_what_is_dealt_with_is_not_told()
    {
        await using var town = ComplaintTown.New(settings: new() { ["Complaints:GatherMinutes"] = "15" });
        await town.GiveRole("tri", Role.Triage);
        foreach (var who in new[] { "ani", "budi", "citra", "dewi" })
            await town.FileComplaint(who, $"Kursi tunggu rusak, kata {who} sejak minggu lalu.");
        Told(town, "tri").Count.ShouldBe(1);
        var second = (await town.Read(db => db.Complaints.OrderBy(c => c.Id).Select(c => c.Code).ToListAsync()))[1];
        await town.Verify("tri", second);
        var before = Told(town, "tri").Count;
        town.Time.Advance(TimeSpan.FromMinutes(16));
        await town.Run("kabar");
        var gathered = Told(town, "tri").Skip(before).ShouldHaveSingleItem().Text;
        gathered.ShouldContain("2 kabar pengaduan: 2 menunggu verifikasi");
        gathered.ShouldNotContain(TrackingCode.Show(second));
        await town.Run("kabar");
        Told(town, "tri").Count.ShouldBe(before + 1);
    }

    [Fact]
    public async Task What_is_due_today_stands_in_the_message_at_the_earliest_hour_that_can_be_chosen()
    {
        await using var town = ComplaintTown.New();
        foreach (var (who, role, unit) in Desk()) await town.GiveRole(who, role, unit);
        await town.Verify("tri", await town.FileComplaint("warga", "Loket bantuan tutup setiap hari Kamis."));
        var due = (await town.Read(db => db.Complaints.SingleAsync())).DueOn!.Value;
        foreach (var text in new[] { "/tugas", "Atur kabar", "Jam kabar pagi", "06.30" }) await town.Say("petugas", text);
        town.Time.Set(DeadlineTests.Moment($"{due:yyyy-MM-dd} 06:31"));
        await town.Run("tenggat");

        town.LastTo("petugas").Text.ShouldStartWith("Pengaduan pagi ini: 1 jatuh tempo hari ini");
    }

    [Fact]
    public async Task A_morning_without_a_message_has_none_before_what_comes_later_that_day()
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("tri", Role.Triage);
        town.Time.Set(DeadlineTests.Moment("2026-12-07 07:31")); // a Monday, on which what is overdue is told
        await town.Run("tenggat");
        (await town.Read(db => db.DeskSettings.Where(s => s.DigestOn != null).CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task What_was_given_to_the_inspectorate_meanwhile_stands_in_no_morning_message_of_the_accused_unit()
    {
        await using var town = ComplaintTown.New();
        foreach (var (who, role, unit) in Desk()) await town.GiveRole(who, role, unit);
        var code = await town.FileComplaint("warga", "Loket bantuan tutup setiap hari Kamis.");
        await town.Verify("tri", code);
        var due = (await town.Read(db => db.Complaints.SingleAsync())).DueOn!.Value;
        town.Time.Set(DeadlineTests.Moment($"{due:yyyy-MM-dd} 06:31"));
        await town.With(s => s.GetRequiredService<EscalateComplaints>().Run());
        (await town.Read(db => db.ComplaintNews.CountAsync(n => n.Due && n.ToldAt == null))).ShouldBe(2);
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
            (await write.Db.Complaints.SingleAsync()).PassToInspectorate(false, town.Time.GetUtcNow(),
                s.GetRequiredService<ComplaintClock>())));
        var before = town.Channel.All.Count;
        town.Time.Set(DeadlineTests.Moment($"{due:yyyy-MM-dd} 07:40"));
        await town.Run("kabar");

        town.Channel.All.Skip(before).ShouldNotContain(m => m.Message.Address == "petugas" || m.Message.Address == "kedua");
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task No_date_goes_only_to_somebody_who_is_away(bool deputy, bool silent)
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("ani", Role.Officer, "DINSOS");
        await town.GiveRole("kadis", Role.Head, "DINSOS");
        if (deputy) await town.GiveRole("budi", Role.Officer, "DINSOS");
        var code = await town.FileComplaint("warga", "Loket bantuan tutup setiap hari Kamis.");
        await town.Verify("tri", code);
        await town.Say("ani", $"/tugas {code} ambil");
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            var ani = await write.Db.People.SingleAsync(p => p.Address == "ani");
            var budi = await write.Db.People.FirstOrDefaultAsync(p => p.Address == "budi");
            write.Db.Leaves.Add(new Leave { PersonId = ani.Id, From = new DateOnly(2026, 12, 1), To = new DateOnly(2026, 12, 18) });
            write.Db.DeskSettings.Add(new DeskSettings { PersonId = ani.Id, DeputyId = budi?.Id });
            if (silent) write.Db.DeskSettings.Add(new DeskSettings { PersonId = budi!.Id, MutedUntil = new DateOnly(2026, 12, 18) });
        }));
        var before = town.Channel.All.Count;
        town.Time.Set(DeadlineTests.Moment("2026-12-10 07:40"));
        await town.Run("tenggat");
        var told = town.Channel.All.Skip(before).Select(m => m.Message.Address).ToList();
        told.ShouldNotContain("ani");
        told.ShouldContain(deputy && !silent ? "budi" : "kadis");
    }

    [Fact]
    public async Task What_only_a_head_decides_is_told_to_no_deputy_who_is_an_officer()
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("ani", Role.Officer, "DINSOS");
        await town.GiveRole("kadis", Role.Head, "DINSOS");
        await town.GiveRole("biro", Role.InstansiAdministrator);
        var code = await town.FileComplaint("warga", "Loket bantuan tutup setiap hari Kamis.");
        await town.Verify("tri", code);
        await town.Say("ani", $"/tugas {code} selesai");
        await town.Say("ani", "Loketnya sudah buka lagi.");
        await town.Press("ani", "Tanpa lampiran");
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            var people = await write.Db.People.ToDictionaryAsync(p => p.Address, p => p.Id);
            var (from, to) = (new DateOnly(2026, 11, 1), new DateOnly(2026, 12, 18));
            write.Db.Leaves.Add(new Leave { PersonId = people["kadis"], From = from, To = to });
            write.Db.DeskSettings.Add(new DeskSettings { PersonId = people["kadis"], DeputyId = people["ani"] });
        }));
        await town.Say("warga", $"/cek {code} belum");
        await town.Say("warga", "Kamis lalu masih tutup.");
        (await town.Read(db => db.ComplaintNews.Where(n => n.Key == "complaint.office.reopened")
            .Join(db.People, n => n.PersonId, p => p.Id, (n, p) => p.Address).ToListAsync())).ShouldBe(["biro"]);
    }

    [Fact]
    public async Task What_was_reopened_in_a_unit_without_a_head_is_told_and_listed_to_the_head_above()
    {
        await using var town = ComplaintTown.New();
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            var (unit, above) = (await write.Db.Units.SingleAsync(u => u.Code == "DINSOS"),
                await write.Db.Units.SingleAsync(u => u.Code == "DISDIK"));
            typeof(Unit).GetProperty(nameof(Unit.ParentId))!.SetValue(unit, above.Id);
        }));
        await town.Restart();
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("ani", Role.Officer, "DINSOS");
        await town.GiveRole("camat", Role.Head, "DISDIK");
        var code = await town.FileComplaint("warga", "Loket bantuan tutup setiap hari Kamis.");
        await town.Verify("tri", code);
        await town.Say("ani", $"/tugas {code} selesai");
        await town.Say("ani", "Loketnya sudah buka lagi.");
        await town.Press("ani", "Tanpa lampiran");
        await town.Say("warga", $"/cek {code} belum");
        await town.Say("warga", "Kamis lalu masih tutup.");
        (await town.Read(db => db.Complaints.SingleAsync())).State.ShouldBe(ComplaintState.Reopened);
        (await town.Read(db => db.ComplaintNews.Where(n => n.Key == "complaint.office.reopened")
            .Join(db.People, n => n.PersonId, p => p.Id, (n, p) => p.Address).ToListAsync())).ShouldBe(["camat"]);
        await town.Say("camat", "/tugas");
        town.LastTo("camat").Text.ShouldContain(TrackingCode.Show(code));
    }

    [Fact]
    public async Task The_late_ones_are_all_counted_and_shown_page_by_page()
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("admin", Role.InstansiAdministrator);
        await MakeOverdue(town, Many);
        await town.Say("admin", "/terlambat");
        town.LastTo("admin").Text.ShouldContain("300 pengaduan lewat tenggat · halaman 1 dari 20");
        await town.Press("admin", "▶");
        town.LastTo("admin").Text.ShouldContain("halaman 2 dari 20");
        await town.Say("admin", "/tugas");
        town.LastTo("admin").Text.ShouldStartWith("Anda mengawasi pengaduan dan tidak menanganinya sendiri.");
        await town.Say("admin", "/terlambat DISDIK");
        town.LastTo("admin").Text.ShouldContain("Tidak ada pengaduan");
    }

    private static (string, Role, string?)[] Desk() => [("tri", Role.Triage, null), ("petugas", Role.Officer, "DINSOS"),
        ("kedua", Role.Officer, "DINSOS"), ("kadis", Role.Head, "DINSOS"), ("admin", Role.InstansiAdministrator, null)];

    private static List<OutgoingMessage> Told(Town town, string who) => [.. town.Channel.All.Select(s => s.Message)
        .Where(m => m.Address == who && m.Rows.Any(r => r.Any(b => b.Data is { } d && (d == "/tugas" || d.Split(' ').Length == 2)))
            && m.Rows.Any(r => r.Any(b => b.Label == "Buka" || b.Label == "Tugas pengaduan")))];

    /// <summary>So many forwarded to one unit in November, looked at past all their dates.</summary>
    private static async Task MakeOverdue(Town town, int count)
    {
        await town.With(async services =>
        {
            var clock = services.GetRequiredService<ComplaintClock>();
            var codes = services.GetRequiredService<DrawCodes>();
            var unit = services.GetRequiredService<UnitCatalog>().Find("DINSOS")!;
            await services.GetRequiredService<WriteQueue>().Enqueue(async write =>
            {
                var citizen = new Person { Channel = "test", Address = "warga", FirstSeen = town.Time.GetUtcNow() };
                write.Db.People.Add(citizen);
                await write.Db.SaveChangesAsync();
                for (var i = 0; i < count; i++)
                {
                    var now = town.Time.GetUtcNow();
                    var filed = new NewComplaint(citizen.Id, ComplaintKind.Complaint, unit, $"Blangko bantuan habis, antrean nomor {i}.");
                    var complaint = Complaint.File(filed, codes.Next(), now, new DateOnly(2026, 11, 23), clock);
                    complaint.Verify(ComplaintClass.Ordinary, unit.Id, now, clock);
                    write.Db.Complaints.Add(complaint);
                }
            });
        });
        town.Time.Set(DeadlineTests.Moment("2026-12-09 07:40"));
    }
}
