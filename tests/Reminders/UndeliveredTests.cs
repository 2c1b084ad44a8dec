using Core.Membership.Profiles;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Reminders;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Reminders;

/// <summary>A reminder that never reached its receiver is neither an answer nor silence.</summary>
public sealed class UndeliveredTests
{
    private static readonly DateTimeOffset HalfPastSeven = new(2026, 11, 24, 0, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task It_stands_in_no_share_of_those_that_were_answered()
    {
        await using var town = new Town();
        await PlanRemindersTests.Settle(town, 5);
        await Add(town, new DateOnly(2026, 11, 12), ReminderState.Done);
        await Add(town, new DateOnly(2026, 11, 13), ReminderState.Sent);
        await Add(town, new DateOnly(2026, 11, 16), ReminderState.Dropped);
        await Add(town, new DateOnly(2026, 11, 17), ReminderState.Dropped);
        await town.Appoint("admin", Role.InstansiAdministrator);
        await town.Say("admin", "/rekap");
        var said = string.Join('\n', town.Channel.All.Where(s => s.Message.Address == "admin").Select(s => s.Message.Text));
        said.ShouldContain("Seluruh instansi: 50 % dari 10 pengingat terjawab (5 orang).");
        said.ShouldContain(": 50 % (5 orang)");
    }

    [Fact]
    public async Task It_is_no_silence_that_reminders_give_way_to()
    {
        await using var town = new Town();
        await PlanRemindersTests.Settle(town, 1);
        for (var day = new DateOnly(2026, 11, 2); day < new DateOnly(2026, 11, 24); day = day.AddDays(1))
            await Add(town, day, ReminderState.Dropped);
        town.Time.Set(HalfPastSeven);
        await town.With(s => s.GetRequiredService<PlanReminders>().Run());
        town.LastTo("asn-0").Text.ShouldNotContain("belum sempat Anda jawab");
        (await town.Read(db => db.Profiles.Select(p => p.Slowed).SingleAsync())).ShouldBe(Slowed.Not);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_platform_does_not_take_was_not_delivered(bool unreachable)
    {
        await using var town = new Town();
        await PlanRemindersTests.Settle(town, 1);
        town.Channel.Fault = _ => unreachable ? new SendOutcome.Unreachable("blocked") : new SendOutcome.Refused("no template");
        town.Time.Set(HalfPastSeven);
        await town.With(s => s.GetRequiredService<PlanReminders>().Run());
        (await town.Read(db => db.Reminders.Select(r => r.State).SingleAsync())).ShouldBe(ReminderState.Dropped);
    }

    private static Task Add(Town town, DateOnly day, ReminderState state) => town.With(services =>
    {
        var unit = services.GetRequiredService<UnitCatalog>().Find("DPMPTSP")!.Id;
        return services.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            var people = await write.Db.Profiles.Select(p => p.PersonId).ToListAsync();
            write.Db.Reminders.AddRange(people.Select(p => Reminder.Of(p, day, unit, "HA1", state)));
        });
    });
}
