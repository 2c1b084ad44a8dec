using Bot.Telegram;
using Core.Alarms;
using Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Alarms;

/// <summary>Who is told when: nobody twice, nobody at night but of what is down, and a set chat instead of people.</summary>
public sealed class TellingTests
{
    [Fact]
    public async Task A_restart_does_not_tell_again()
    {
        await using var town = new Town(register: s => s.AddSingleton(Sick("parked")));
        await town.Say("ratna", "/start");
        await town.Appoint("ratna", Role.InstansiAdministrator);
        for (var i = 0; i < 5; i++)
        {
            await Look(town);
            town.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Told(town, "ratna").ShouldBe(1);
    }

    [Fact]
    public async Task The_night_is_quiet_but_for_what_is_down()
    {
        await using var watched = await Watched.Open();
        watched.Town.Time.Set(new DateTimeOffset(2026, 11, 23, 15, 0, 0, TimeSpan.Zero)); // 22.00 in Jakarta
        var now = watched.Town.Time.GetUtcNow().ToUnixTimeMilliseconds();
        await watched.Sql($"insert into backup_runs (deed, at, bytes, error) values ('Tried', {now}, 1, 'x')");
        await watched.Pass(3);
        watched.Told.ShouldBeEmpty();
        (await watched.Of(s => s.GetRequiredService<TelegramHealth>())).Fault = TelegramHealth.WrongToken;
        await watched.Pass(3);
        watched.Told.ShouldHaveSingleItem().ShouldContain("token");
        watched.Town.Time.Set(new DateTimeOffset(2026, 11, 23, 23, 31, 0, TimeSpan.Zero)); // 06.31
        await watched.Look();

        watched.Told.Count.ShouldBe(2);
        watched.Told[1].ShouldContain("tidak dapat dipulihkan");
    }

    [Fact]
    public async Task What_was_over_before_the_morning_is_never_told()
    {
        await using var watched = await Watched.Open();
        watched.Town.Time.Set(new DateTimeOffset(2026, 11, 23, 15, 0, 0, TimeSpan.Zero));
        var now = watched.Town.Time.GetUtcNow().ToUnixTimeMilliseconds();
        await watched.Sql($"insert into backup_runs (deed, at, bytes, error) values ('Tried', {now}, 1, 'x')");
        await watched.Pass(2);
        await watched.Sql($"insert into backup_runs (deed, at, bytes) values ('Tried', {now}, 1)");
        watched.Town.Time.Set(new DateTimeOffset(2026, 11, 23, 23, 31, 0, TimeSpan.Zero));
        await watched.Pass(5);

        watched.Told.ShouldBeEmpty();
        (await watched.Town.Read(db => db.Alarms.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_set_chat_is_told_instead_of_administrators()
    {
        await using var town = new Town(new() { ["Alarms:To"] = "test:-100200, nobody:7" }, s => s.AddSingleton(Sick("parked")));
        await town.Say("ratna", "/start");
        await town.Appoint("ratna", Role.InstansiAdministrator);
        await Look(town);

        Told(town, "-100200").ShouldBe(1);
        Told(town, "ratna").ShouldBe(0);
    }

    [Fact]
    public async Task A_check_that_cannot_look_begins_nothing_and_ends_nothing()
    {
        var sick = true;
        await using var town = new Town(register: s => s.AddSingleton(new Checks([new Check("parked", (_, _) => sick
            ? Task.FromResult(Trouble.Of(3)) : throw new InvalidOperationException("blind"))], "1")));
        await town.Say("ratna", "/start");
        await town.Appoint("ratna", Role.InstansiAdministrator);
        await Look(town);
        sick = false;
        town.Time.Advance(TimeSpan.FromHours(1));
        await Look(town);

        Told(town, "ratna").ShouldBe(1);
        (await town.Read(db => db.Alarms.SingleAsync())).What.ShouldBe("3");
    }

    [Fact]
    public async Task What_the_outbox_told_is_not_told_past_it_when_nothing_can_be_stored()
    {
        if (TestDatabase.IsPostgres) return; // what makes storing fail here is SQLite's
        await using var town = new Town(register: s => s.AddSingleton(Down(() => true)));
        await town.Say("ratna", "/start");
        await town.Appoint("ratna", Role.InstansiAdministrator);
        await Look(town);
        await Refuse(town);
        await Pass(town, 3);

        Told(town, "ratna").ShouldBe(1);
    }

    [Fact]
    public async Task Storing_that_comes_and_goes_is_told_once_and_taken_back_once()
    {
        if (TestDatabase.IsPostgres) return;
        var sick = false;
        await using var town = new Town(register: s => s.AddSingleton(Down(() => sick)));
        await town.StayUp();
        await town.Say("ratna", "/start");
        await town.Appoint("ratna", Role.InstansiAdministrator);
        await Look(town);
        for (var i = 0; i < 3; i++)
        {
            sick = true;
            await Refuse(town);
            await Pass(town, 5);
            sick = false;
            await Sql(town, "drop trigger refused");
            await Pass(town, 1);
        }

        (Told(town, "ratna"), Back(town, "ratna")).ShouldBe((1, 0));
        await Pass(town, 4);
        (Told(town, "ratna"), Back(town, "ratna")).ShouldBe((1, 1));
    }

    private static Checks Down(Func<bool> sick) =>
        new([new Check("queue", (_, _) => Task.FromResult(sick() ? Trouble.Of(12) : Trouble.None)) { Down = true }], "1");

    private static Task Refuse(Town town) =>
        Sql(town, "create trigger refused before update on look_marks begin select raise(fail, 'database or disk is full'); end");

    private static Task Sql(Town town, string sql) => town.Read(db => db.Database.ExecuteSqlRawAsync(sql));

    private static async Task Pass(Town town, int minutes)
    {
        for (var i = 0; i < minutes; i++)
        {
            town.Time.Advance(TimeSpan.FromMinutes(1));
            await Look(town);
        }
    }

    private static int Back(Town town, string address) =>
        town.Channel.All.Count(s => s.Message.Address == address && s.Message.Text.Contains("baik kembali", StringComparison.Ordinal));

    private static Checks Sick(string name) => new([new Check(name, (_, _) => Task.FromResult(Trouble.Of(3)))], "1");

    private static Task Look(Town town) => town.With(s => s.GetRequiredService<TellAlarms>().Run());

    private static int Told(Town town, string address) =>
        town.Channel.All.Count(s => s.Message.Address == address && s.Message.Text.Contains("perlu perhatian", StringComparison.Ordinal));
}
