using Core.Dialogs.Questions;
using Core.Intents;

namespace Core.Dialogs.Words;

/// <summary>The buttons of a card as answers that can be typed.</summary>
internal static class CardOptions
{
    public static List<AnswerOption> Options(this Card card) =>
        [.. card.Rows.SelectMany(r => r).Where(b => b.Data is not null)
            .Select(b => new AnswerOption(b.Data!, b.Label, card.Counted.Contains(b.Data!)))];

    public static string? LabelOf(this Card card, string data) => card.Rows.SelectMany(r => r).FirstOrDefault(b => b.Data == data)?.Label;
}
