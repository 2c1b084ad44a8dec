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

    /// <summary>Shows everybody who has no menu of their own these commands, in a language (null for every other language).</summary>
    public async Task<bool> ShowEverybody(string? language, IReadOnlyList<(string Command, string Label)> lines, CancellationToken stop = default) =>
        await Show(BotCommandScope.Default, language, Commands(lines), stop);

    /// <summary>
    /// Shows one person their own commands. False when the platform could not be asked now; true also when it refuses for
    /// good, since asking again would change nothing.
    /// </summary>
    public async Task<bool> ShowPerson(long chat, IReadOnlyList<(string Command, string Label)> lines, CancellationToken stop = default) =>
        (await _client.SetMyCommands(new(Commands(lines), BotCommandScope.Chat(chat), null), stop)).Error is null or { Code: 400 or 403 };

    private static List<BotCommand> Commands(IReadOnlyList<(string Command, string Label)> lines) => [.. lines.Select(l => new BotCommand(l.Command[1..], l.Label))];
}
