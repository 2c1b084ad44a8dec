using Bot.Telegram.Client;
using Bot.Telegram.Sending;
using Microsoft.Extensions.Options;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Requests;

namespace Bot.Telegram;

/// <summary>Asks Telegram who the bot is, to see whether the line and the token are good.</summary>
internal static class AskTelegram
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The bot's name, or what is wrong; both null while Telegram is off.</summary>
    public static async Task<(string? Name, string? Trouble)> WhoAmI(IServiceProvider services)
    {
        if (!services.GetRequiredService<IOptions<TelegramOptions>>().Value.IsOn) return (null, null);
        using var stop = new CancellationTokenSource(Patience);
        try
        {
            var me = await services.GetRequiredService<SuaraBotClient>().SendRequest(new GetMeRequest(), stop.Token);
            return ($"@{me.Username}", null);
        }
        catch (RequestException e)
        {
            return (null, Explain(e));
        }
        catch (OperationCanceledException)
        {
            return (null, "no answer within 20 seconds; check the network, a proxy, and Telegram:BaseUrl.");
        }
    }

    private static string Explain(RequestException error) => error switch
    {
        _ when SendErrorMapper.IsWrongToken(error) => "the token is not accepted; copy it again from @BotFather into Telegram:Token.",
        ApiRequestException answer => $"answers {answer.ErrorCode}: {answer.Message}",
        { HttpStatusCode: { } status } => $"answers with a page of somebody else's ({(int)status}); check a proxy, and Telegram:BaseUrl.",
        _ => $"cannot be reached ({error.Message}); check the network and Telegram:BaseUrl.",
    };
}
