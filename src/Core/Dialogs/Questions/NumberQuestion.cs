using System.Globalization;
using Core.Messaging;
using Core.Texts;

namespace Core.Dialogs.Questions;

/// <summary>A whole number within a range, both ends included.</summary>
internal sealed class NumberQuestion : Question<int>
{
    private readonly int _min;
    private readonly int _max;

    internal NumberQuestion(string key, LocalizedText text, int min, int max) : base(key, text) => (_min, _max) = (min, max);

    internal override Reading Read(Inbound input, string? press, string? draft, DialogContext context)
    {
        var typed = (input.Text ?? "").Replace(".", "", StringComparison.Ordinal).Trim();
        var fits = int.TryParse(typed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= _min
            && number <= _max;
        return fits ? Checked(number.ToString(CultureInfo.InvariantCulture), context)
            : Reading.Wrong(LocalizedText.Of("question.number-range", _min, _max));
    }

    internal override bool Parse(string stored, DialogContext context, out int answer) =>
        int.TryParse(stored, CultureInfo.InvariantCulture, out answer) && answer >= _min && answer <= _max;

    internal override void Show(Card card, string? draft, DialogContext context) => card.Text = TextIn(context.Words);
}
