using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Tests.Support;

namespace Tests.EndToEnd;

/// <summary>Three real workers on one PostgreSQL behind a proxy, killed in turn: every citizen is answered and counted once.</summary>
public sealed class WorkersKillTests
{
    private const int People = 40;
    private const int Kills = 6;

    [PostgresFact]
    public async Task Workers_killed_in_turn_lose_and_double_no_rating_and_one_that_stays_away_is_made_up_for()
    {
        await using var server = await BotApiServer.Start();
        await using var town = new Town();
        var ports = Enumerable.Range(0, 3).Select(_ => FreePort()).ToList();
        await using var balancer = await Balancer.Start([.. ports.Select(p => new Uri($"http://127.0.0.1:{p}"))], seed: 3, twice: 0.2);
        var workers = ports.Select((port, i) => Worker(town, server, balancer, port, $"worker-{i}")).ToList();
        await using var ends = BotProcess.End(workers);
        foreach (var worker in workers) worker.Start();
        foreach (var worker in workers) await worker.Up;
        await server.Until(() => server.HasWebhook, "the webhook is set", TimeSpan.FromSeconds(60));

        var citizens = new Citizens(server, People);
        var chance = new Random(12);
        for (var kill = 0; kill < Kills; kill++)
        {
            await citizens.GoOn(chance.Next(20, 60));
            var victim = workers[kill % 3];
            await victim.Kill();
            if (kill == Kills - 1) break;
            victim.Start();
            await victim.Up;
        }

        await citizens.GoOn(int.MaxValue / 2);
        citizens.AllDone.ShouldBeTrue();
        balancer.Doubled.ShouldBeGreaterThan(0);
        await using (var db = town.Database.Open())
        {
            (await db.Ratings.Where(r => r.State == Core.Ratings.RatingState.Complete)
                .Select(r => $"{r.U1} {r.U2} {r.U3} {r.U4} {r.U5} {r.U6} {r.U7} {r.U8} {r.U9}").ToListAsync())
                .Order(StringComparer.Ordinal).ShouldBe(citizens.Answers);
            (await db.MonthlySums.SumAsync(s => s.Respondents)).ShouldBe(People - 5); // the newest five to nine wait
            (await db.Ratings.CountAsync(r => r.Published)).ShouldBe(People - 5);
            (await db.Inbox.CountAsync(m => m.Body != null)).ShouldBe(0);
            (await db.Database.SqlQueryRaw<long>("select deadlocks as \"Value\" from pg_stat_database where datname = current_database()")
                .SingleAsync()).ShouldBe(0);
        }

        // A press that came to two workers is acknowledged by both; the platform says so and nothing follows from it.
        server.Violations.Where(v => !v.Contains("was answered before", StringComparison.Ordinal)).ShouldBeEmpty();
        foreach (var worker in workers)
        {
            worker.Output.ShouldNotContain(line => line.Contains("fail:", StringComparison.Ordinal)
                && !line.Contains("EntityFrameworkCore", StringComparison.Ordinal));
        }
    }

    internal static BotProcess Worker(Town town, BotApiServer server, Balancer balancer, int port, string name)
    {
        var bot = new BotProcess();
        bot.UseTelegram(server);
        bot.Settings["Web__Url"] = $"http://127.0.0.1:{port}";
        bot.Settings["Telegram__Mode"] = "webhook";
        bot.Settings["Telegram__Webhook__Url"] = new Uri(balancer.Address, "/telegram/webhook").ToString();
        bot.Settings["Telegram__Webhook__SecretToken"] = "Rahasia_dari-uji_0123456789";
        bot.Settings["Database__Provider"] = town.Database.Provider;
        bot.Settings["Database__ConnectionString"] = town.Database.ConnectionString;
        bot.Settings["Outbox__Instance"] = name;
        bot.Share(town.Folder);
        return bot;
    }

    internal static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
