using Core.Persistence;
using Core.Reminders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Reminders;

public sealed class SendRecapsTests
{
    [Fact]
    public async Task Nobody_on_leave_gets_one_and_who_came_back_does()
    {
        await using var town = new Town();
        await PlanRemindersTests.Settle(town, 3);
        var today = new DateOnly(2026, 11, 27);
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            var people = await write.Db.People.OrderBy(p => p.Id).Select(p => p.Id).ToListAsync();
            write.Db.Reminders.AddRange(people.Select(p => Reminder.Of(p, today.AddDays(-3), null, "HA1", ReminderState.Done)));
            write.Db.Leaves.Add(new Leave { PersonId = people[0], From = today.AddDays(-1), To = today.AddDays(5) });
            write.Db.Leaves.Add(new Leave { PersonId = people[1], From = today.AddDays(-2), To = today.AddDays(-1) });
        }));
        town.Time.Set(new DateTimeOffset(2026, 11, 27, 9, 0, 0, TimeSpan.Zero));
        await town.With(s => s.GetRequiredService<SendRecaps>().Run());
        town.Channel.All.Select(s => s.Message.Address).Order(StringComparer.Ordinal).ShouldBe(["asn-1", "asn-2"]);
    }
}
