using System.Globalization;
using Core.Messaging;
using Core.Texts;

namespace Core.Dialogs.Questions;

/// <summary>A date within a range, chosen by button or typed as 12/11/2026, 12-11, or 12 November 2026.</summary>
internal sealed class DateQuestion : Question<DateOnly>
{
    private readonly DateOnly _earliest;
    private readonly DateOnly _latest;
    private readonly DateOnly _today;

    private (LocalizedText Label, DateOnly Date)? _offer;

    internal DateQuestion(string key, LocalizedText text, DateOnly earliest, DateOnly latest, DateOnly today) : base(key, text) =>
        (_earliest, _latest, _today) = (earliest, latest, today);

    /// <summary>Offers this date under words of its own, instead of today and its neighbours.</summary>
    public DateQuestion Offer(LocalizedText label, DateOnly date)
    {
        _offer = (label, date);
        return this;
    }

    internal override Reading Read(Inbound input, string? press, string? draft, DialogContext context)
    {
        var typed = press is { Length: > 1 } && press[0] == '=' ? press[1..] : input.Text;
        if (typed is null || TypedDate.Parse(typed, _today) is not { } date) return Reading.Wrong("question.date-form");
        if (date < _earliest || date > _latest)
            return Reading.Wrong(LocalizedText.Of("question.date-range", context.Words.Date(_earliest), context.Words.Date(_latest)));
        return Checked(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), context);
    }

    internal override bool Parse(string stored, DialogContext context, out DateOnly answer) =>
        DateOnly.TryParseExact(stored, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out answer);

    internal override void Show(Card card, string? draft, DialogContext context)
    {
        card.Text = TextIn(context.Words);
        (LocalizedText Label, DateOnly Date)[] offers = _offer is { } own ? [own]
            : [("question.today", _today), ("question.yesterday", _today.AddDays(-1)), ("question.tomorrow", _today.AddDays(1))];
        var buttons = offers.Where(o => o.Date >= _earliest && o.Date <= _latest)
            .Select(o => card.Button(o.Label.In(context.Words), $"={o.Date:yyyy-MM-dd}")).ToList();
        if (buttons.Count > 0) card.Rows.Add(buttons);
    }
}
