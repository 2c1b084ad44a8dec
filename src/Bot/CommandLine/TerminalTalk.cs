using Core.Demonstration;
using Core.Dialogs.Messages;
using Core.Messaging;
using Core.Outbox;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Bot.CommandLine;

/// <summary>
/// Talks with the service in the terminal: the same engine, dialogs and database. It may run beside the service, since it
/// sends only what comes of its own messages.
/// </summary>
internal static class TerminalTalk
{
    private static readonly string[] Goodbyes = ["/keluar", "exit", "quit"];

    public static Task<int> Run(ParsedCommandLine line, TextWriter output) => Talk(line, Console.In, output);

    internal static async Task<int> Talk(ParsedCommandLine line, TextReader input, TextWriter output)
    {
        if (line.Value("language") is { } wish && !Wording.Languages.Contains(wish))
            throw new UsageException($"--language may be {string.Join(" or ", Wording.Languages)}.");
        var terminal = new TerminalChannel(output);
        await using var app = Commands.Open(line, services => services.AddSingleton<IChannel>(terminal)
            .PostConfigure<OutboxOptions>(o => o.Instance = $"terminal-{Environment.ProcessId}"));
        app.Services.GetService<IStartupValidator>()?.Validate();
        await Commands.Prepare(app.Services);
        await app.Services.GetRequiredService<LoadDemonstration>().Run();
        await app.Services.GetRequiredService<UnitCatalog>().Reload();
        await output.WriteLineAsync(
            "A number presses a button, =5 says the number 5 itself, everything else is said as it stands. exit ends.");
        var writer = app.Services.GetRequiredService<WriteQueue>();
        var deliver = app.Services.GetRequiredService<OutboxSender>();
        await writer.StartAsync(default);
        var person = new Person(terminal, app.Services.GetRequiredService<ReceiveMessages>(), deliver, line.Value("as") ?? "terminal",
            line.Value("language"));
        await person.Say(Core.Messaging.Commands.Start);
        while (await input.ReadLineAsync() is { } typed && !Goodbyes.Contains(typed.Trim())) await person.Say(typed.Trim());
        await deliver.StopAsync(default);
        await writer.StopAsync(default);
        return 0;
    }

    private sealed class Person(TerminalChannel terminal, ReceiveMessages inbox, OutboxSender deliver, string name, string? language)
    {
        private readonly string _session = $"{Guid.NewGuid():N}";
        private int _said;

        public async Task Say(string typed)
        {
            if (typed.Length == 0) return;
            var pressed = int.TryParse(typed, out var number) ? terminal.ButtonAt(number) : null;
            terminal.Answered();
            await inbox.Receive([new Inbound
            {
                Channel = TerminalChannel.ChannelName,
                ExternalId = $"{_session}:{++_said}",
                Address = name,
                Sender = name,
                Language = language,
                Text = pressed is null ? TextFormatting.Clean(typed.StartsWith('=') ? typed[1..] : typed) : null,
                Press = pressed is { Button: var button } ? button.Data ?? Core.Messaging.Commands.Start.With(button.Start) : null,
                PressedMessage = pressed?.Message,
            }]);
            await deliver.WhenIdle();
        }
    }
}
