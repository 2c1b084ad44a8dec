using Bot.Telegram.BotApi;

namespace Bot.Telegram;

/// <summary>Shows the menu of commands: one for everybody, and to each person only their own.</summary>
public sealed class TelegramMenu
{
    private readonly TelegramBotClient _client;

    internal TelegramMenu(TelegramBotClient client) => _client = client;

    /// <summary>
    /// Shows the commands in a scope. Without a language they are for everybody whose language has no menu of its own.
    /// False when the platform did not take them; the old menu then stays.
    /// </summary>
    public async Task<bool> Show(BotCommandScope scope, string? language, IReadOnlyList<BotCommand> commands, CancellationToken stop = default) =>
        (await _client.SetMyCommands(new(commands, scope, language), stop)).Ok;
}
