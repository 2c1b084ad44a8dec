using Bot.Telegram.BotApi;
using Core.Messaging;
using Microsoft.Extensions.Options;

namespace Bot.Telegram;

/// <summary>Who the bot is on Telegram; for links and posters, and to know its own commands in groups.</summary>
public sealed class TelegramBot(IOptions<TelegramOptions> options, StartLinks links)
{
    private volatile string? _userName = options.Value is { IsOn: true, BotName.Length: > 0 } set ? set.BotName : null;

    /// <summary>The user name without @; null while Telegram is off or has not been reached yet.</summary>
    public string? UserName => _userName;

    /// <summary>The address that opens a talk with the bot; null while its name is not known.</summary>
    public string? StartLink(string payload) => _userName is { } name ? DrawKeyboard.StartLink(name, payload) : null;

    /// <summary>Asks the platform who the bot is.</summary>
    internal async ValueTask<ApiError?> Learn(TelegramBotClient client, CancellationToken stop)
    {
        var answer = await client.GetMe(stop);
        if (answer.Ok && options.Value.BotName.Length == 0) _userName = answer.Result.Username;
        if (_userName is { } name) links.Set(new StartLink(TelegramChannel.ChannelName, DrawKeyboard.StartLink(name, "")));
        return answer.Error;
    }
}
