using Core.Messaging;
using Core.Texts;

namespace Core.Outbox;

/// <summary>Makes a message ready for its channel at the moment when it goes out: in its reader's language, and of a shape that fits.</summary>
internal sealed class PutIntoWords(IReaders readers, TimeProvider time)
{
    public async ValueTask<OutgoingMessage> Of(OutgoingMessage message, IChannel channel, CancellationToken stop)
    {
        var can = channel.Capabilities;
        if (!NeedsReader(message, can)) return FitMessage.To(message, can, Wording.Of(message.Language));
        var reader = await readers.At(channel.Name, message.Address, stop);
        var words = Wording.Of(reader?.Language ?? message.Language);
        var said = message with
        {
            Text = message.Says is { } text ? text.In(words) : message.Text,
            Rows = message.Rows.Any(HasKeys) ? [.. message.Rows.Select(row => In(words, row))] : message.Rows,
            AsTemplate = can.TemplateAfter is { } window && message.Chat == ChatKind.Private && !(reader?.LastWrote > time.GetUtcNow() - window),
        };
        return FitMessage.To(said, can, words);
    }

    // A reply is in words already and asks the database nothing.
    private static bool NeedsReader(OutgoingMessage message, ChannelCapabilities can) =>
        message.Says is not null || can.TemplateAfter is not null || message.Rows.Any(HasKeys) || (message.File is { } file && !FitMessage.Carries(can, file));

    private static bool HasKeys(IReadOnlyList<Button> row)
    {
        foreach (var button in row)
            if (button.Says is not null) return true;
        return false;
    }

    private static IReadOnlyList<Button> In(Wording words, IReadOnlyList<Button> row) =>
        [.. row.Select(button => button.Says is { } label ? button with { Label = label.In(words) } : button)];
}
