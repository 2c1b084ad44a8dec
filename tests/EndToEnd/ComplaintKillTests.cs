using System.Globalization;
using Tests.Support;

namespace Tests.EndToEnd;

/// <summary>
/// The real process, killed while complaints are filed, handled and reminded of: each is there once, with all that belongs to it.
/// </summary>
// Each process has a SQLite file of its own, whatever database the suite runs on.
[Slow, Trait("Database", "any")]
[TakesMinutes]
public sealed class ComplaintKillTests
{
    private static readonly string[] Stages = ["RemindBefore", "RemindOnDay", "RemindLate", "EscalateToHead", "EscalateToInstansi"];

    [Fact]
    public async Task Killed_at_random_moments_it_loses_and_doubles_no_complaint_no_file_and_no_step()
    {
        const int Kills = 8;
        await using var server = await BotApiServer.Start();
        await using var bot = await StartWithOfficials(server);
        var lives = new ComplaintLives(server, 10);
        var chance = new Random(25_2009);
        for (var kill = 0; kill < Kills; kill++)
        {
            await lives.GoOn(chance.Next(4, 28));
            await bot.Kill();
            bot.Start();
        }

        lives.AllDone.ShouldBeFalse("every kill shall interrupt something");
        await lives.GoOn(int.MaxValue / 2);
        lives.AllDone.ShouldBeTrue();
        bot.Lives.ShouldBe(Kills + 1);
        await server.Until(() => bot.Query("select count(*) from complaint_attachments where state = 'Waiting'")[0] == "0",
            "all files are kept", TimeSpan.FromSeconds(30));
        await server.Until(() => Count(bot, "outbox") == 0, "officials' notices, which go at a pace, went out", TimeSpan.FromSeconds(30));
        (await bot.Stop()).ShouldBe(0);
        EverythingIsThereOnce(bot, lives);
        ShouldBeWell(server, bot);
    }

    [Fact]
    public async Task Killed_while_dates_pass_it_writes_each_down_once_for_everybody_who_is_told()
    {
        const int EachTime = 25;
        const int Kills = 5;
        await using var server = await BotApiServer.Start();
        await using var bot = await StartWithOfficials(server);
        await bot.Kill();
        await MakeComplaints(server, bot, EachTime * Kills);
        var chance = new Random(15);
        for (var kill = 0; kill < Kills; kill++)
        {
            MakeDue(bot, kill * EachTime, EachTime);
            var passed = (kill * EachTime) + chance.Next(0, EachTime);
            bot.Start();
            await server.Until(() => Count(bot, "complaint_events") >= passed, "dates pass");
            await bot.Kill();
        }

        bot.Start();
        await server.Until(() => bot.Query("select count(*) from complaints where next_stage_at = 1").Single() == "0", "all has passed",
            TimeSpan.FromSeconds(30));
        (await bot.Stop()).ShouldBe(0);
        bot.Query("select complaint_id, act from complaint_events order by complaint_id")
            .ShouldBe([.. Enumerable.Range(1, EachTime * Kills).Select(n => $"{n} {Stages[n % Stages.Length]}")]);
        bot.Query("select count(distinct complaint_id) from complaint_news where due = 1").ShouldBe([$"{EachTime * Kills}"]);
        bot.Query("select complaint_id from complaint_news where due = 1 group by complaint_id, person_id, key having count(*) > 1")
            .ShouldBeEmpty();
        ShouldBeWell(server, bot);
    }

    private static async Task<BotProcess> StartWithOfficials(BotApiServer server)
    {
        var bot = new BotProcess();
        bot.UseTelegram(server);
        foreach (var (key, value) in new[] { ("Outbox__PerChatPerSecond", "100"), ("Outbox__PerChatBurst", "100"),
            ("Telegram__PollSeconds", "1"), ("Complaints__TakeBackMinutes", "0"), ("Complaints__GatherMinutes", "0") })
            bot.Settings[key] = value;
        bot.Settings["DOTNET_TC_CallCountingDelayMs"] = "64"; // so short a life is not worth compiling for
        bot.Start();
        await server.Until(() => server.Calls("getUpdates") > 0, "the bot listens");
        (long, string, string?)[] above = [(6_006, "Head", "DINSOS"), (6_007, "InstansiAdministrator", null)];
        foreach (var (chat, role, unit) in ComplaintLives.Officials.Concat(above))
        {
            server.Chat(chat);
            bot.Query($"insert into people (channel, address, language, first_seen) values ('telegram', '{chat}', 'id', 0)");
            bot.Query(
                $"insert into memberships (person_id, unit_id, role, since) select p.id, (select id from units where code = '{unit}'), '{role}', 0 from people p where p.address = '{chat}'");
        }

        return bot;
    }

    private static void EverythingIsThereOnce(BotProcess bot, ComplaintLives lives)
    {
        var histories =
            bot.Query(
                "select c.code || ' ' || group_concat(e.act, ' ' order by e.id) from complaints c join complaint_events e on e.complaint_id = c.id group by c.id");
        histories.Order(StringComparer.Ordinal)
            .ShouldBe(lives.Histories.Select(h => $"{h.Key.Replace("-", "", StringComparison.Ordinal)} {h.Value}")
            .Order(StringComparer.Ordinal));
        bot.Query("select count(*) from complaint_consents").ShouldBe([$"{lives.Histories.Count}"]);
        bot.Query("select distinct state from complaint_attachments").ShouldBe(["Kept"]);
        var folder = Path.Combine(bot.Folder, "data", "attachments");
        Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)
            .ShouldBe(bot.Query("select kept_as from complaint_attachments").Order(StringComparer.Ordinal));
        Directory.GetFiles(folder).Select(f => Convert.ToHexString(File.ReadAllBytes(f))).Order(StringComparer.Ordinal)
            .ShouldBe(lives.Files.Select(Convert.ToHexString).Order(StringComparer.Ordinal));
        bot.Query("select count(*) from outbox").ShouldBe(["0"]);
    }

    /// <summary>They are counted by the calendar of the service before any date of theirs comes.</summary>
    private static async Task MakeComplaints(BotApiServer server, BotProcess bot, int count)
    {
        bot.Query($"""
            with recursive n(i) as (select 0 union all select i + 1 from n where i < {count - 1})
            insert into complaints (code, kind, class, unit_id, state, anonymous, secret, story, filed_at, filed_on, received_on, step_from,
                paused_days, due_on, due_at, follow_up_due_on, provisional, counted_through, version)
            select printf('T%08d', i), 'Complaint', 'Ordinary', (select id from units where code = 'DINSOS'), 'Forwarded', 1, 0,
                'Loket tutup.', 0, '2026-11-02', '2026-11-02', '2026-11-02', 0, '2090-11-02', 3813202800000, '2090-11-02', 0, 2100, 0 from n
            """);
        bot.Start();
        await server.Until(() => bot.Query("select count(*) from complaints where counted_through = 2100").Single() == "0",
            "all are counted");
        await bot.Kill();
        bot.Query("delete from complaint_events");
        bot.Query("delete from complaint_news");
        bot.Query("delete from outbox");
        bot.Query("""
            update complaints set due_on = '2090-11-02', due_at = 3813202800000, follow_up_due_on = '2090-11-02', next_stage = null,
                next_stage_at = null
            """);
    }

    private static int Count(BotProcess bot, string table) =>
        int.Parse(bot.Query($"select count(*) from {table}").Single(), CultureInfo.InvariantCulture);

    private static void MakeDue(BotProcess bot, int after, int count) => bot.Query($"""
        update complaints set next_stage_at = 1, next_stage = case id % 5
            when 0 then 'RemindBefore' when 1 then 'RemindOnDay' when 2 then 'RemindLate' when 3 then 'EscalateToHead' else 'EscalateToInstansi' end
        where id > {after} and id <= {after + count}
        """);

    private static void ShouldBeWell(BotApiServer server, BotProcess bot)
    {
        server.Violations.ShouldBeEmpty();
        bot.Output.ShouldNotContain(line => line.Contains(server.Token, StringComparison.Ordinal));
        bot.Output.ShouldNotContain(line => line.Contains("fail:", StringComparison.Ordinal));
    }
}
