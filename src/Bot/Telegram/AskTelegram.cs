using Microsoft.Extensions.Options;

namespace Bot.Telegram;

/// <summary>Asks Telegram who the bot is, to see whether the line and the token are good.</summary>
public static class AskTelegram
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The bot's name, or what is wrong; both null while Telegram is off.</summary>
    public static async Task<(string? Name, string? Trouble)> WhoAmI(IServiceProvider services)
    {
        if (!services.GetRequiredService<IOptions<TelegramOptions>>().Value.IsOn) return (null, null);
        using var stop = new CancellationTokenSource(Patience);
        try
        {
            var answer = await services.GetRequiredService<Bot.Telegram.BotApi.TelegramBotClient>().GetMe(stop.Token);
            return answer.Error is { } error ? (null, Explain(error)) : ($"@{answer.Result.Username}", null);
        }
        catch (OperationCanceledException)
        {
            return (null, "no answer within 20 seconds; check the network, a proxy, and Telegram:BaseUrl.");
        }
    }

    private static string Explain(Bot.Telegram.BotApi.ApiError error) => error.Code switch
    {
        401 or 404 => "the token is not accepted; copy it again from @BotFather into Telegram:Token.",
        0 => $"cannot be reached ({error.Description}); check the network and Telegram:BaseUrl.",
        _ => $"answers {error.Code}: {error.Description}",
    };
}
