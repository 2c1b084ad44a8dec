using System.Globalization;
using Core.Channels;

namespace Core.Conversations;

/// <summary>A date within a range, chosen by button or typed as 12/11/2026, 12-11, or 12 November 2026.</summary>
public sealed class DateQuestion : Question<DateOnly>
{
    private readonly DateOnly _earliest;
    private readonly DateOnly _latest;
    private readonly DateOnly _today;

    private (Line Label, DateOnly Date)? _offer;

    internal DateQuestion(string key, Line text, DateOnly earliest, DateOnly latest, DateOnly today) : base(key, text) =>
        (_earliest, _latest, _today) = (earliest, latest, today);

    /// <summary>Offers this date under words of its own, instead of today and its neighbours.</summary>
    public DateQuestion Offer(Line label, DateOnly date)
    {
        _offer = (label, date);
        return this;
    }

    internal override Reading Read(Inbound input, string? press, string? draft, Turn turn)
    {
        var typed = press is { Length: > 1 } && press[0] == '=' ? press[1..] : input.Text;
        if (typed is null || TypedDate.Parse(typed, _today) is not { } date) return Reading.Wrong("question.date-form");
        if (date < _earliest || date > _latest)
            return Reading.Wrong(Line.Of("question.date-range", turn.Words.Date(_earliest), turn.Words.Date(_latest)));
        return Checked(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), turn);
    }

    internal override bool Parse(string stored, Turn turn, out DateOnly answer) =>
        DateOnly.TryParseExact(stored, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out answer);

    internal override void Show(Card card, string? draft, Turn turn)
    {
        card.Text = TextIn(turn.Words);
        (Line Label, DateOnly Date)[] offers = _offer is { } own ? [own] : [("question.today", _today), ("question.yesterday", _today.AddDays(-1)), ("question.tomorrow", _today.AddDays(1))];
        var buttons = offers.Where(o => o.Date >= _earliest && o.Date <= _latest)
            .Select(o => card.Button(o.Label.In(turn.Words), $"={o.Date:yyyy-MM-dd}")).ToList();
        if (buttons.Count > 0) card.Rows.Add(buttons);
    }
}
