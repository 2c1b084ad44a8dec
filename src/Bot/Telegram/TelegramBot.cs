using Bot.Telegram.Client;
using Bot.Telegram.Sending;
using Core.Messaging;
using Microsoft.Extensions.Options;
using Telegram.Bot.Requests;

namespace Bot.Telegram;

/// <summary>Who the bot is on Telegram; for links and posters, and to know its own commands in groups.</summary>
internal sealed class TelegramBot(IOptions<TelegramOptions> options, StartLinks links)
{
    private volatile string? _userName = options.Value is { IsOn: true, BotName.Length: > 0 } set ? set.BotName : null;

    /// <summary>The user name without @; null while Telegram is off or has not been reached yet.</summary>
    public string? UserName => _userName;

    /// <summary>The address that opens a talk with the bot; null while its name is not known.</summary>
    public string? StartLink(string payload) => _userName is { } name ? DrawKeyboard.StartLink(name, payload) : null;

    /// <summary>Asks the platform who the bot is.</summary>
    internal async Task Learn(SuaraBotClient client, CancellationToken stop)
    {
        if (_userName is { } set) Link(set);
        var me = await client.SendRequest(new GetMeRequest(), stop);
        if (options.Value.BotName.Length == 0) _userName = me.Username;
        if (_userName is { } name) Link(name);
    }

    private void Link(string name) => links.Set(new StartLink(TelegramChannel.ChannelName, DrawKeyboard.StartLink(name, "")));
}
