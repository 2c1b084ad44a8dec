using Core.Dialogs.Words;
using Core.Messaging;
using Core.Texts;

namespace Core.Dialogs.Questions;

/// <summary>
/// What is to become of something that nobody asked for: a few choices as buttons. What comes before one is pressed belongs to it, so that
/// several messages and the pictures of an album stay together.
/// </summary>
internal sealed class ToldQuestion : Question<ToldAnswer>
{
    private const int TextMax = 4000;
    private readonly Func<Told, IReadOnlyList<Option<string>>> _options;
    private Func<Told, IReadOnlyList<Option<string>>> _further = _ => [];

    internal ToldQuestion(string key, LocalizedText text, Func<Told, IReadOnlyList<Option<string>>> options) : base(key, text)
    {
        (_options, OffersWayOut) = (options, false);
    }

    /// <summary>Choices that stand behind one of the buttons, for whoever types them here.</summary>
    public ToldQuestion Further(Func<Told, IReadOnlyList<Option<string>>> options)
    {
        _further = options;
        return this;
    }

    internal override bool Gathers => true;

    internal override WordsTaken Takes => WordsTaken.Gathered;

    internal override Reading Read(Inbound input, string? press, string? draft, DialogContext context)
    {
        if (press is { Length: > 1 } && press[0] == '=')
            return Find(press[1..], Told.Read(draft)) is null ? Reading.Wrong("question.choose", draft)
                : Checked($"{press[1..]} {draft}", context);
        var problems = new List<LocalizedText>();
        var told = Told.Read(draft).And(EmptyFiles.Without(input), TextMax, problems);
        if (EmptyFiles.In(input) is { } empty) problems.Add(empty);
        if (problems.Count > 0) return Reading.Wrong(LocalizedText.Joined("\n", [.. problems]), told.IsEmpty ? draft : told.Write());
        return told.IsEmpty ? Reading.Wrong("question.choose", draft) : Reading.Unfinished(told.Write());
    }

    internal override bool Parse(string stored, DialogContext context, out ToldAnswer answer)
    {
        var parts = stored.Split(' ', 2);
        answer = new ToldAnswer(parts[0], Told.Read(parts.Length > 1 ? parts[1] : null));
        return Find(parts[0], answer.Told) is not null;
    }

    internal override void Show(Card card, string? draft, DialogContext context)
    {
        var told = Told.Read(draft);
        card.Text = TextIn(context.Words);
        if (told.Text.Contains('\n') || told.Files.Count > 0)
            card.Text += "\n\n" + context.Words["told.gathered", told.Inventory(context.Words)];
        foreach (var option in _options(told)) card.Rows.Add([card.Choice(option.Label.In(context.Words), option.Id)]);
        foreach (var option in _further(told)) card.Typed.Add(card.Button(option.Label.In(context.Words), $"={option.Id}"));
    }

    /// <summary>Words as they stand within what is stored.</summary>
    internal static string Escaped(string words) => System.Text.Json.JsonSerializer.Serialize(words, ToldJson.Default.String)[1..^1];

    private Option<string>? Find(string id, Told told) => _options(told).Concat(_further(told)).FirstOrDefault(o => o.Id == id);
}

/// <summary>What was chosen, and all that was told until then.</summary>
internal sealed record ToldAnswer(string Choice, Told Told);
