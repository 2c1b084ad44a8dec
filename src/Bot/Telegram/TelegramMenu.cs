using System.Globalization;
using Bot.Telegram.Client;
using Core.Messaging;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Requests;
using Telegram.Bot.Types;

namespace Bot.Telegram;

/// <summary>Shows the menu of commands: one for everybody, and to each person only their own.</summary>
internal sealed class TelegramMenu : ICommandMenu
{
    private readonly SuaraBotClient _client;

    internal TelegramMenu(SuaraBotClient client) => _client = client;

    /// <inheritdoc/>
    public string Channel => TelegramChannel.ChannelName;

    /// <summary>
    /// Shows everybody who has no menu of their own these commands, in a language (null for every other language). False when
    /// the platform did not take them; the old menu then stays.
    /// </summary>
    public async Task<bool> ShowEverybody(
        string? language, IReadOnlyList<(string Command, string Label)> lines, CancellationToken stop = default) =>
        await Show(new BotCommandScopeDefault(), language, lines, stop) is null;

    /// <summary>
    /// Shows one person their own commands. False when the platform could not be asked now; true also when it refuses for
    /// good, since asking again would change nothing.
    /// </summary>
    public async Task<bool> ShowPerson(string address, IReadOnlyList<(string Command, string Label)> lines,
        CancellationToken stop = default) =>
        !long.TryParse(address, CultureInfo.InvariantCulture, out var chat)
        || await Show(new BotCommandScopeChat { ChatId = chat }, null, lines, stop) is null
        or ApiRequestException { ErrorCode: 400 or 403 };

    private async Task<RequestException?> Show(
        BotCommandScope scope, string? language, IReadOnlyList<(string Command, string Label)> lines, CancellationToken stop)
    {
        try
        {
            var commands = lines.Select(l => new BotCommand { Command = l.Command[1..], Description = l.Label });
            await _client.SendRequest(new SetMyCommandsRequest { Commands = commands, Scope = scope, LanguageCode = language }, stop);
            return null;
        }
        catch (RequestException e)
        {
            return e;
        }
    }
}
