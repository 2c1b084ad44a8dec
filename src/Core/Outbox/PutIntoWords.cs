using Core.Messaging;
using Core.Texts;

namespace Core.Outbox;

/// <summary>Makes a message ready for its channel when it goes out: in its reader's language, and of a shape that fits.</summary>
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
            Rows = HasKeys(message.Rows) ? [.. message.Rows.Select(row => In(words, row))] : message.Rows,
            AsTemplate = message.Chat == ChatKind.Private && can.TemplateAfter is { } window
                && !(reader?.LastWrote > time.GetUtcNow() - window),
        };
        return FitMessage.To(said, can, words);
    }

    // A reply is in words already and asks the database nothing.
    private static bool NeedsReader(OutgoingMessage message, ChannelCapabilities can) =>
        message.Says is not null || can.TemplateAfter is not null || HasKeys(message.Rows)
        || (message.File is { } file && !FitMessage.Carries(can, file));

    // By index, since this runs for every message and makes nothing so.
    private static bool HasKeys(IReadOnlyList<IReadOnlyList<Button>> rows)
    {
        for (var i = 0; i < rows.Count; i++)
            for (var j = 0; j < rows[i].Count; j++)
                if (rows[i][j].Says is not null) return true;
        return false;
    }

    private static IReadOnlyList<Button> In(Wording words, IReadOnlyList<Button> row) =>
        [.. row.Select(button => button.Says is { } label ? button with { Label = label.In(words) } : button)];
}
