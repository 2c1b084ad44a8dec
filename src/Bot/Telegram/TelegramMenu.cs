using System.Globalization;
using Bot.Telegram.BotApi;
using Core.Messaging;

namespace Bot.Telegram;

/// <summary>Shows the menu of commands: one for everybody, and to each person only their own.</summary>
public sealed class TelegramMenu : ICommandMenu
{
    private readonly TelegramBotClient _client;

    internal TelegramMenu(TelegramBotClient client) => _client = client;

    /// <inheritdoc/>
    public string Channel => TelegramChannel.ChannelName;

    /// <summary>
    /// Shows the commands in a scope. Without a language they are for everybody whose language has no menu of its own.
    /// False when the platform did not take them; the old menu then stays.
    /// </summary>
    public async Task<bool> Show(BotCommandScope scope, string? language, IReadOnlyList<BotCommand> commands, CancellationToken stop = default) =>
        (await _client.SetMyCommands(new(commands, scope, language), stop)).Ok;

    /// <inheritdoc/>
    public async Task<bool> ShowEverybody(string? language, IReadOnlyList<(string Command, string Label)> lines, CancellationToken stop = default) =>
        await Show(BotCommandScope.Default, language, Commands(lines), stop);

    /// <inheritdoc/>
    public Task<bool> ShowPerson(string address, IReadOnlyList<(string Command, string Label)> lines, CancellationToken stop = default) =>
        long.TryParse(address, CultureInfo.InvariantCulture, out var chat) ? ShowPerson(chat, lines, stop) : Task.FromResult(true);

    private async Task<bool> ShowPerson(long chat, IReadOnlyList<(string Command, string Label)> lines, CancellationToken stop) =>
        (await _client.SetMyCommands(new(Commands(lines), BotCommandScope.Chat(chat), null), stop)).Error is null or { Code: 400 or 403 };

    private static List<BotCommand> Commands(IReadOnlyList<(string Command, string Label)> lines) => [.. lines.Select(l => new BotCommand(l.Command[1..], l.Label))];
}
