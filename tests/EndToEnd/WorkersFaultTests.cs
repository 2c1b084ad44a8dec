using System.Diagnostics;
using System.Globalization;
using Core.Ratings;
using Microsoft.EntityFrameworkCore;
using Tests.Support;
using Xunit.Abstractions;

namespace Tests.EndToEnd;

/// <summary>
/// Three real workers behind a proxy on one PostgreSQL. One after the other is killed and stays away until the next is killed, while
/// citizens rate, complain, withdraw and ask for scores faster than they are answered; a fifth of the calls go to two workers at once, and
/// some come again later. <c>FAULT_KILLS</c> and <c>FAULT_CITIZENS</c> make it longer, such as 12 and 250; then it also measures that a
/// dead worker is noticed and its messages are out in time, which on a machine that does other work as well says nothing.
/// </summary>
[Slow]
public sealed class WorkersFaultTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Noticed = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Out = TimeSpan.FromSeconds(20);
    private const int DeedsBetween = 60;
    private const int Short = 3;

    [PostgresFact]
    public async Task Three_workers_killed_in_turn_finish_every_citizen_lose_double_and_misorder_nothing_and_never_deadlock()
    {
        var (kills, people) = (Setting("FAULT_KILLS", Short), Setting("FAULT_CITIZENS", 40));
        await using var server = await BotApiServer.Start();
        await using var town = new Town();
        var ports = Enumerable.Range(0, 3).Select(_ => WorkersKillTests.FreePort()).ToList();
        await using var balancer = await Balancer.Start([.. ports.Select(p => new Uri($"http://127.0.0.1:{p}"))], seed: 3, twice: 0.2,
            again: 0.01);
        var workers = ports.Select((port, i) => WorkersKillTests.Worker(town, server, balancer, port, $"worker-{i}")).ToList();
        await using var ends = BotProcess.End(workers);
        foreach (var worker in workers)
        {
            worker.Settings["Outbox__PerChatPerSecond"] = "20";
            worker.Settings["Outbox__PerSecond"] = "300"; // what waits for the platform's limit would look like what was not taken over
            worker.Start();
        }

        foreach (var worker in workers) await worker.Up;
        await server.Until(() => server.HasWebhook, "the webhook is set", TimeSpan.FromSeconds(60));
        server.Latency = TimeSpan.FromMilliseconds(30); // so that a worker that is killed holds something

        var crowd = new FaultCrowd(server, people);
        var takenOver = await KillInTurn(server, town, workers, crowd, kills);
        foreach (var worker in workers.Where(w => !w.IsAlive)) worker.Start();
        await crowd.GoOn(int.MaxValue / 2);
        await AllAnswered(server, crowd);
        await balancer.WhenQuiet();

        var times = string.Join(", ", takenOver.Select(t => $"{t.Noticed:0.0}/{t.Out:0.0} s"));
        output.WriteLine($"{people} citizens, {workers.Sum(w => w.Lives) - 3} kills, {balancer.Doubled} calls to two workers, "
            + $"{balancer.Repeated} repeated; taken over after {times}");
        balancer.Doubled.ShouldBeGreaterThan(0);
        if (kills > Short) takenOver.ShouldAllBe(t => t.Noticed < Noticed.TotalSeconds && t.Out < Out.TotalSeconds);
        await EverythingIsThereOnce(town, crowd);
        server.Violations.Where(v => !v.Contains("was answered before", StringComparison.Ordinal)).ShouldBeEmpty();
        foreach (var worker in workers)
        {
            worker.Output.ShouldNotContain(line => line.Contains("fail:", StringComparison.Ordinal)
                || line.Contains("Unhandled exception", StringComparison.Ordinal));
        }
    }

    private static async Task AllAnswered(BotApiServer server, FaultCrowd crowd)
    {
        try
        {
            await server.Until(() => crowd.AllDone && server.Pending == 0, "everybody has all answers", TimeSpan.FromMinutes(2));
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message} Updates left: {server.Pending}. Askers: {crowd.Undone}", e);
        }
    }

    /// <summary>
    /// How long, by the clock on the wall, until others held all that a killed worker had held, and until all of that was sent.
    /// </summary>
    private static async Task<List<(double Noticed, double Out)>> KillInTurn(BotApiServer server, Town town, List<BotProcess> workers,
        FaultCrowd crowd, int kills)
    {
        var taken = new List<Task<(double, double)?>>();
        for (var kill = 0; kill < kills; kill++)
        {
            await crowd.GoOn(DeedsBetween);
            var (victim, name) = (workers[kill % 3], $"worker-{kill % 3}");
            await victim.Kill();
            taken.Add(TakeOver(server, town, name));
            foreach (var other in workers.Where(w => w != victim && !w.IsAlive)) other.Start();
        }

        crowd.AllDone.ShouldBeFalse("every kill shall interrupt something");
        return [.. (await Task.WhenAll(taken)).OfType<(double, double)>()];
    }

    private static async Task<(double, double)?> TakeOver(BotApiServer server, Town town, string name)
    {
        var killed = Stopwatch.GetTimestamp();
        await using var db = town.Database.Open();
        var held = await db.Outbox.Where(m => m.Owner == name).Select(m => m.Id).ToListAsync();
        if (held.Count == 0) return null;
        var noticed = await Until(() => db.Outbox.Where(m => held.Contains(m.Id) && m.Owner == name));
        return (noticed, await Until(() => db.Outbox.Where(m => held.Contains(m.Id))));

        async Task<double> Until(Func<IQueryable<Core.Outbox.OutboxMessage>> left)
        {
            await server.UntilSo(async () => !await left().AnyAsync(), $"what {name} held is taken over", 3 * Out);
            return Stopwatch.GetElapsedTime(killed).TotalSeconds;
        }
    }

    private static async Task EverythingIsThereOnce(Town town, FaultCrowd crowd)
    {
        await using var db = town.Database.Open();
        var ratings = await db.Ratings.AsNoTracking().ToListAsync();
        ratings.Where(r => r.State == RatingState.Complete).Select(r => string.Join(' ', r.Unsur)).Order(StringComparer.Ordinal)
            .ShouldBe(crowd.Ratings.Order(StringComparer.Ordinal));
        var sums = (await db.MonthlySums.AsNoTracking().ToListAsync()).Where(s => s.Respondents != 0).Select(s =>
            $"{s.ServiceId} {s.Month}: {s.Respondents} {s.S1} {s.S2} {s.S3} {s.S4} {s.S5} {s.S6} {s.S7} {s.S8} {s.S9}");
        var raw = ratings.Where(r => r.Published && r.State == RatingState.Complete).GroupBy(r => (r.ServiceId, r.Month)).Select(g =>
            $"{g.Key.ServiceId} {g.Key.Month}: {g.Count()} {string.Join(' ', Enumerable.Range(0, 9).Select(u => g.Sum(r => r.Unsur[u])))}");
        sums.Order(StringComparer.Ordinal).ShouldBe(raw.Order(StringComparer.Ordinal));
        ratings.Count(r => r.Published).ShouldBeInRange(crowd.Ratings.Count - 9, crowd.Ratings.Count - 5);

        var histories = (await db.ComplaintEvents.AsNoTracking().OrderBy(e => e.Id)
            .Join(db.Complaints, e => e.ComplaintId, c => c.Id, (e, c) => new { c.Code, e.Act }).ToListAsync())
            .GroupBy(e => e.Code).Select(g => $"{g.Key} {string.Join(' ', g.Select(e => e.Act))}");
        histories.Order(StringComparer.Ordinal).ShouldBe(crowd.Complaints);
        (await db.ComplaintConsents.CountAsync()).ShouldBe(crowd.Complaints.Count);
        crowd.OutOfOrder.ShouldBeEmpty();
        (await db.Inbox.CountAsync(m => m.Body != null)).ShouldBe(0);
        (await db.Database.SqlQueryRaw<long>("select deadlocks as \"Value\" from pg_stat_database where datname = current_database()")
            .SingleAsync()).ShouldBe(0);
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } set ? int.Parse(set, CultureInfo.InvariantCulture) : otherwise;
}
