using Core.Calendar;
using Core.FollowUps;
using Core.MonthlyPosts;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.FollowUps;

/// <summary>A plan is judged only by months after it was done or after its date, and once.</summary>
public sealed class PlanLifeTests
{
    private const string What = "Loket prioritas lansia dibuka";

    [Fact]
    public async Task Until_it_is_done_or_due_the_post_says_that_it_runs_and_when_it_is_due()
    {
        await using var town = await WithPlan(due: new(2026, 12, 31));
        await Rate(town, 202611, "444444444");
        town.Time.Set(new DateTimeOffset(2026, 12, 1, 2, 0, 0, TimeSpan.Zero));

        var post = await Post(town, 202611);

        post.ShouldContain($"Rencana unit: {What} (oleh Kepala bidang; berjalan, jatuh tempo 31 Desember 2026).");
        post.ShouldNotContain("belum tentu perubahan nyata: ");
        post.ShouldNotContain("Setelah \"");
    }

    [Fact]
    public async Task After_it_is_done_the_first_month_with_enough_ratings_tells_with_counts_and_chance_and_stays()
    {
        await using var town = await WithPlan(due: new(2026, 12, 31), done: new DateTimeOffset(2026, 11, 17, 2, 0, 0, TimeSpan.Zero));
        await Rate(town, 202611, "444444444");
        await Rate(town, 202612, "444444444", times: 3);
        await Rate(town, 202701, "444444444", times: 8);
        await Rate(town, 202702, "111111111");
        town.Time.Set(new DateTimeOffset(2027, 3, 1, 2, 0, 0, TimeSpan.Zero));

        (await Post(town, 202611)).ShouldContain("sudah dilakukan 17 November 2026, pengaruhnya diukur mulai Desember 2026");
        (await Story(town, 202612)).State.ShouldBe(PlanState.Done, "three ratings tell nothing");
        (await Post(town, 202701)).ShouldContain(
            $"Setelah \"{What}\": Waktu Penyelesaian dari 3,00 pada Oktober 2026 (20 penilaian) menjadi 4,00 pada Januari 2027 (8), lebih dari kebetulan.");
        (await Post(town, 202702)).ShouldNotContain(What);
        (await Story(town, 202702)).State.ShouldBe(PlanState.Rose);
    }

    [Fact]
    public async Task A_month_that_still_runs_judges_nothing()
    {
        await using var town = await WithPlan(due: new(2026, 10, 31));
        await Rate(town, 202611, "444444444");
        town.Time.Set(new DateTimeOffset(2026, 11, 29, 2, 0, 0, TimeSpan.Zero));
        (await Story(town, 202611)).Effect.ShouldBeNull();

        town.Time.Set(new DateTimeOffset(2026, 12, 2, 2, 0, 0, TimeSpan.Zero));
        (await Story(town, 202611)).Effect!.RatedAfter.ShouldBe(20);
    }

    [Fact]
    public async Task A_head_puts_it_off_notes_that_it_was_discussed_and_ends_it_with_evidence()
    {
        await using var town = await WithPlan(due: new(2026, 12, 31));
        await town.Appoint("kepala", Role.Head, "DINSOS");
        await town.Say("kepala", "/rencana DINSOS 2026-10 tunda");
        await town.Say("kepala", "31 Januari 2027");
        (await Story(town, 202610)).Plan.DueOn.ShouldBe(new DateOnly(2027, 1, 31));

        await town.Say("kepala", "/rencana DINSOS 2026-10 forum");
        await town.Press("kepala", "Ya, sudah dibahas");
        (await Story(town, 202610)).Plan.Discussed.ShouldBeTrue();

        await town.Say("kepala", "/rencana DINSOS 2026-10 selesai");
        await town.Say("kepala", "Loket prioritas buka sejak 20 November");
        var plan = (await Story(town, 202610)).Plan;
        plan.DoneAt.ShouldNotBeNull();
        plan.Evidence.ShouldBe("Loket prioritas buka sejak 20 November");
    }

    [Fact]
    public async Task A_plan_that_is_written_anew_is_neither_done_nor_discussed()
    {
        await using var town = await WithPlan(due: new(2026, 12, 31), done: new DateTimeOffset(2026, 11, 17, 2, 0, 0, TimeSpan.Zero));
        await town.Appoint("kepala", Role.Head, "DINSOS");
        foreach (var said in (string[])["/rencana DINSOS 2026-10", "Waktu Penyelesaian 3,00", "Loket kedua dibuka tiap hari",
            "Kepala bidang", "31 Januari 2027", "Tampilkan"]) await town.Say("kepala", said);

        var plan = (await Story(town, 202610)).Plan;
        (plan.What, plan.DoneAt, plan.Discussed).ShouldBe(("Loket kedua dibuka tiap hari", null, false));
        plan.AuthorId.ShouldBe(await town.Read(async db => (await db.People.SingleAsync(p => p.Address == "kepala")).Id));
        (await town.Read(db => db.Audit.CountAsync(a => a.Act == "plan-rewritten"))).ShouldBe(1);
    }

    [Fact]
    public void The_plans_of_a_year_are_added_up()
    {
        PlanStory[] all = [Told(1, true), Told(1, true), Told(1, true), Told(0.1m, false), Told(-0.1m, false), Told(null, false),
            Told(null, false)];
        PlanWords.Sum(Wording.Of("id"), 2026, all)
            .ShouldBe("Tahun 2026, 7 rencana: 3 terbukti naik, 2 belum terbukti, 2 belum selesai.");

        static PlanStory Told(decimal? change, bool real) => new(Plan(1, new(2026, 12, 1)), new(202701),
            change is { } by ? new PlanEffect(new(202701), 3, 3 + by, real, 9, 9) : null);
    }

    private static async Task<Town> WithPlan(DateOnly due, DateTimeOffset? done = null)
    {
        var town = new Town();
        await Rate(town, 202610, "333333333");
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(write =>
        {
            var plan = Plan(s.GetRequiredService<UnitCatalog>().Find("DINSOS")!.Id, due);
            if (done is { } at) plan.Done(at);
            write.Db.FollowUps.Add(plan);
            return ValueTask.CompletedTask;
        }));
        return town;
    }

    private static FollowUp Plan(int unit, DateOnly due) => new()
    {
        UnitId = unit,
        Month = new(202610),
        Unsur = "U3",
        What = What,
        Who = "Kepala bidang",
        DueOn = due,
        AuthorId = 1,
        At = new(2026, 11, 2, 2, 0, 0, TimeSpan.Zero)
    };

    private static Task Rate(Town town, int month, string answers, int times = 20) =>
        town.With(s => Fill.Rate(s, "DINSOS", month, times, answers));

    private static Task<string> Post(Town town, int month) => town.With(async s =>
        (await s.GetRequiredService<ComposePost>().Of(s.GetRequiredService<UnitCatalog>().Find("DINSOS"), new Month(month)))
        .Text.In(Wording.Of("id")));

    private static async Task<PlanStory> Story(Town town, int upTo) => (await town.With(s => s.GetRequiredService<ReadPlans>()
        .Of(s.GetRequiredService<UnitCatalog>().Find("DINSOS")!, new Month(upTo)))).Single();
}
