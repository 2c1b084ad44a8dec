using Core.People;
using Core.Persistence;
using Core.Schedules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Schedules;

public sealed class MissedOccasionTests
{
    private static readonly DateTimeOffset MondayAtSeven = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(2, 1, 0)] // an hour or two: still sent, late
    [InlineData(4, 0, 1)] // past its three hours: left out
    [InlineData((24 * 7) + 1, 1, 1)] // a week: this week's is sent, last week's is not made up for
    [InlineData((24 * 28) + 5, 0, 5)] // a month
    public async Task After_a_stop_at_most_one_is_sent_and_the_rest_is_counted_in_the_log(int hours, int sent, int leftOut)
    {
        await using var town = new Town();
        await Settle(town, MondayAtSeven.AddHours(-1));
        await Look(town, MondayAtSeven.AddMinutes(-10));
        for (var i = 0; i < 2; i++) await Look(town, MondayAtSeven.AddHours(hours).AddMinutes(i));
        (await town.Read(db => db.Broadcasts.CountAsync())).ShouldBe(sent);
        var lines = town.Log.Lines.Where(l => l.Contains("Left out", StringComparison.Ordinal)).ToList();
        lines.Count.ShouldBe(leftOut > 0 ? 1 : 0);
        if (leftOut > 0) lines[0].ShouldContain($"Left out {leftOut} scheduled messages");
    }

    [Fact]
    public async Task What_was_sent_in_time_is_never_counted_as_left_out()
    {
        await using var town = new Town();
        await Settle(town, MondayAtSeven.AddHours(-1));
        for (var hour = -1; hour < 24 * 8; hour++) await Look(town, MondayAtSeven.AddHours(hour));
        (await town.Read(db => db.Broadcasts.CountAsync())).ShouldBe(2);
        town.Log.Lines.ShouldNotContain(l => l.Contains("Left out", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_goes_again_after_a_rest_begins_with_the_next_occasion()
    {
        await using var town = new Town();
        await Settle(town, MondayAtSeven.AddDays(-30));
        await town.Appoint("ratna", Role.InstansiAdministrator);
        await town.Say("ratna", "/jadwal");
        foreach (var press in new[] { "Apel pagi.", "Jeda" }) await town.Press("ratna", press);
        await Look(town, MondayAtSeven.AddMinutes(30));
        await town.Say("ratna", "/jadwal");
        foreach (var press in new[] { "⏸ Apel pagi.", "Jalankan lagi" }) await town.Press("ratna", press);

        await Look(town, MondayAtSeven.AddMinutes(40));
        (await town.Read(db => db.Broadcasts.CountAsync())).ShouldBe(0);
        await Look(town, MondayAtSeven.AddDays(7));
        (await town.Read(db => db.Broadcasts.CountAsync())).ShouldBe(1);
    }

    private static Task Look(Town town, DateTimeOffset at)
    {
        town.Time.Set(at);
        return town.With(s => s.GetRequiredService<SendScheduled>().Run());
    }

    /// <summary>A message for each Monday at 07.00.</summary>
    private static Task Settle(Town town, DateTimeOffset made) =>
        town.With(services => services.GetRequiredService<WriteQueue>().Enqueue(async write =>
    {
        var person = new Person { Channel = "test", Address = "ratna", FirstSeen = made };
        write.Db.People.Add(person);
        await write.Db.SaveChangesAsync();
        write.Db.Schedules.Add(new Schedule
        {
            Text = "Apel pagi.",
            Rule = "Weekly|0|1||Keep",
            Hour = new TimeOnly(7, 0),
            MadeBy = person.Id,
            MadeAt = made
        });
    }));
}
