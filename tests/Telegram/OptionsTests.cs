using Bot.Telegram;
using Core.Messaging;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Tests.Telegram;

public sealed class OptionsTests
{
    [Fact]
    public void Everything_that_is_wrong_is_named_at_once_with_how_to_mend_it_and_without_secrets()
    {
        var wrong = new TelegramOptions { Token = "rahasia", BaseUrl = "api", PollSeconds = 99, BotName = "@x" };
        var failures = Check(wrong);
        failures.Select(f => f.Split(' ')[0]).ShouldBe(["Telegram:Token", "Telegram:BaseUrl", "Telegram:PollSeconds", "Telegram:BotName"]);
        failures.ShouldAllBe(f => f.Contains(':') && !f.Contains("rahasia"));
    }

    [Theory]
    [InlineData("https://bot.contoh.go.id/telegram/webhook", "", "Telegram:Webhook:SecretToken")]
    [InlineData("https://bot.contoh.go.id/telegram/webhook", "dengan spasi", "Telegram:Webhook:SecretToken")]
    [InlineData("https://bot.contoh.go.id:5080/telegram/webhook", "rahasia", "Telegram:Webhook:Url")]
    [InlineData("http://bot.contoh.go.id/telegram/webhook", "rahasia", "Telegram:Webhook:Url")]
    [InlineData("", "rahasia", "Telegram:Webhook:Url")]
    public void A_webhook_must_be_safe_and_reachable(string url, string secret, string key)
    {
        var options = Good();
        (options.Mode, options.Webhook.Url, options.Webhook.SecretToken) = ("webhook", url, secret);
        Check(options).ShouldHaveSingleItem().ShouldStartWith(key);
    }

    [Fact]
    public void Good_settings_pass_and_so_do_none_at_all()
    {
        Check(Good()).ShouldBeEmpty();
        Check(new TelegramOptions()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw", 1)]
    public void Without_a_token_there_is_no_channel(string token, int channels)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Telegram:Token", token)]).Build();
        var services = new ServiceCollection().AddLogging().AddTelegram(configuration).BuildServiceProvider();
        services.GetServices<IChannel>().Count().ShouldBe(channels);
        services.GetRequiredService<TelegramBot>().StartLink("x").ShouldBeNull();
    }

    private static TelegramOptions Good() => new() { Token = "123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw" };

    private static IReadOnlyList<string> Check(TelegramOptions options) =>
        [.. (new CheckTelegramOptions().Validate(null, options).Failures ?? [])];
}
