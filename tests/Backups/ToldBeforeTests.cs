using Core.Complaints.Notices;
using Core.FollowUps;
using Core.People;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Complaints;
using Tests.Support;

namespace Tests.Backups;

/// <summary>
/// What a restored copy puts out of office hours, so that it is held back: what was told by the service that is gone, and nothing that
/// nobody was told yet.
/// </summary>
public sealed class ToldBeforeTests
{
    [Theory]
    [InlineData("2026-11-28 10:00", "2026-11-30 08:00", true)] // a Saturday, and the Monday after
    [InlineData("2026-11-26 22:00", "2026-11-27 08:00", true)]
    [InlineData("2026-11-26 05:00", "2026-11-26 08:00", false)] // the same night
    public async Task News_that_waited_for_office_hours_are_put_where_some_have_begun_since(string restored, string next, bool isTold)
    {
        await using var town = ComplaintTown.New(settings: new() { ["Complaints:GatherMinutes"] = "15" });
        await town.GiveRole("tri", Role.Triage);
        town.Time.Set(DeadlineTests.Moment("2026-11-25 22:00"));
        await town.FileComplaint("warga", "Kursi tunggu rusak sejak minggu lalu.");
        town.Time.Set(DeadlineTests.Moment(restored));
        (await town.With(s => s.GetRequiredService<TellOffice>().Run())).ShouldBe(0, "nobody is there");
        (await Restore(town, town.Time.GetUtcNow())).ShouldBe(isTold ? 1 : 0);
        town.Time.Set(DeadlineTests.Moment(next));
        (await town.With(s => s.GetRequiredService<TellOffice>().Run())).ShouldBe(isTold ? 0 : 1);
    }

    [Fact]
    public async Task What_a_restored_copy_finds_only_then_is_put_at_any_hour()
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("petugas", Role.Officer, "DINSOS");
        await town.Verify("tri", await town.FileComplaint("warga", "Loket bantuan tutup setiap hari Kamis."));
        town.Time.Set(DeadlineTests.Moment("2026-12-12 10:00")); // a Saturday; its dates are over
        await town.With(s => s.GetRequiredService<Core.Complaints.Deadlines.EscalateComplaints>().Run());
        var waiting = await town.Read(db => db.ComplaintNews.CountAsync(n => n.ToldAt == null));
        waiting.ShouldBeGreaterThan(0);

        (await Restore(town, town.Time.GetUtcNow())).ShouldBeGreaterThan(0);

        (await town.Read(db => db.ComplaintNews.CountAsync(n => n.ToldAt == null))).ShouldBe(0);
    }

    [Theory]
    [InlineData("2026-11-28 10:00", "2026-11-30 09:00", true)] // due on the Friday before
    [InlineData("2026-11-24 05:00", "2026-11-24 09:00", false)] // three days before it from 08.00 on
    public async Task A_plan_that_was_reminded_of_is_put_and_one_whose_hour_comes_is_not(string restored, string next, bool isTold)
    {
        await using var town = new Town();
        await town.Appoint("kepala", Role.Head, "DINSOS");
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write => write.Db.FollowUps.Add(new FollowUp
        {
            UnitId = s.GetRequiredService<UnitCatalog>().Find("DINSOS")!.Id,
            Month = new(202610),
            Unsur = "U3",
            What = "Loket prioritas lansia dibuka",
            Who = "Kepala bidang",
            DueOn = new(2026, 11, 27),
            AuthorId = (await write.Db.People.SingleAsync(p => p.Address == "kepala")).Id,
            At = new(2026, 11, 2, 2, 0, 0, TimeSpan.Zero),
        })));
        town.Time.Set(DeadlineTests.Moment(restored));
        await town.With(s => s.GetRequiredService<RemindFollowUps>().Run());
        Reminded(town).ShouldBe(0, "nobody is reminded now");
        await town.With(s => s.GetRequiredService<RemindFollowUps>().RunRestored());
        Reminded(town).ShouldBe(isTold ? 1 : 0);
        town.Time.Set(DeadlineTests.Moment(next));
        await town.With(s => s.GetRequiredService<RemindFollowUps>().Run());

        Reminded(town).ShouldBe(1);
    }

    private static Task<int> Restore(Town town, DateTimeOffset began) =>
        town.With(s => s.GetRequiredService<TellOffice>().RunRestored(began));

    private static int Reminded(Town town) =>
        town.Channel.All.Count(m => m.Message.Text.Contains("Loket prioritas", StringComparison.Ordinal));
}
