using System.Diagnostics;
using Core.Membership.Profiles;
using Core.People;
using Core.Persistence;
using Core.Reminders;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;
using Xunit.Abstractions;

namespace Tests.Reminders;

public sealed class PlanRemindersTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset HalfPastSeven = new(2026, 11, 24, 0, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task However_often_it_runs_each_person_gets_one_a_day()
    {
        await using var town = new Town();
        await Settle(town, 60);
        town.Time.Set(HalfPastSeven);
        for (var i = 0; i < 3; i++) await town.With(s => s.GetRequiredService<PlanReminders>().Run());
        town.Channel.All.Count.ShouldBe(60);
        town.Channel.All.Select(s => s.Message.Address).Distinct().Count().ShouldBe(60);
    }

    [Fact]
    public async Task Two_processes_at_once_send_each_reminder_once()
    {
        await using var town = new Town();
        await Settle(town, 60);
        town.Time.Set(HalfPastSeven);
        await town.With(s => Task.WhenAll(s.GetRequiredService<PlanReminders>().Run(), s.GetRequiredService<PlanReminders>().Run()));
        town.Channel.All.Count.ShouldBe(60);
    }

    [Theory]
    [InlineData(1, 60)]
    [InlineData(5, 0)]
    [InlineData(24 * 3, 60)]
    [InlineData((24 * 28) + 5, 0)]
    public async Task After_a_stop_each_comes_at_most_once_and_stale_ones_are_counted(int hours, int expected)
    {
        await using var town = new Town();
        await Settle(town, 60);
        town.Time.Set(HalfPastSeven.AddMinutes(-30));
        await town.With(s => s.GetRequiredService<PlanReminders>().Run());
        town.Time.Set(HalfPastSeven.AddHours(hours));
        for (var i = 0; i < 2; i++) await town.With(s => s.GetRequiredService<PlanReminders>().Run());
        town.Channel.All.Count.ShouldBe(expected);
        if (expected == 0) town.Log.Lines.ShouldContain(l => l.Contains("Dropped 60 reminders"));
        if (hours > 24) town.Log.Lines.ShouldContain(l => l.Contains("were not sent while the service was away"));
    }

    [Fact]
    public async Task Somebody_who_lost_their_role_or_blocked_us_gets_none()
    {
        await using var town = new Town();
        await Settle(town, 3);
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            (await write.Db.Memberships.OrderBy(m => m.Id).FirstAsync()).End(town.Time.GetUtcNow());
            (await write.Db.People.OrderBy(p => p.Id).LastAsync()).UnreachableSince = town.Time.GetUtcNow();
        }));
        town.Time.Set(HalfPastSeven);
        await town.With(s => s.GetRequiredService<PlanReminders>().Run());
        town.Channel.All.ShouldHaveSingleItem().Message.Address.ShouldBe("asn-1");
    }

    [Fact]
    public async Task Filling_stays_in_short_transactions_and_is_fast()
    {
        var people = int.TryParse(Environment.GetEnvironmentVariable("REMINDERS_PEOPLE"), out var asked) ? asked : 1000;
        await using var town = new Town();
        await Settle(town, people);
        town.Time.Set(HalfPastSeven);
        await town.With(async services =>
        {
            var started = Stopwatch.GetTimestamp();
            (await services.GetRequiredService<PlanReminders>().Run()).ShouldBe(people);
            output.WriteLine($"{people} reminders planned and filled in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms");
        });
        town.Channel.All.Count.ShouldBe(people);
    }

    internal static Task Settle(Town town, int count) => town.With(services =>
    {
        var unit = services.GetRequiredService<UnitCatalog>().Find("DPMPTSP")!.Id;
        return services.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            var people = Enumerable.Range(0, count)
                .Select(i => new Person { Channel = "test", Address = $"asn-{i}", FirstSeen = town.Time.GetUtcNow() }).ToList();
            write.Db.People.AddRange(people);
            await write.Db.SaveChangesAsync();
            write.Db.Profiles.AddRange(people.Select(p => new Profile
            {
                PersonId = p.Id,
                Name = p.Address,
                Hour = new TimeOnly(7, 30),
                JoinedAt = town.Time.GetUtcNow().AddDays(-40)
            }));
            write.Db.Memberships.AddRange(
                people.Select(p => new Core.People.RoleGrant
                {
                    PersonId = p.Id,
                    UnitId = unit,
                    Role = Role.Asn,
                    Since = town.Time.GetUtcNow()
                }));
        });
    });
}
