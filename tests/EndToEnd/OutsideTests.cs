using System.Net;
using System.Net.Sockets;
using Tests.Support;

namespace Tests.EndToEnd;

/// <summary>The real process against what happens outside of it: wrong settings at the start, and its database taken away.</summary>
[Trait("Database", "any")]
[Slow]
public sealed class OutsideTests
{
    [Theory]
    [InlineData("Outbox__PerSecond", "5000", "Outbox:PerSecond is 5000. Write a number from 1 to 1000.")]
    [InlineData("Telegram__PollSeconds", "lama", "Telegram:PollSeconds is \"lama\". Write a whole number from 0 to 50.")]
    [InlineData("Web__TrustProxi", "true", "Did you mean Web:TrustProxy?")]
    [InlineData("Telegram__Token", "rahasia", "Telegram:Token does not look like a token")]
    public async Task A_wrong_setting_stops_the_start_with_a_sentence_and_exit_code_1(string key, string value, string said)
    {
        await using var bot = new BotProcess();
        bot.Settings[key] = value;
        if (key == "Telegram__Token") bot.Settings["Telegram__Mode"] = "webhook";
        bot.Start();

        (await bot.Exit()).ShouldBe(1);

        var output = string.Join('\n', bot.Output);
        output.ShouldContain(said);
        output.ShouldNotContain("   at ");
        output.ShouldNotContain("Unhandled");
    }

    [Fact]
    public async Task Once_everything_runs_it_says_so_with_its_version()
    {
        using var port = new TcpListener(IPAddress.Loopback, 0);
        port.Start();
        var address = $"http://{port.LocalEndpoint}";
        port.Stop();
        await using var bot = new BotProcess();
        bot.Settings["Web__Url"] = address;
        bot.Start();
        await bot.Up;
        using var http = new HttpClient();

        var said = await http.GetStringAsync($"{address}/healthz/started");

        said.ShouldContain("\"status\":\"started\"");
        said.ShouldContain("\"version\":\"");
    }

    [Fact]
    public async Task A_database_that_is_taken_away_stops_the_service_with_a_word_and_is_not_made_anew()
    {
        await using var bot = new BotProcess();
        bot.Start();
        await bot.Up;
        foreach (var part in new[] { "", "-wal", "-shm" }) File.Move(bot.Database + part, bot.Database + ".away" + part);

        (await bot.Exit()).ShouldBe(1);

        string.Join('\n', bot.Output).ShouldContain("is gone");
        File.Exists(bot.Database).ShouldBeFalse();
    }
}
