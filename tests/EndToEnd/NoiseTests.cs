using Tests.Support;

namespace Tests.EndToEnd;

/// <summary>
/// Generated updates of every kind and field, whole and broken, against the real process. The long form, with a million, is
/// <c>dotnet tests/Benchmarks/bin/Release/net10.0/Benchmarks.dll noise 1000000</c>.
/// </summary>
[Trait("Database", "any")]
[Slow]
public sealed class NoiseTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [TakesMinutes]
    public async Task No_update_whatever_it_holds_ends_the_process_or_leaves_a_chat_stuck(bool byWebhook)
    {
        await using var bot = new BotProcess();
        var run = await BotApiNoiseRun.Run(bot, count: 3000, chats: 150, byWebhook, seed: 14_2017);
        (run.Lives, run.Stuck, run.Refused).ShouldBe((true, 0, 0L), string.Join('\n', bot.Output.TakeLast(20)));
        run.Messages.ShouldBeGreaterThan(300);
        bot.Output.ShouldContain(line => line.Contains("is passed over"));
        (await bot.Stop()).ShouldBe(0);
    }
}
