using Core.Complaints;
using Core.Complaints.Filing;
using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Complaints;

public sealed class ClockworkTests
{
    [Fact]
    public async Task Each_reminder_and_escalation_happens_once_however_often_and_wherever_the_job_runs()
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("petugas", Role.Officer, "DINSOS");
        await town.GiveRole("kadis", Role.Head, "DINSOS");
        await town.GiveRole("admin", Role.InstansiAdministrator);
        await town.Verify("tri", await town.FileComplaint("warga", "Loket bantuan tutup setiap hari Kamis."));
        for (var hour = 0; hour < 14 * 24; hour += 8)
        {
            town.Time.Advance(TimeSpan.FromHours(8));
            await town.With(s => Task.WhenAll(ComplaintTown.Jobs["tenggat"](s), ComplaintTown.Jobs["tenggat"](s)));
        }

        var acts = await town.Read(db => db.ComplaintEvents.Where(e => e.By == Relation.System).OrderBy(e => e.Id).Select(e => e.Act)
            .ToListAsync());
        acts.ShouldBe([Act.RemindBefore, Act.RemindOnDay, Act.RemindLate, Act.EscalateToHead, Act.EscalateToInstansi]);
        Told(town, "petugas").ShouldBe(1 + 3 + 1, "the new one, one on each day on which something changed, one for the next week");
        Told(town, "kadis").ShouldBe(1 + 1);
        Told(town, "admin").ShouldBe(1 + 1);
    }

    [Fact]
    public async Task After_a_long_stop_escalations_are_made_up_for_and_pointless_reminders_are_not()
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("admin", Role.InstansiAdministrator);
        await town.FileComplaint("warga", "Loket bantuan tutup setiap hari Kamis.");
        town.Time.Advance(TimeSpan.FromDays(40));
        await town.Run("tenggat");
        var acts = await town.Read(db => db.ComplaintEvents.Where(e => e.By == Relation.System).OrderBy(e => e.Id).Select(e => e.Act)
            .ToListAsync());
        acts.ShouldBe([Act.RemindLate, Act.EscalateToInstansi]);
    }

    [Fact]
    public async Task What_nobody_answered_never_closes_by_itself()
    {
        await using var town = ComplaintTown.New();
        await town.FileComplaint("warga", "Loket bantuan tutup setiap hari Kamis.");
        for (var month = 0; month < 6; month++)
        {
            town.Time.Advance(TimeSpan.FromDays(30));
            await town.Run("tenggat");
        }

        (await town.Read(db => db.Complaints.SingleAsync())).State.ShouldBe(ComplaintState.Submitted);
    }

    [Fact]
    public async Task Dates_are_counted_anew_and_told_once_the_holidays_of_the_year_are_decreed()
    {
        var folder = Directory.CreateTempSubdirectory("holidays-").FullName;
        await using var town = ComplaintTown.New(settings: new() { ["Calendar:HolidayFolder"] = folder });
        town.Time.Set(DeadlineTests.Moment("2027-12-30 09:00"));
        await town.FileComplaint("warga", "Loket bantuan tutup setiap hari Kamis.");
        town.LastTo("warga").Text.ShouldContain("sementara");
        var before = await town.Read(db => db.Complaints.SingleAsync());
        before.Provisional.ShouldBeTrue();

        await File.WriteAllTextAsync(Path.Combine(folder, "2028.json"), """
            { "years": [ { "year": 2028, "decreed": true, "holidays": [ { "date": "2028-01-03", "name": "Uji" }, { "date": "2028-01-04", "name": "Uji" } ] } ] }
            """);
        await town.Restart();
        await town.Run("tenggat");
        await town.Run("tenggat");
        var after = await town.Read(db => db.Complaints.SingleAsync());
        after.Provisional.ShouldBeFalse();
        after.DueOn!.Value.ShouldBeGreaterThan(before.DueOn!.Value);
        town.Channel.All.Count(s => s.Message.Text.Contains("dihitung ulang", StringComparison.Ordinal)
            || s.Message.Text.Contains("tanggal pengaduan", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_day_off_that_is_added_to_a_decreed_year_moves_the_dates_of_what_is_open()
    {
        await using var town = ComplaintTown.New();
        await town.FileComplaint("warga", "Loket bantuan tutup setiap hari Kamis.");
        await town.Run("tenggat");
        var before = await town.Read(db => db.Complaints.SingleAsync());
        (before.Provisional, before.DueOn).ShouldBe((false, new DateOnly(2026, 11, 26)));
        await town.StayUp();
        await town.With(s =>
        {
            var holidays = s.GetRequiredService<Core.Calendar.Holidays>();
            holidays.Bring([2026], [.. holidays.All.Where(h => h.Date.Year == 2026),
                new Core.Calendar.Holiday(new DateOnly(2026, 11, 25), "Pilkada", Core.Calendar.HolidayKind.Holiday)]);
            return Task.CompletedTask;
        });
        await town.Run("tenggat");
        var after = await town.Read(db => db.Complaints.SingleAsync());
        (after.DueOn, after.Version).ShouldBe((new DateOnly(2026, 11, 27), before.Version + 1));
        await town.Run("tenggat");
        (await town.Read(db => db.Complaints.SingleAsync())).Version.ShouldBe(after.Version);
    }

    [Theory]
    [InlineData("InProgress", 1)]
    [InlineData("Returned", 0)]
    [InlineData("Resolved", 0)]
    [InlineData("Closed", 0)]
    public async Task Only_a_date_that_is_still_waited_for_is_told_anew(string state, int told)
    {
        await using var town = ComplaintTown.New();
        await town.FileComplaint("warga", "Loket bantuan tutup setiap hari Kamis.");
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            var complaint = await write.Db.Complaints.SingleAsync();
            (string, object?)[] all = [("State", Enum.Parse<ComplaintState>(state)), ("Class", ComplaintClass.Ordinary),
                ("Provisional", true), ("CountedThrough", 2020), ("NextStageAt", null), ("FollowUpDueOn", new DateOnly(2026, 1, 2))];
            foreach (var (name, value) in all) typeof(Complaint).GetProperty(name)!.SetValue(complaint, value);
        }));
        await town.Run("tenggat");
        (await town.Read(db => db.Complaints.SingleAsync())).Provisional.ShouldBeFalse();
        town.Channel.All.Count(s => s.Message.Text.Contains("tanggal pengaduan", StringComparison.Ordinal)).ShouldBe(told);
        (await town.Read(db => db.ComplaintEvents.CountAsync(e => e.Act == Act.Recount))).ShouldBe(told);
    }

    [Fact]
    public async Task A_removed_officer_loses_everything_at_once_and_a_colleague_takes_over()
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("lama", Role.Officer, "DINSOS");
        await town.GiveRole("baru", Role.Officer, "DINSOS");
        await town.GiveRole("lama", Role.Asn, "DISDIK");
        var code = await town.FileComplaint("warga", "Loket bantuan tutup setiap hari Kamis.");
        await town.Verify("tri", code);
        await town.Say("lama", $"/tugas {code} ambil");
        await town.Say("lama", $"/tugas {code} tanya");
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            foreach (var held in await write.Db.Memberships
                .Where(m => m.Role == Role.Officer && write.Db.People.Any(p => p.Id == m.PersonId && p.Address == "lama")).ToListAsync())
                held.End(town.Time.GetUtcNow());
        }));
        await town.Say("lama", "Apakah masih tutup sampai sekarang?");
        (await town.Read(db => db.Complaints.SingleAsync())).State.ShouldBe(ComplaintState.InProgress);
        await town.Say("lama", $"/tugas {code}");
        town.LastTo("lama").Text.ShouldNotContain("tutup setiap");
        await town.Say("baru", $"/tugas {code} lanjut");
        town.LastTo("baru").Text.ShouldContain("langkah itu tidak bisa dilakukan");
        await town.Say("baru", $"/tugas {code} ambil");
        await town.Press("baru", "Ya, ambil alih");
        await town.Say("warga", $"/cek {code} tambah");
        await town.Say("warga", "Hari ini juga tutup.");
        await town.Press("warga", "Selesai");
        town.LastTo("baru").Text.ShouldContain("menambahkan");
        town.LastTo("lama").Text.ShouldNotContain("menambahkan");
    }

    [Fact]
    public async Task Whoever_is_both_triage_and_officer_of_the_unit_works_on_it_once_another_has_verified_it()
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("rina", Role.Triage);
        await town.GiveRole("rina", Role.Officer, "DINSOS");
        var code = await town.FileComplaint("warga", "Loket bantuan tutup setiap hari Kamis.");
        await town.Say("rina", $"/tugas {code} verifikasi");
        (await town.Read(db => db.ComplaintEvents.CountAsync())).ShouldBe(1, "triage does not judge its own unit");
        await town.GiveRole("verifikator", Role.Triage);
        await town.Verify("verifikator", code);
        await town.Say("rina", $"/tugas {code} ambil");
        await town.Say("rina", $"/tugas {code} kabar");
        await town.Say("rina", "Petugas pengganti sudah ada.");
        (await town.Read(db => db.ComplaintEvents.OrderBy(e => e.Id).Select(e => e.By).ToListAsync())).ShouldBe([Relation.Complainant,
            Relation.Triage, Relation.Officer, Relation.Officer]);
    }

    [Fact]
    public async Task At_the_end_of_its_time_a_complaint_forgets_its_person_words_and_files()
    {
        var folder = Directory.CreateTempSubdirectory("forget-").FullName;
        await using var town = ComplaintTown.New(folder);
        var code = await town.FileComplaint("warga", "Loket bantuan tutup setiap hari Kamis.", photo: "loket.jpg");
        await town.Run("lampiran");
        Directory.GetFiles(folder).Length.ShouldBe(1);
        await town.Say("warga", $"/cek {code} tambah");
        await town.Say("warga", "Hari ini juga tutup.");
        await town.Press("warga", "Selesai");
        await town.Say("warga", $"/cek {code} cabut");
        await town.Press("warga", "Ya, cabut");
        town.Time.Advance(TimeSpan.FromDays((365 * 5) - 10));
        await town.Run("masa-simpan");
        (await town.Read(db => db.Complaints.SingleAsync())).Story.ShouldNotBeEmpty();
        town.Time.Advance(TimeSpan.FromDays(20));
        await town.Run("masa-simpan");
        var left = await town.Read(db => db.Complaints.SingleAsync());
        (left.ComplainantId, left.Story, left.State).ShouldBe((null, "", ComplaintState.Withdrawn));
        (await town.Read(db => db.ComplaintEvents.CountAsync(e => e.Words != null))).ShouldBe(0);
        (await town.Read(db => db.ComplaintConsents.SingleAsync())).PersonId.ShouldBeNull();
        Directory.GetFiles(folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_consent_that_was_read_is_recorded_with_its_version()
    {
        await using var town = ComplaintTown.New();
        await town.FileComplaint("warga", "Loket bantuan tutup setiap hari Kamis.");
        var consent = await town.Read(db => db.ComplaintConsents.SingleAsync());
        (consent.Version, consent.Language).ShouldBe(("complaint-3", "id"));
        consent.PersonId.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("id", "98306a71e47fccb9")]
    [InlineData("en", "14678839682655de")]
    public void A_changed_notice_needs_a_new_version(string language, string hash)
    {
        var text = Core.Texts.Wording.Of(language)["complaint.consent"].Replace("{1}", "112");
        var now = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)))[..16];
        (ComplaintConsent.Notice, now).ShouldBe(("complaint-3", hash),
            "The notice changed: give ComplaintConsent.Notice a new name, then write the new hash here.");
    }

    [Theory]
    [InlineData("Complaints:OrdinaryDays", "0")]
    [InlineData("Complaints:VerifyDays", "99")]
    [InlineData("Complaints:AttachmentFolder", "")]
    [InlineData("Complaints:EscalateToInstansiDays", "1")]
    public async Task A_setting_out_of_range_is_named(string key, string value)
    {
        await using var town = new Town(new() { [key] = value });
        var options = town.Build().GetRequiredService<Microsoft.Extensions.Options.IOptions<ComplaintsOptions>>();
        Should.Throw<Microsoft.Extensions.Options.OptionsValidationException>(() => options.Value).Message.ShouldContain(key.Split(':')[1]);
    }

    private static int Told(Town town, string who) =>
        town.Channel.All.Count(s => s.Message.Address == who
            && s.Message.Rows.Any(r => r.Any(b => b.Data is { } d
            && (d.StartsWith("/tugas", StringComparison.Ordinal) || d == "/terlambat"))));
}
