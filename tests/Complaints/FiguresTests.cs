using Core.Complaints;
using Core.Complaints.Desk;
using Core.Complaints.Tracking;
using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Complaints;

public sealed class FiguresTests
{
    [Fact]
    public async Task What_never_was_with_a_unit_counts_for_none_and_has_no_handling_to_rate()
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("petugas", Role.Officer, "DINSOS");
        await town.GiveRole("biro", Role.InstansiAdministrator);
        var dismissed = await town.FileComplaint("bapak", "Listrik di rumah saya padam sejak kemarin.");
        await town.Say("tri", $"/tugas {dismissed} tutup");
        await town.Press("tri", "Bukan wewenang kami");
        await town.Press("tri", "PLN (listrik padam, meteran): telepon 123 atau aplikasi PLN Mobile");
        var withdrawn = await town.FileComplaint("ibu", "Kursi tunggu di ruang bantuan rusak semua.");
        await town.Say("ibu", $"/cek {withdrawn} cabut");
        await town.Press("ibu", "Ya, cabut");
        var had = await town.FileComplaint("warga", "Loket bantuan tutup setiap hari Kamis.");
        await town.Verify("tri", had);
        await town.Say("warga", $"/cek {had} cabut");
        await town.Press("warga", "Ya, cabut");

        (await Of(town, "DINSOS")).Received.ShouldBe(1);
        (await All(town)).Received.ShouldBe(3);
        (await Register(town, null)).Select(l => l.UnitId is null).ShouldBe([true, true, false]);
        (await Register(town, new HeldRole(Role.InstansiAdministrator, null))).Count.ShouldBe(3);
        (await Register(town, new HeldRole(Role.Triage, null))).Count.ShouldBe(3);
        var unit = await town.With(s => Task.FromResult(s.GetRequiredService<Core.Units.UnitCatalog>().Find("DINSOS")!.Id));
        foreach (var role in (Role[])[Role.UnitAdministrator, Role.Officer, Role.Head])
            (await Register(town, new HeldRole(role, unit))).Select(l => l.Code).ShouldBe([had], $"{role}");

        await town.Say("bapak", $"/cek {dismissed} nilai 1");
        (await town.Read(db => db.Complaints.CountAsync(c => c.HandlingRating != null))).ShouldBe(0);
        var waiting = await town.With(async s =>
        {
            await using var db = await s.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
            var person = await db.People.SingleAsync(p => p.Address == "bapak");
            return await s.GetServices<Core.Dialogs.Words.IWaitingQuestions>().OfType<WaitingComplaints>().Single()
                .Of(db, new Caller(person.Id, "test", "bapak", "id", []), town.Time.GetUtcNow());
        });
        waiting.ShouldBeEmpty();
    }

    private static Task<IReadOnlyList<RegisterLine>> Register(Town town, HeldRole? role) => town.With(async s =>
    {
        await using var db = await s.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        var read = s.GetRequiredService<ReadRegister>();
        return role is { } held ? await read.Of(db, new Caller(-1, "test", "x", "id", [held]), From, To, null, null)
            : await read.OfAll(db, From, To);
    });

    [Fact]
    public void A_mean_is_rounded_alike_in_the_register_and_the_figures()
    {
        var lines = Enumerable.Range(0, 8).Select(n => new RegisterLine($"K{n}", From, "web", ComplaintKind.Complaint,
            ComplaintClass.Ordinary, null, 1, ComplaintState.Closed, To, To, true, false, 0, n < 1 ? 4 : 3, null, null)).ToList();
        RegisterSum.Of(lines).Rating.ShouldBe(3.13m);
    }

    private static async Task<string> SettledLate(Town town)
    {
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("petugas", Role.Officer, "DINSOS");
        var code = await town.FileComplaint("warga", "Loket bantuan tutup setiap hari Kamis.");
        await town.Verify("tri", code);
        town.Time.Advance(TimeSpan.FromDays(30));
        await Resolve(town, code);
        return code;
    }

    private static readonly DateOnly From = new(2026, 11, 1);
    private static readonly DateOnly To = new(2026, 11, 30);

    [Fact]
    public async Task Numbers_say_what_came_in_what_was_settled_in_time_and_how_fast()
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("petugas", Role.Officer, "DINSOS");
        await Settle(town, "warga", "Loket bantuan tutup setiap hari Kamis.", days: 2);
        await Settle(town, "ibu", "Kursi tunggu di ruang bantuan rusak semua.", days: 6);
        await town.Verify("tri", await town.FileComplaint("bapak", "Petugas parkir sering tidak di tempat."));
        await town.Verify("tri", await town.FileComplaint("paman", "Papan nama kantor dinas sudah jatuh di jalan.", "DISDIK"));

        var dinsos = await Of(town, "DINSOS");
        (dinsos.Received, dinsos.Open, dinsos.Resolved, dinsos.OnTime, dinsos.Late).ShouldBe((3, 1, 2, 2, 0));
        dinsos.MedianDays.ShouldBe(4m);
        (dinsos.Rated, dinsos.MeanRating).ShouldBe((2, null));
        (await Of(town, "DISDIK")).Received.ShouldBe(1);
        (await Of(town, "PKM-IBUH")).ShouldBe(new UnitComplaints((await Of(town, "PKM-IBUH")).UnitId, 0, 0, 0, 0, 0, null, 0, null));
    }

    [Fact]
    public async Task The_mean_of_the_handling_is_that_of_the_whole_from_five_ratings_on_and_never_a_unit_s_own()
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("petugas", Role.Officer, "DINSOS");
        await town.GiveRole("guru", Role.Officer, "DISDIK");
        foreach (var who in (string[])["warga", "ibu", "bapak", "paman"])
            await Settle(town, who, $"Kursi tunggu rusak, kata {who} sejak minggu lalu.", days: 1);
        (await All(town)).MeanRating.ShouldBeNull();

        await Settle(town, "bibi", "Kursi tunggu rusak, kata bibi sejak minggu lalu.", days: 1);
        var five = await All(town);
        (five.Rated, five.MeanRating).ShouldBe((5, 3m));
        var unit = await Of(town, "DINSOS");
        (unit.Rated, unit.MeanRating).ShouldBe((5, null));

        await Settle(town, "kakek", "Papan nama sekolah sudah jatuh di jalan.", days: 1, "DISDIK", "guru", "Tidak baik");
        var six = await All(town);
        (six.Rated, six.MeanRating).ShouldBe((6, 2.67m));
        (await Of(town, "DINSOS")).MeanRating.ShouldBeNull(); // else the sixth one's follows
    }

    [Fact]
    public async Task A_month_of_few_ratings_counts_in_no_longer_period()
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("petugas", Role.Officer, "DINSOS");
        foreach (var who in (string[])["warga", "ibu", "bapak", "paman", "bibi"])
            await Settle(town, who, $"Kursi tunggu rusak, kata {who} sejak minggu lalu.", days: 1);
        town.Time.Advance(TimeSpan.FromDays(15));
        await Settle(town, "kakek", "Papan nama kantor sudah jatuh di jalan.", days: 1, says: "Tidak baik");

        var both = await All(town, To.AddMonths(1));

        (both.Received, both.Rated, both.MeanRating).ShouldBe((6, 5, 3m));
    }

    private static Task<UnitComplaints> All(Town town, DateOnly? to = null) =>
        town.With(s => s.GetRequiredService<ComplaintFigures>().OfAll(From, to ?? To));

    [Fact]
    public async Task The_instansi_counts_those_of_all_units_and_none_that_the_inspectorate_handles()
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("itda", Role.Inspectorate);
        await town.FileComplaint("bapak", "Petugas parkir meminta biaya tambahan lagi.");
        await town.FileComplaint("paman", "Papan nama kantor dinas sudah jatuh di jalan.", "DISDIK");
        await town.Verify("tri", await town.FileComplaint("warga", "Petugas loket meminta uang agar cepat selesai."),
            "Berkadar pengawasan");

        var all = await town.With(s => s.GetRequiredService<ComplaintFigures>().OfAll(From, To));
        (all.UnitId, all.Received, all.Open).ShouldBe((0, 2, 2));
    }

    /// <summary>Whoever looks before and after sees no number of the accused unit fall as the inspectorate gets it.</summary>
    [Fact]
    public async Task What_triage_has_not_forwarded_counts_for_no_unit()
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("itda", Role.Inspectorate);
        var code = await town.FileComplaint("warga", "Petugas loket meminta uang agar cepat selesai.");
        var before = await Of(town, "DINSOS");
        before.Received.ShouldBe(0);
        (await town.With(s => s.GetRequiredService<ComplaintFigures>().OfAll(From, To))).Received.ShouldBe(1);
        await town.Verify("tri", code, "Berkadar pengawasan");
        (await Of(town, "DINSOS")).ShouldBe(before);
    }

    [Fact]
    public async Task What_the_inspectorate_handles_is_not_counted_in_public()
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("itda", Role.Inspectorate);
        await town.Verify("tri", await town.FileComplaint("warga", "Petugas loket meminta uang agar cepat selesai."),
            "Berkadar pengawasan");
        (await Of(town, "DINSOS")).Received.ShouldBe(0);
    }

    [Fact]
    public async Task A_reopened_one_counts_as_open_again_and_one_that_was_late_once_never_becomes_on_time()
    {
        await using var town = ComplaintTown.New();
        var code = await SettledLate(town);
        (await Of(town, "DINSOS")).Late.ShouldBe(1);
        await town.Say("warga", $"/cek {code} belum");
        await town.Say("warga", "Kamis ini masih tutup.");
        var open = await Of(town, "DINSOS");
        (open.Open, open.Resolved, open.Reopened).ShouldBe((1, 0, 1));
        await Resolve(town, code);
        var again = await Of(town, "DINSOS");
        (again.Resolved, again.OnTime, again.Late, again.Reopened).ShouldBe((1, 0, 1, 1));
    }

    [Fact]
    public async Task What_was_late_once_becomes_on_time_by_no_other_class_and_a_class_that_is_taken_back_changes_nothing()
    {
        await using var town = ComplaintTown.New();
        var code = await SettledLate(town);
        ComplaintBefore? before = null;
        await Change(town, (complaint, clock, now) =>
        {
            before = complaint.Snapshot();
            complaint.Reclass(ComplaintClass.Aspiration, complaint.UnitId!.Value, now, clock);
            complaint.TakeBack(ComplaintBefore.Read(before.Stored()), now, clock);
        });
        var same = await Of(town, "DINSOS");
        (same.Resolved, same.OnTime, same.Late).ShouldBe((1, 0, 1));
        await Change(town, (complaint, clock, now) => complaint.Reclass(ComplaintClass.Aspiration, complaint.UnitId!.Value, now, clock));
        await Resolve(town, code);
        var again = await Of(town, "DINSOS");
        (again.Resolved, again.OnTime, again.Late).ShouldBe((1, 0, 1));
    }

    private static Task Change(Town town, Action<Complaint, Core.Complaints.Deadlines.ComplaintClock, DateTimeOffset> change) =>
        town.With(s => s.GetRequiredService<Core.Persistence.WriteQueue>().Enqueue(write =>
        {
            change(write.Db.Complaints.Single(), s.GetRequiredService<Core.Complaints.Deadlines.ComplaintClock>(), town.Time.GetUtcNow());
            return ValueTask.CompletedTask;
        }));

    [Fact]
    public async Task What_one_unit_declined_and_another_settled_falsely_is_told_of_each_by_its_own_doing()
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("petugas", Role.Officer, "DINSOS");
        await town.GiveRole("guru", Role.Officer, "DISDIK");
        var code = await town.FileComplaint("warga", "Kursi tunggu di ruang bantuan rusak semua.", "DISDIK");
        await town.Verify("tri", code);
        await town.Say("guru", $"/tugas {code} tolak");
        await town.Say("guru", "Itu ruang tunggu Dinas Sosial.");
        await town.Say("tri", $"/tugas {code} verifikasi");
        foreach (var press in new[] { "Tidak berkadar pengawasan", "Unit lain", "Dinas Sosial" }) await town.Press("tri", press);
        await Resolve(town, code);
        await town.Say("warga", $"/cek {code} belum");
        await town.Say("warga", "Kursinya masih rusak.");

        var (dinsos, disdik) = (await Of(town, "DINSOS"), await Of(town, "DISDIK"));
        (dinsos.Received, dinsos.Open, dinsos.OnTime, dinsos.Reopened, dinsos.Declined).ShouldBe((1, 1, 0, 1, 0));
        (disdik.Received, disdik.Reopened, disdik.Declined).ShouldBe((0, 0, 1));
        var all = await town.With(s => s.GetRequiredService<ComplaintFigures>().OfAll(From, To));
        (all.Received, all.Reopened, all.Declined).ShouldBe((1, 1, 1));
    }

    [Fact]
    public async Task Declined_not_ours_and_the_inspectorates_are_counted_apart()
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("petugas", Role.Officer, "DINSOS");
        await town.Verify("tri", await town.FileComplaint("warga", "Ada pungutan yang tidak jelas di loket."), "Berkadar pengawasan");
        var declined = await town.FileComplaint("ibu", "Seragam gratis anak saya belum dibagikan.");
        await town.Verify("tri", declined);
        await town.Say("petugas", $"/tugas {declined} tolak");
        await town.Say("petugas", "Seragam diurus Dinas Pendidikan.");
        var other = await town.FileComplaint("bapak", "Listrik di rumah saya padam sejak kemarin.");
        await town.Say("tri", $"/tugas {other} tutup");
        await town.Press("tri", "Bukan wewenang kami");
        await town.Press("tri", "PLN (listrik padam, meteran): telepon 123 atau aplikasi PLN Mobile");
        var all = await town.With(s => s.GetRequiredService<ComplaintFigures>().OfAll(From, To));
        (all.Received, all.Declined, all.NotOurs, all.Supervisory).ShouldBe((2, 1, 1, 1));
        (await Of(town, "DINSOS")).Supervisory.ShouldBe(0);
    }

    [Fact]
    public async Task What_is_open_past_its_date_is_late()
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("tri", Role.Triage);
        var code = await town.FileComplaint("warga", "Loket bantuan tutup setiap hari Kamis.");
        town.Time.Advance(TimeSpan.FromDays(10));
        (await Of(town, "DINSOS")).Late.ShouldBe(0, "it is triage that is late");
        (await town.With(s => s.GetRequiredService<ComplaintFigures>().OfAll(From, To))).Late.ShouldBe(1);
        await town.Verify("tri", code);
        town.Time.Advance(TimeSpan.FromDays(10));
        (await Of(town, "DINSOS")).Late.ShouldBe(1);
    }

    [Fact]
    public async Task A_group_learns_code_kind_and_date_and_nothing_of_the_inspectorates()
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("tri", Role.Triage);
        var code = await town.FileComplaint("warga", "Loket bantuan tutup setiap hari Kamis.");
        (await Notice(town)).ShouldBeNull();
        await town.Verify("tri", code);
        (await Notice(town)).ShouldBe($"{TrackingCode.Show(code)} · pengaduan · paling lambat Jumat, 11 Desember 2026");
    }

    private static Task<string?> Notice(Town town) => town.With(async services =>
    {
        await using var db = await services.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<Core.Persistence.AppDb>>()
            .CreateDbContextAsync();
        return services.GetRequiredService<ComplaintNotices>().NoticeForGroup(db.Complaints.Single(), Core.Texts.Wording.Of("id"));
    });

    private static async Task Resolve(Town town, string code)
    {
        await town.Say("petugas", $"/tugas {code} selesai");
        await town.Say("petugas", "Sudah kami tindak lanjuti.");
        await town.Press("petugas", "Tanpa lampiran");
    }

    private static async Task Settle(Town town, string who, string story, int days, string unit = "DINSOS", string officer = "petugas",
        string says = "Baik")
    {
        var code = await town.FileComplaint(who, story, unit);
        await town.Verify("tri", code);
        await town.Say(officer, $"/tugas {code} ambil");
        var filed = town.Time.GetUtcNow();
        town.Time.Advance(TimeSpan.FromDays(days));
        await town.Say(officer, $"/tugas {code} selesai");
        await town.Say(officer, "Sudah diperbaiki semuanya.");
        await town.Press(officer, "Tanpa lampiran");
        await town.Press(who, "Ya, sudah selesai");
        await town.Press(who, says);
        town.Time.Set(filed);
    }

    private static Task<UnitComplaints> Of(Town town, string unit) => town.With(s =>
        s.GetRequiredService<ComplaintFigures>().Of(s.GetRequiredService<Core.Units.UnitCatalog>().Find(unit)!.Id, From, To));
}
