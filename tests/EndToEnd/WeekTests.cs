using System.Globalization;
using Core.Membership.Profiles;
using Core.People;
using Core.Persistence;
using Core.Ratings;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Tests.Support;
using Xunit.Abstractions;

namespace Tests.EndToEnd;

/// <summary>
/// A week in a quarter of an hour: the real process by a clock that is steered, with citizens, officials and civil servants in office
/// hours, a platform that fails now and then, and a kill twice a day until Thursday. Nothing is lost, memory and files stay what they are,
/// and what is restored at the end is equal. With <c>TEST_DAYS=2</c> it takes less.
/// </summary>
[Slow, Trait("Database", "any")]
public sealed class WeekTests(ITestOutputHelper output)
{
    private const int OfficeSpeed = 20;
    private const int RatersEach = 12;
    private const int ComplaintsEach = 4;
    private const int Reminded = 10;
    private const int DaysWithKills = 4;
    private static readonly int Days = int.Parse(Environment.GetEnvironmentVariable("TEST_DAYS") ?? "7", CultureInfo.InvariantCulture);
    private static readonly DateTimeOffset Sunday = new(2026, 12, 6, 16, 30, 0, TimeSpan.Zero); // 23.30 in Jakarta
    private static readonly TimeSpan Hop = TimeSpan.FromMinutes(10);

    private readonly Random _chance = new(2026_12);
    private readonly List<string> _ratings = [];
    private readonly List<ComplaintLives> _complaints = [];
    private readonly List<(int Day, long Memory, long File)> _evenings = [];
    private string _clock = "";

    [Fact]
    public async Task A_week_under_faults_and_kills_loses_nothing_grows_nowhere_and_comes_back_equal()
    {
        await using var server = await BotApiServer.Start();
        await using var bot = new BotProcess();
        _clock = Path.Combine(bot.Folder, "clock");
        SteeredClock.Steer(_clock, Sunday, OfficeSpeed);
        await Begin(bot, server);
        for (var day = 0; day < Days; day++)
        {
            foreach (var hour in new[] { 9, 13 }) await Office(bot, server, day, hour);
            await Until(bot, server, Midnight(day + 1).AddHours(-3));
            _evenings.Add((day, bot.ResidentMb, new FileInfo(bot.Database).Length >> 10));
            var (_, memory, file) = _evenings[^1];
            output.WriteLine($"day {day + 1}: {memory} MB of memory, {file} KB of database, {Archives(bot)} backups");
        }

        await Until(bot, server, Midnight(Days).AddHours(5));
        server.Faults.Randomly(0, 1, BotApiFault.Html);
        await Everything(bot, server);
        (await bot.Stop()).ShouldBe(0);
        await ComesBackEqual(bot);
        bot.Output.ShouldNotContain(line => line.Contains("fail:", StringComparison.Ordinal)
            || line.Contains(server.Token, StringComparison.Ordinal));
    }

    private static DateTimeOffset Midnight(int day) => Sunday.AddMinutes(30).AddDays(day);

    private static int Archives(BotProcess bot) => Directory.GetFiles(Path.Combine(bot.Folder, "data/backups"), "suara-*").Length;

    private async Task Begin(BotProcess bot, BotApiServer server)
    {
        bot.UseTelegram(server);
        foreach (var (key, value) in SteeredClock.Environment(_clock)) bot.Settings[key] = value;
        foreach (var (key, value) in new[] { ("Outbox__PerChatPerSecond", "100"), ("Outbox__PerChatBurst", "100"),
            ("Telegram__PollSeconds", "1"), ("Complaints__TakeBackMinutes", "0"), ("Complaints__GatherMinutes", "0"),
            ("Backups__KeepDaily", "3"), ("Backups__KeepWeekly", "0"), ("Backups__KeepMonthly", "0"), ("Alarms__DiskLowMegabytes", "1"),
            ("Alarms__DiskFullMegabytes", "1") }) bot.Settings[key] = value;
        bot.Start();
        await bot.Up;
        await using var db = Open(bot);
        foreach (var (chat, role, unit) in ComplaintLives.Officials) await Appoint(db, server, chat, Enum.Parse<Role>(role), unit);
        for (var i = 0; i < Reminded; i++)
        {
            var person = await Appoint(db, server, 7_000 + i, Role.Asn, "DINSOS");
            db.Profiles.Add(new Profile { PersonId = person, Name = "Budi", Hour = new TimeOnly(7, 30), JoinedAt = Sunday });
        }

        await db.SaveChangesAsync();
        server.Faults.Randomly(0.02, 7, BotApiFault.ServerError, BotApiFault.Html, BotApiFault.Cut, BotApiFault.Flood(1));
    }

    private static AppDb Open(BotProcess bot) => TestDatabase.At("sqlite", $"Data Source={bot.Database};Pooling=False").Open();

    private static async Task<long> Appoint(AppDb db, BotApiServer server, long chat, Role role, string? unit)
    {
        server.Chat(chat);
        var person = new Person { Channel = "telegram", Address = $"{chat}", FirstSeen = Sunday };
        db.People.Add(person);
        await db.SaveChangesAsync();
        var id = unit is null ? (int?)null : (await db.Units.SingleAsync(u => u.Code == unit)).Id;
        db.Memberships.Add(new Core.People.RoleGrant { PersonId = person.Id, UnitId = id, Role = role, Since = Sunday });
        return person.Id;
    }

    /// <summary>People come, until all of them are served; killed once in the middle on the first days.</summary>
    private async Task Office(BotProcess bot, BotApiServer server, int day, int hour)
    {
        await Until(bot, server, Midnight(day).AddHours(hour));
        var first = 5_000_000_000 + (day * 100_000) + (hour * 1000);
        var lives = new ComplaintLives(server, ComplaintsEach, first + 500);
        _complaints.Add(lives);
        var visitors = Enumerable.Range(0, RatersEach).Select(i =>
            RatingTalk.Begin(new Player(server, first + i), _ratings.Count, _ratings));
        var officials = ComplaintLives.Officials.Count;
        var crowd = new Crowd(server, [.. lives.Everybody.TakeLast(officials)], [.. visitors, .. lives.Everybody.SkipLast(officials)], 8);
        if (day < DaysWithKills)
        {
            await crowd.GoOn(_chance.Next(40, 120));
            await bot.Kill();
            bot.Start();
        }

        await crowd.GoOn(int.MaxValue / 2);
        crowd.AllDone.ShouldBeTrue();
    }

    /// <summary>Time goes on by hops, each at least until the service has asked for messages anew, so that what fell due is done.</summary>
    private async Task Until(BotProcess bot, BotApiServer server, DateTimeOffset moment)
    {
        for (var now = SteeredClock.Now(_clock); now < moment; now = SteeredClock.Now(_clock))
        {
            bot.IsAlive.ShouldBeTrue(string.Join('\n', bot.Output.TakeLast(30)));
            SteeredClock.Steer(_clock, now + Hop < moment ? now + Hop : moment, OfficeSpeed);
            var asked = server.Calls("getUpdates");
            await server.Until(() => server.Calls("getUpdates") > asked, "the service goes on", TimeSpan.FromSeconds(60));
        }
    }

    private async Task Everything(BotProcess bot, BotApiServer server)
    {
        await using var db = Open(bot);
        var now = SteeredClock.Now(_clock);
        await server.UntilSo(async () => !await db.Outbox.AnyAsync(m => m.State == Core.Outbox.OutboxState.Waiting && m.DueAt < now),
            "all is sent", TimeSpan.FromSeconds(60));
        (await db.Ratings.Where(r => r.State == RatingState.Complete)
            .Select(r => $"{r.U1} {r.U2} {r.U3} {r.U4} {r.U5} {r.U6} {r.U7} {r.U8} {r.U9}").ToListAsync())
            .Order(StringComparer.Ordinal).ShouldBe(_ratings.Order(StringComparer.Ordinal));
        var histories = (await db.ComplaintEvents.OrderBy(e => e.Id).Join(db.Complaints, e => e.ComplaintId, c => c.Id,
            (e, c) => new { c.Code, e.Act }).ToListAsync()).GroupBy(e => e.Code)
            .Select(g => $"{g.Key} {string.Join(' ', g.Select(e => e.Act))}");
        histories.Order(StringComparer.Ordinal).ShouldBe(_complaints.SelectMany(c => c.Histories)
            .Select(h => $"{h.Key.Replace("-", "", StringComparison.Ordinal)} {h.Value}").Order(StringComparer.Ordinal));
        (await db.ComplaintAttachments.CountAsync()).ShouldBe(_complaints.Sum(c => c.Files.Count));
        var workingDays = Math.Min(Days, 5);
        (await db.Reminders.CountAsync()).ShouldBe(Reminded * workingDays);
        Archives(bot).ShouldBe(Math.Min(3, Days + 1), "what the rule keeps of the nights");
        (await db.BackupRuns.CountAsync(r => r.Error != null)).ShouldBe(0);
        (await db.Inbox.CountAsync(m => m.Body != null)).ShouldBe(0, "nothing is parked");
        var (complaints, files) = (_complaints.Sum(c => c.Histories.Count), _complaints.Sum(c => c.Files.Count));
        output.WriteLine($"{_ratings.Count} ratings, {complaints} complaints with {files} files, "
            + $"{Reminded * workingDays} reminders; {bot.Lives} lives; the platform failed {server.Faults.Given} times");
        var calm = _evenings.Where(e => e.Day >= DaysWithKills).Select(e => e.Memory).ToList();
        if (calm.Count > 1) calm[^1].ShouldBeLessThan(calm[0] + 25, "memory is flat over the days without a kill");
    }

    private async Task ComesBackEqual(BotProcess bot)
    {
        var file = Path.Combine(bot.Folder, "week.zip");
        (await bot.Command("backup", file)).Code.ShouldBe(0);
        await using var other = new BotProcess();
        foreach (var (key, value) in bot.Settings) other.Settings[key] = value;
        (await other.Command("restore", file)).Said.ShouldContain("Restored");
        var (mine, theirs) = (Rows(bot.Database), Rows(other.Database));
        theirs.Keys.Order(StringComparer.Ordinal).ShouldBe(mine.Keys.Order(StringComparer.Ordinal));
        // The backup is noted after it was made, so that it cannot hold its own note.
        foreach (var (table, rows) in mine.Where(t => t.Key != "backup_runs")) theirs[table].ShouldBe(rows, table);
        output.WriteLine($"restored: {mine.Count} tables and {mine.Values.Sum(r => r.Count)} rows are equal");
        Names(other, "attachments").ShouldBe(Names(bot, "attachments"));
    }

    private static List<string> Names(BotProcess bot, string folder) =>
        [.. Directory.GetFiles(Path.Combine(bot.Folder, "data", folder)).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    private static Dictionary<string, List<string>> Rows(string database)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        var tables = Ask("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'");
        return tables.ToDictionary(t => t, t => Ask($"select * from \"{t}\"").Order(StringComparer.Ordinal).ToList());

        List<string> Ask(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var rows = command.ExecuteReader();
            var found = new List<string>();
            while (rows.Read()) found.Add(string.Join('|', Enumerable.Range(0, rows.FieldCount).Select(i => Shown(rows.GetValue(i)))));
            return found;
        }

        static string Shown(object value) => value is byte[] bytes ? Convert.ToHexString(bytes) : $"{value}";
    }
}
