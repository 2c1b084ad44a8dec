using Core.Messaging;

namespace Core.Dialogs.Questions;

/// <summary>
/// Puts options on a card as the channel can carry them: in pages where there are more than it shows at once, and where its
/// buttons are too short for the words, with the words as numbered lines of the text and the numbers on the buttons.
/// </summary>
internal static class ShowOptions
{
    /// <summary>A page back and a page on; as many again for the two ways out.</summary>
    private const int Pair = 2;

    /// <summary>How many options stand on one page.</summary>
    /// <param name="channel">What the channel can show.</param>
    /// <param name="count">All options.</param>
    /// <param name="extra">Whether one more choice stands on every page.</param>
    /// <param name="most">The most that are shown even where the channel could show more.</param>
    /// <param name="others">Further buttons that stand on every page.</param>
    public static int PageSize(ChannelCapabilities channel, int count, bool extra, int most, int others = 0)
    {
        var room = channel.ChoicesMax - Pair - (extra ? 1 : 0) - others;
        return count <= most && count <= room ? Math.Max(count, 1) : Math.Min(most, room - Pair);
    }

    /// <summary>Whether the words of these options stand in the text, numbered.</summary>
    public static bool AreNumbered<T>(IEnumerable<Option<T>> options, Option<T>? extra, DialogContext context) =>
        context.Channel.LabelMax < int.MaxValue
        && options.Append(extra).Any(o => o is not null && o.Label.In(context.Words).Length > context.Channel.LabelMax);

    /// <summary>The option of a typed number where options are numbered; 0 is the extra one.</summary>
    public static Option<T>? Numbered<T>(IReadOnlyList<Option<T>> options, Option<T>? extra, string typed, DialogContext context)
    {
        if (!int.TryParse(typed.Trim().TrimEnd('.'), out var number) || number < 0 || number > options.Count) return null;
        return AreNumbered(options, extra, context) ? number == 0 ? extra : options[number - 1] : null;
    }

    /// <summary>Puts one page of the options on the card, the extra one, and the way to the other pages.</summary>
    public static void Put<T>(Card card, IReadOnlyList<Option<T>> options, Option<T>? extra, OptionPage page, DialogContext context,
        IReadOnlySet<string>? opening = null)
    {
        var numbered = AreNumbered(options, extra, context);
        var shown = options.Skip(page.First).Take(page.Size).Select((o, i) => (Option: o, Number: page.First + i + 1)).ToList();
        if (numbered)
        {
            var lines = shown.Select(s => $"{s.Number}. {s.Option.Label.In(context.Words)}");
            if (extra is not null) lines = lines.Append($"0. {extra.Label.In(context.Words)}");
            card.Text += $"\n\n{string.Join('\n', lines)}\n\n{context.Words["question.by-number"]}";
        }

        var alone = page.FirstAlone && page.Number == 0 ? 1 : 0;
        foreach (var row in shown.Take(alone).Chunk(1).Concat(shown.Skip(alone).Chunk(page.PerRow)))
            card.Rows.Add([.. row.Select(s => ButtonOf(card, s.Option, numbered ? s.Number : null, context, opening))]);
        card.Counted.AddRange(card.Rows.SelectMany(r => r).Select(b => b.Data!));
        if (extra is not null) card.Rows.Add([ButtonOf(card, extra, numbered ? 0 : null, context)]);
        if (page.Pages > 1) card.Rows.Add(Arrows(card, page, context));
    }

    /// <summary>As a row of a list an arrow alone says nothing.</summary>
    private static Button[] Arrows(Card card, OptionPage page, DialogContext context)
    {
        var (words, pages) = (context.Words, page.Pages);
        var (back, on) = context.Channel.ListRowsMax > 0 ? (words["question.page-back"], words["question.page-on"]) : ("◀", "▶");
        return [card.Button(back, $">{(page.Number + pages - 1) % pages}"), card.Button(on, $">{(page.Number + 1) % pages}")];
    }

    private static Button ButtonOf<T>(Card card, Option<T> option, int? number, DialogContext context,
        IReadOnlySet<string>? opening = null)
    {
        var label = option.Label.In(context.Words);
        var means = opening?.Contains(option.Id) == true ? NestedOptions.Opens : '=';
        return card.Button(number is null ? label : FitMessage.Label(number.Value, label, context.Channel.LabelMax), $"{means}{option.Id}");
    }
}

/// <summary>Which options are shown.</summary>
internal readonly record struct OptionPage(int Number, int Pages, int Size, int PerRow)
{
    public int First => Number * Size;

    /// <summary>Whether the very first option has a row of its own.</summary>
    public bool FirstAlone { get; init; }

    public static OptionPage Of(int wanted, int count, int size, int perRow = 1)
    {
        var pages = Math.Max(1, (count + size - 1) / size);
        return new OptionPage(Math.Clamp(wanted, 0, pages - 1), pages, size, perRow);
    }
}
