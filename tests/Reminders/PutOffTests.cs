using Core.Membership.Profiles;
using Core.Persistence;
using Core.Reminders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Reminders;

/// <summary>What was put off in the morning comes again only to whom a reminder would still come.</summary>
public sealed class PutOffTests
{
    private static readonly DateTimeOffset HalfPastSeven = new(2026, 11, 24, 0, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("nothing", true)]
    [InlineData("a leave that ended yesterday", true)]
    [InlineData("leave", false)]
    [InlineData("pause", false)]
    [InlineData("left", false)]
    [InlineData("never", false)]
    [InlineData("unreachable", false)]
    public async Task It_comes_again_unless_the_person_wants_none_by_now(string meanwhile, bool comes)
    {
        await using var town = new Town();
        await PlanRemindersTests.Settle(town, 1);
        town.Time.Set(HalfPastSeven);
        await town.With(s => s.GetRequiredService<PlanReminders>().Run());
        await town.Press("asn-0", "Nanti siang");
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(write => Happen(write.Db, meanwhile, town.Time.GetUtcNow())));
        var before = town.Channel.Count;

        town.Time.Set(HalfPastSeven.AddHours(6));
        for (var i = 0; i < 2; i++) await town.With(s => s.GetRequiredService<PlanReminders>().Run());
        (town.Channel.Count - before).ShouldBe(comes ? 1 : 0);
        (await town.Read(db => db.Reminders.SingleAsync())).AgainAt.ShouldBeNull("it is not looked at every minute");
    }

    private static async ValueTask Happen(AppDb db, string meanwhile, DateTimeOffset now)
    {
        var person = await db.People.SingleAsync();
        var profile = await db.Profiles.SingleAsync();
        var today = new DateOnly(2026, 11, 24);
        if (meanwhile == "leave") db.Leaves.Add(new Leave { PersonId = person.Id, From = today, To = today });
        else if (meanwhile == "a leave that ended yesterday")
            db.Leaves.Add(new Leave { PersonId = person.Id, From = today.AddDays(-4), To = today.AddDays(-1) });
        else if (meanwhile == "pause") profile.PausedUntil = today;
        else if (meanwhile == "never") profile.Rhythm = ReminderRhythm.Never;
        else if (meanwhile == "unreachable") person.UnreachableSince = now;
        else if (meanwhile == "left") (await db.Memberships.SingleAsync()).End(now);
    }
}
