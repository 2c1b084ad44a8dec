using Core.Berakhlak;
using Core.Calendar;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Reminders;
using Tests.Support;

namespace Tests.Berakhlak;

public sealed class CarryGoalsTests
{
    [Fact]
    public async Task A_goal_goes_on_into_the_next_month_unless_it_was_ended_or_was_for_once()
    {
        await using var town = new Town();
        await PlanRemindersTests.Settle(town, 1);
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            var person = await write.Db.People.Select(p => p.Id).MinAsync();
            var ended = Made(town, person, "HA1", GoalRhythm.Daily);
            ended.Drop();
            write.Db.Goals.AddRange(Made(town, person, "AD1", GoalRhythm.Daily), Made(town, person, "KL2", GoalRhythm.Once), ended);
        }));
        town.Time.Set(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));
        (await town.With(s => s.GetRequiredService<CarryGoals>().Run())).ShouldBe(1);
        (await town.With(s => s.GetRequiredService<CarryGoals>().Run())).ShouldBe(0);
        (await Of(town, 202612)).ShouldBe(["AD1"]);

        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
            (await write.Db.Goals.FirstAsync(g => g.Month == new Month(202612))).Drop()));
        (await town.With(s => s.GetRequiredService<CarryGoals>().Run())).ShouldBe(0);
        town.Time.Set(new DateTimeOffset(2027, 1, 4, 0, 0, 0, TimeSpan.Zero));
        (await town.With(s => s.GetRequiredService<CarryGoals>().Run())).ShouldBe(0);
    }

    private static Goal Made(Town town, long person, string behaviour, GoalRhythm rhythm) => new()
    {
        PersonId = person,
        Month = new Month(202611),
        Value = behaviour[..2],
        Behaviour = behaviour,
        Rhythm = rhythm,
        MadeAt = town.Time.GetUtcNow(),
    };

    private static Task<List<string>> Of(Town town, int month) => town.Read(db =>
        db.Goals.Where(g => g.Month == new Month(month)).Select(g => g.Behaviour!).ToListAsync());
}
