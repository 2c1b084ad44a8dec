using Core.Messaging;
using Core.Texts;

namespace Bot.CommandLine;

/// <summary>The terminal as a channel: prints what is said, buttons with numbers.</summary>
internal sealed class TerminalChannel(TextWriter output) : IChannel
{
    public const string ChannelName = "terminal";

    private readonly List<(string Message, Button Button)> _buttons = [];
    private int _messages;

    public string Name => ChannelName;

    public ChannelCapabilities Capabilities { get; } = new() { TextMax = 20_000, CanEdit = true, CanRetire = true };

    /// <summary>The button of this number below the latest messages.</summary>
    public (string Message, Button Button)? ButtonAt(int number)
    {
        lock (_buttons) return number >= 1 && number <= _buttons.Count ? _buttons[number - 1] : null;
    }

    /// <summary>The person answered: what was to press is gone.</summary>
    public void Answered()
    {
        lock (_buttons) _buttons.Clear();
    }

    public ValueTask<SendOutcome> Send(OutgoingMessage message, CancellationToken stop)
    {
        lock (_buttons)
        {
            var id = message.EditOf ?? $"t{++_messages}";
            output.WriteLine();
            output.WriteLine(TextFormatting.Strip(message.Text));
            if (message.File is { } file) output.WriteLine($"[{file.Name}: {file.Path}]");
            foreach (var row in message.Rows) output.WriteLine("  " + string.Join("   ", row.Select(b => Label(id, b))));
            return ValueTask.FromResult<SendOutcome>(new SendOutcome.Sent(id));
        }
    }

    public Task<Stream?> OpenFile(string reference, CancellationToken stop) => Task.FromResult<Stream?>(null);

    private string Label(string message, Button button)
    {
        if (button.Url is { } url) return $"{button.Label} <{url}>";
        _buttons.Add((message, button));
        return $"[{_buttons.Count}] {button.Label}";
    }
}
