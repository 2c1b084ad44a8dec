using Tests.Support;

namespace Tests.EndToEnd;

/// <summary>The real process, killed and pestered: every confirmed answer is there once.</summary>
// Each process has a SQLite file of its own, whatever database the suite runs on.
[Slow, Trait("Database", "any")]
[TakesMinutes]
public sealed class KillTests
{
    private const int People = 30;
    private const int Kills = 8;
    private const string Stored = "select u1, u2, u3, u4, u5, u6, u7, u8, u9 from ratings where state = 'Complete'";

    [Fact]
    public async Task Killed_at_random_moments_it_loses_and_doubles_no_rating()
    {
        await using var server = await BotApiServer.Start();
        await using var bot = new BotProcess();
        bot.UseTelegram(server);
        var citizens = new Citizens(server, People);
        var chance = new Random(14_2017);
        bot.Start();
        for (var kill = 0; kill < Kills; kill++)
        {
            await citizens.GoOn(chance.Next(5, 28));
            await bot.Kill();
            bot.Start();
        }

        await FinishAndCompare(server, bot, citizens);
        bot.Lives.ShouldBe(Kills + 1);
    }

    [Fact]
    public async Task Under_faults_of_the_platform_every_rating_is_there_once()
    {
        await using var server = await BotApiServer.Start();
        await using var bot = new BotProcess();
        bot.UseTelegram(server);
        server.Faults.Randomly(0.08, 7, BotApiFault.Flood(2), BotApiFault.ServerError, BotApiFault.Html, BotApiFault.Cut,
            BotApiFault.CutAfterAccepting);
        var citizens = new Citizens(server, People);
        bot.Start();
        while (!citizens.AllDone)
        {
            await citizens.GoOn(60);
            server.RepeatUpdates(20);
        }

        server.Floods.ShouldBeGreaterThan(0);
        server.RetryAfterViolations.ShouldBe(0);
        await FinishAndCompare(server, bot, citizens);
    }

    private static async Task FinishAndCompare(BotApiServer server, BotProcess bot, Citizens citizens)
    {
        await citizens.GoOn(int.MaxValue / 2);
        citizens.AllDone.ShouldBeTrue();
        (await bot.Stop()).ShouldBe(0);
        bot.Query(Stored).Order(StringComparer.Ordinal).ShouldBe(citizens.Answers);
        bot.Query("select respondents from monthly_sums").ShouldBe([$"{People - 5}"]); // a running month holds back the newest five to nine
        bot.Query("select count(*) from outbox").ShouldBe(["0"]);
        server.Violations.ShouldBeEmpty();
        bot.Output.ShouldNotContain(line => line.Contains(server.Token, StringComparison.Ordinal));
        bot.Output.ShouldNotContain(line => line.Contains("fail:", StringComparison.Ordinal));
    }
}
