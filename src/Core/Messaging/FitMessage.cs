using Core.Texts;

namespace Core.Messaging;

/// <summary>Makes a message fit its channel: what the channel cannot carry is said in words and not refused.</summary>
internal static class FitMessage
{
    /// <summary>
    /// The message as the channel can take it. Labels that are too long become numbered lines of the text; a file of a kind that
    /// it does not carry becomes a sentence; an edit becomes a new message where nothing can be edited.
    /// </summary>
    public static OutgoingMessage To(OutgoingMessage message, ChannelCapabilities channel, Wording words)
    {
        if (message.EditOf is not null && !channel.CanEdit) message = message with { EditOf = null };
        if (message.Retires is not null && !channel.CanRetire) message = message with { Retires = null };
        if (message.File is { } file && !Carries(channel, file))
            message = message with { File = null, Text = $"{message.Text}\n\n{file.Alt ?? words["channels.no-file", file.Name]}" };
        return channel.LabelMax < int.MaxValue && message.Rows.Any(row => row.Any(b => b.Label.Length > channel.LabelMax))
            ? Number(message, channel.LabelMax)
            : message;
    }

    /// <summary>Whether the channel can send files of this kind.</summary>
    public static bool Carries(ChannelCapabilities channel, OutFile file) =>
        channel.Files.Contains(file.Picture ? FileKind.Photo : FileKind.Document);

    /// <summary>How many buttons a message has.</summary>
    public static int Choices(OutgoingMessage message)
    {
        var count = 0;
        for (var i = 0; i < message.Rows.Count; i++) count += message.Rows[i].Count;
        return count;
    }

    /// <summary>The rest of a message's buttons, in messages of their own, where it has more than the channel shows at once.</summary>
    public static IEnumerable<IReadOnlyList<IReadOnlyList<Button>>> Portions(IReadOnlyList<IReadOnlyList<Button>> rows, int most)
    {
        var portion = new List<IReadOnlyList<Button>>();
        foreach (var row in rows.SelectMany(r => r.Chunk(most)))
        {
            if (portion.Sum(r => r.Count) + row.Length > most)
            {
                yield return portion;
                portion = [];
            }

            portion.Add(row);
        }

        yield return portion;
    }

    /// <summary>The message that carries more buttons of another one.</summary>
    public static OutgoingMessage Rest(OutgoingMessage message, IReadOnlyList<IReadOnlyList<Button>> rows) => new()
    {
        Address = message.Address,
        Chat = message.Chat,
        Thread = message.Thread,
        Quiet = true,
        Says = "channels.more-choices",
        Language = message.Language,
        Rows = rows,
    };

    /// <summary>A number with as much of the words as fits.</summary>
    public static string Label(int number, string label, int max) => Characters.Short($"{number} · {label}", max);

    private static OutgoingMessage Number(OutgoingMessage message, int max)
    {
        var (lines, rows, number) = (new List<string>(), new List<IReadOnlyList<Button>>(), 0);
        foreach (var row in message.Rows)
        {
            var numbered = new List<Button>();
            foreach (var button in row)
            {
                lines.Add($"{++number}. {button.Label}");
                numbered.Add(button with { Label = Label(number, button.Label, max) });
            }

            rows.Add(numbered);
        }

        return message with { Text = $"{message.Text}\n\n{string.Join('\n', lines)}", Rows = rows };
    }
}
