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

    [Fact]
    public async Task A_sentence_that_was_written_anew_stays_so_and_its_earlier_words_do_not_come_back()
    {
        await using var town = new Town();
        await PlanRemindersTests.Settle(town, 1);
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            var person = await write.Db.People.Select(p => p.Id).SingleAsync();
            write.Db.Goals.AddRange(new[] { "AD1", "HA1", "KL2", "LO1" }.Select(b => Made(town, person, b, GoalRhythm.Daily)));
            write.Db.Goals.Add(new Goal
            {
                PersonId = person,
                Month = new Month(202611),
                Value = "HA",
                Text = "Menyapa warga",
                Rhythm = GoalRhythm.Weekly,
                MadeAt = town.Time.GetUtcNow(),
            });
        }));
        town.Time.Set(new DateTimeOffset(2026, 12, 1, 2, 0, 0, TimeSpan.Zero));
        (await town.With(s => s.GetRequiredService<CarryGoals>().Run())).ShouldBe(5);

        await town.Say("asn-0", "/target");
        await town.Press("asn-0", "Ubah target");
        await town.Press("asn-0", "Menyapa warga");
        await town.Press("asn-0", "Ubah tulisannya");
        await town.Say("asn-0", "Menyapa warga dengan namanya.");

        (await town.With(s => s.GetRequiredService<CarryGoals>().Run())).ShouldBe(0);
        (await Kept(town, 202612)).ShouldBe(["AD1", "HA1", "KL2", "LO1", "Menyapa warga dengan namanya"]);
        town.Time.Set(new DateTimeOffset(2027, 1, 4, 2, 0, 0, TimeSpan.Zero));
        (await town.With(s => s.GetRequiredService<CarryGoals>().Run())).ShouldBe(5);
        (await Kept(town, 202701)).ShouldBe(["AD1", "HA1", "KL2", "LO1", "Menyapa warga dengan namanya"]);
        (await town.Read(db => db.Goals.Where(g => g.Month == new Month(202701) && g.Text != null).Select(g => g.Rhythm).SingleAsync()))
            .ShouldBe(GoalRhythm.Weekly);
    }

    [Fact]
    public async Task An_old_button_that_carries_goals_brings_back_none_that_ended_and_no_more_than_fit()
    {
        await using var town = new Town();
        await PlanRemindersTests.Settle(town, 1);
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            var person = await write.Db.People.Select(p => p.Id).SingleAsync();
            write.Db.Goals.AddRange(new[] { "AD1", "HA1", "KL2" }.Select(b => Made(town, person, b, GoalRhythm.Daily)));
            var ended = Made(town, person, "AD1", GoalRhythm.Daily).For(new Month(202612), town.Time.GetUtcNow());
            ended.Drop();
            write.Db.Goals.Add(ended);
            write.Db.Goals.AddRange(new[] { "LO1", "LO2", "KO1", "KO2" }
                .Select(b => Made(town, person, b, GoalRhythm.Daily).For(new Month(202612), town.Time.GetUtcNow())));
        }));
        town.Time.Set(new DateTimeOffset(2026, 12, 1, 2, 0, 0, TimeSpan.Zero));
        await town.PressData("asn-0", "/target lanjut 202612", null);
        (await Kept(town, 202612)).ShouldBe(["HA1", "KO1", "KO2", "LO1", "LO2"]);
    }

    private static async Task<List<string>> Kept(Town town, int month) => [.. (await town.Read(db =>
        db.Goals.Where(g => g.Month == new Month(month) && g.State != GoalState.Dropped).Select(g => g.Behaviour ?? g.Text!).ToListAsync()))
        .Order(StringComparer.Ordinal)];

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
