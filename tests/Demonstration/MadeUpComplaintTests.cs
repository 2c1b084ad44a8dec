using Core.Complaints;
using Core.Complaints.Desk;
using Core.Complaints.Tracking;
using Core.Demonstration;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Tests.Web;

namespace Tests.Demonstration;

/// <summary>Complaints that were made up for trying go by the rules of real ones.</summary>
public sealed class MadeUpComplaintTests
{
    [Fact]
    public async Task Made_up_complaints_have_lives_that_real_ones_could_have()
    {
        await using var host = await PageHost.Start();
        await host.Unit("DINSOS", "Sosial");
        await host.Unit("DISDUK", "Kependudukan");

        await host.Get<SeedDemonstration>().Run(new SeedPlan(0, 12, 0, 0, Complaints: 400), "telegram");

        await using var db = await host.Open();
        var all = await db.Complaints.AsNoTracking().ToListAsync();
        all.Count.ShouldBe(400);
        all.ShouldAllBe(c => IsCode(c.Code) && c.ComplainantId == null);
        all.Where(c => c.NextStageAt <= PageHost.Noon).ShouldBeEmpty("the clock has done what was due");
        all.Select(c => c.State).Distinct().Count().ShouldBeGreaterThan(5);
        all.Select(c => c.FiledOn.Month).Distinct().Count().ShouldBe(12);
        var history = (await db.ComplaintEvents.AsNoTracking().OrderBy(e => e.Id).ToListAsync()).ToLookup(e => e.ComplaintId);
        foreach (var complaint in all) Follow(complaint, [.. history[complaint.Id]]);
        history.SelectMany(h => h).Select(e => e.Act).Distinct().Count().ShouldBeGreaterThan(15);
    }

    [Fact]
    public async Task Made_anew_they_take_the_place_of_the_earlier_ones_and_real_ones_are_never_touched()
    {
        await using var host = await PageHost.Start();
        var unit = await host.Unit("DINSOS");
        var seed = host.Get<SeedDemonstration>();
        await seed.Run(new SeedPlan(0, 3, 0, 0, Complaints: 50), "telegram");
        await seed.Run(new SeedPlan(0, 3, 0, 0, Complaints: 30), "telegram");
        (await seed.HoldsRealData("telegram")).ShouldBeFalse();
        await using var db = await host.Open();
        (await db.Complaints.CountAsync()).ShouldBe(30);
        (await Found(db, host, "loket")).ShouldBe(await db.Complaints.CountAsync(c => c.Story.ToLower().Contains("loket")
            || db.ComplaintEvents.Any(e => e.ComplaintId == c.Id && e.Words!.ToLower().Contains("loket"))));

        var before = await Found(db, host, "antrean");
        db.Complaints.Add(RealOne(host, unit));
        await db.SaveChangesAsync();
        (await Found(db, host, "antrean")).ShouldBe(before + 1); // the index is kept in step by itself again

        (await seed.HoldsRealData("telegram")).ShouldBeTrue();
    }

    private static Task<int> Found(AppDb db, PageHost host, string word) =>
        DeskWords.Find(db, host.Get<IWordIndex>(), word)!.CountAsync();

    private static bool IsCode(string code) => TrackingCode.Parse(code, out var _) == TrackingCode.Reading.Good;

    private static Complaint RealOne(PageHost host, Unit unit)
    {
        var filed = new Core.Complaints.Filing.NewComplaint(0, ComplaintKind.Complaint, unit, "Antrean di loket sangat lama sekali.");
        var complaint = Complaint.File(filed, "K7QF3MXWE", PageHost.Noon, new(2026, 11, 22),
            host.Get<Core.Complaints.Deadlines.ComplaintClock>());
        complaint.CutPerson();
        return complaint;
    }

    /// <summary>Each line begins where the one before ended, moments go forward, and the rules lead from one to the next.</summary>
    private static void Follow(Complaint complaint, List<ComplaintEvent> history)
    {
        history[0].Act.ShouldBe(Act.File);
        history[0].At.ShouldBe(complaint.FiledAt);
        history[^1].To.ShouldBe(complaint.State);
        foreach (var (before, line) in history.Zip(history.Skip(1)))
        {
            line.From.ShouldBe(before.To);
            line.At.ShouldBeGreaterThanOrEqualTo(before.At);
            line.At.ShouldBeLessThanOrEqualTo(PageHost.Noon);
            if (ComplaintRules.All.Any(r => r.Act == line.Act))
                ComplaintRules.Leads(line.Act, line.From, line.To).ShouldBeTrue($"{line.Act}");
        }
    }
}
