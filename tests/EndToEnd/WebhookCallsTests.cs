using Tests.Support;
using Xunit.Abstractions;

namespace Tests.EndToEnd;

/// <summary>What one rating costs in calls to the platform, by each way in which updates come.</summary>
[Trait("Database", "any")]
[Slow]
public sealed class WebhookCallsTests(ITestOutputHelper output)
{
    private static readonly string[] Kinds = ["sendMessage", "editMessageText", "editMessageReplyMarkup", "answerCallbackQuery"];

    [Fact]
    public async Task By_webhook_a_rating_takes_a_call_less_for_each_press()
    {
        var (called, saved) = await Rate(webhook: true);
        var (polled, none) = await Rate(webhook: false);

        output.WriteLine($"a rating: {polled} calls by polling, {called} by webhook, {saved} said in answers");
        none.ShouldBe(0);
        saved.ShouldBeGreaterThanOrEqualTo(9);
        called.ShouldBe(polled - saved);
    }

    private static async Task<(int Calls, int InPlace)> Rate(bool webhook)
    {
        await using var server = await BotApiServer.Start();
        await using var bot = new BotProcess();
        bot.UseTelegram(server);
        var port = WorkersKillTests.FreePort();
        bot.Settings["Web__Url"] = $"http://127.0.0.1:{port}";
        if (webhook)
            foreach (var (key, value) in new[] { ("Mode", "webhook"), ("Webhook__Url", $"http://127.0.0.1:{port}/telegram/webhook"),
                ("Webhook__SecretToken", "Rahasia_dari-uji_0123456789") }) bot.Settings[$"Telegram__{key}"] = value;
        bot.Start();
        await bot.Up;
        await server.Until(() => server.Calls("getMe") > 0 && server.HasWebhook == webhook, "it talks to the platform");
        var citizen = new Citizens(server, 1);
        while (!citizen.AllDone) await citizen.GoOn(1);
        await server.Until(() => server.Pending == 0 && server.Calls("answerCallbackQuery") + server.InPlace("answerCallbackQuery") >= 11,
            "all presses are acknowledged");
        server.Violations.ShouldBeEmpty();
        return (Kinds.Sum(server.Calls), server.InPlace("answerCallbackQuery"));
    }
}
