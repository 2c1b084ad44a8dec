using System.Globalization;
using Bot.Database;
using Core;
using Core.Demonstration;
using Core.Membership.Profiles;
using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Tests.EndToEnd;

namespace Benchmarks;

/// <summary>
/// Half past seven: so many ASN are due at once, against the Bot API server with its limits on, while citizens chat. With
/// <c>kill</c> the process is killed three times, the first time near the beginning.
/// </summary>
internal sealed class ReminderMorning : IAsyncDisposable
{
    private const long FirstAsn = 6_000_000_001;
    private const int Citizens = 50;
    private static readonly DateTimeOffset HalfPastSeven = new(2026, 11, 24, 0, 30, 0, TimeSpan.Zero);
    private static readonly TimeSpan OnTheWay = TimeSpan.FromMilliseconds(15);
    private static readonly double[] KillAt = [0.01, 0.35, 0.7];

    private readonly int _people;
    private readonly TimeSpan _shift;
    private readonly BotApiServer _server;
    private readonly BotProcess _bot;

    private ReminderMorning(int people, TimeSpan shift, BotApiServer server)
    {
        (_people, _shift, _server) = (people, shift, server);
        _bot = new BotProcess { Program = [typeof(ReminderMorning).Assembly.Location, "bot"] };
        _bot.UseTelegram(server);
        _bot.Settings[ShiftedBot.Shift] = shift.TotalSeconds.ToString(CultureInfo.InvariantCulture);
    }

    private int Delivered => Asn.Count(c => c.Last is not null);

    private IEnumerable<BotApiChat> Asn => Enumerable.Range(0, _people).Select(i => _server.Chat(FirstAsn + i));

    /// <summary>Runs it: <c>[PEOPLE] [kill]</c>. Returns 0 when everything held.</summary>
    public static async Task<int> Run(string[] args)
    {
        var people = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 600;
        // The shift is whole minutes, so that the jobs' seconds stay where they are; the citizens have a little while before.
        var early = HalfPastSeven.AddSeconds(-20) - TimeProvider.System.GetUtcNow();
        var shift = TimeSpan.FromMinutes(Math.Floor(early.TotalMinutes));
        await using var server = await BotApiServer.Start(new ShiftedClock(shift));
        server.Limits = new BotApiLimits();
        server.Latency = OnTheWay;
        await using var morning = new ReminderMorning(people, shift, server);
        await morning.Settle();
        return args.Contains("kill") ? await morning.Killed() : await morning.Measured();
    }

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    private async Task<int> Measured()
    {
        var citizens = new ChattingCitizens(_server, Citizens, seed: 14_2017, new ShiftedClock(_shift));
        using var over = new CancellationTokenSource();
        _bot.Start();
        await _server.Until(() => _server.Calls("getUpdates") > 0, "the bot listens");
        var chatting = citizens.Chat(over.Token);
        await UntilDelivered(_people);
        await over.CancelAsync();
        await chatting;
        var stopped = await _bot.Stop();

        var sent = Asn.Select(c => c.Messages[0].At).Order().ToList();
        var all = Enumerable.Range(0, Citizens).Select(i => _server.Chat(5_000_000_001 + i)).SelectMany(c => c.Messages).Select(m => m.At);
        var replies = all.Count(at => at >= sent[0] && at <= sent[^1]);
        var took = (sent[^1] - sent[0]).TotalSeconds;
        var bound = (_people + replies) / 30.0;
        var waits = citizens.WaitsSince(sent[0]);
        var p99 = waits[(int)(waits.Count * 0.99)];
        Console.WriteLine(
            $"{_people} reminders: first {(sent[0] - HalfPastSeven).TotalSeconds:0.0} s after 07.30, last {(sent[^1] - HalfPastSeven).TotalSeconds:0.0} s; {took:0.0} s from first to last");
        Console.WriteLine(
            $"new messages to citizens meanwhile: {replies}; the limit's own time: {_people / 30.0:0.0} s for the reminders, {bound:0.0} s with the replies; over it by {100 * ((took / bound) - 1):0.0} %");
        Console.WriteLine(
            $"429: {_server.Floods}; most in any second: {_server.MostPerSecond}; twice: {Asn.Count(c => c.Messages.Count > 1)}; exit code {stopped}");
        Console.WriteLine(
            $"citizens: {citizens.Ratings} ratings, {waits.Count} replies, p50 {waits[waits.Count / 2]:0} ms, p99 {p99:0} ms, most {waits[^1]:0} ms, unanswered {citizens.Unanswered}");
        Complain();
        return _server.Floods == 0 && took < bound * 1.05 && p99 < 300 && citizens.Unanswered == 0 && Asn.All(c => c.Messages.Count == 1)
            ? 0 : 1;
    }

    private async Task<int> Killed()
    {
        var inFlight = 0;
        foreach (var part in KillAt)
        {
            _bot.Start();
            await UntilDelivered((int)(_people * part));
            await _bot.Kill();
            var said = Delivered;
            var open = _bot.Query("select address from outbox where state = 'Waiting'")
                .Count(a => _server.Chat(long.Parse(a, CultureInfo.InvariantCulture)).Messages.Count > 0);
            Console.WriteLine(
                $"killed with {said} delivered, {_bot.Query("select count(*) from reminders")[0]} planned, {open} sent and not yet marked");
            inFlight += open;
        }

        _bot.Start();
        await UntilDelivered(_people);
        await _bot.Stop();
        var twice = Asn.Sum(c => c.Messages.Count - 1);
        Console.WriteLine(
            $"{Asn.Count(c => c.Messages.Count == 0)} of {_people} got none; {twice} came twice, {inFlight} were in flight; 429: {_server.Floods}; left in the outbox: {_bot.Query("select count(*) from outbox")[0]}");
        Complain();
        return twice <= inFlight && Asn.All(c => c.Messages.Count > 0) ? 0 : 1;
    }

    /// <summary>Looks four times a second, which costs less than looking at each message.</summary>
    private async Task UntilDelivered(int count)
    {
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(200 + (_people / 15.0)));
        while (Delivered < count) await Task.Delay(TimeSpan.FromMilliseconds(250), end.Token);
    }

    private void Complain()
    {
        foreach (var line in _server.Violations.Take(5)) Console.WriteLine($"violation: {line}");
        foreach (var line in _bot.Output
            .Where(l => l.Contains("fail:", StringComparison.Ordinal) || l.Contains("warn:", StringComparison.Ordinal)
            || l.Contains("Planned", StringComparison.Ordinal)).Take(8)) Console.WriteLine(line);
    }

    /// <summary>Everybody joined weeks ago and wants the reminder at 07.30.</summary>
    private async Task Settle()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:ConnectionString"] = $"Data Source={_bot.Database}",
            ["Instansi:KeyFile"] = Path.Combine(_bot.Folder, "data", "instansi.key"),
        }).Build();
        Directory.CreateDirectory(Path.GetDirectoryName(_bot.Database)!);
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging();
        services.AddSingleton<TimeProvider>(new ShiftedClock(_shift)).AddCore(configuration).AddDatabase(configuration);
        await using var parts = services.BuildServiceProvider();
        var databases = parts.GetRequiredService<IDbContextFactory<AppDb>>();
        await DatabaseSetup.Migrate(databases);
        await parts.GetRequiredService<LoadDemonstration>().Run();
        await using var db = await databases.CreateDbContextAsync();
        var (unit, joined) = ((await db.Units.FirstAsync(u => u.Code == "DPMPTSP")).Id, HalfPastSeven.AddDays(-40));
        var people = Asn.Select(c => new Person { Channel = "telegram", Address = $"{c.Id}", FirstSeen = joined }).ToList();
        db.People.AddRange(people);
        await db.SaveChangesAsync();
        db.Profiles.AddRange(people.Select(p => new Profile
        {
            PersonId = p.Id,
            Name = $"ASN {p.Id}",
            Hour = new TimeOnly(7, 30),
            JoinedAt = joined
        }));
        db.Memberships.AddRange(people.Select(p => new RoleGrant { PersonId = p.Id, UnitId = unit, Role = Role.Asn, Since = joined }));
        await db.SaveChangesAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }
}
