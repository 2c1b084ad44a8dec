using System.Globalization;
using Core.Messaging;
using Core.Texts;

namespace Core.Dialogs.Questions;

/// <summary>One of a few choices.</summary>
internal sealed class ChoiceQuestion<T> : Question<T>
{
    /// <summary>The draft while the longer text is shown.</summary>
    private const string Whole = "whole";

    private readonly IReadOnlyList<Option<T>> _options;
    private int _perRow = 1;
    private Option<T>? _skip;
    private bool _firstAlone;
    private (LocalizedText Label, LocalizedText Text)? _more;

    internal ChoiceQuestion(string key, LocalizedText text, IReadOnlyList<Option<T>> options) : base(key, text) => _options = options;

    /// <summary>Puts so many short choices beside each other.</summary>
    public ChoiceQuestion<T> PerRow(int count)
    {
        _perRow = count;
        return this;
    }

    /// <summary>Offers a last button, apart from the choices, that means the given value.</summary>
    public ChoiceQuestion<T> Skip(string id, LocalizedText label, T value)
    {
        _skip = new Option<T>(id, label, value);
        return this;
    }

    /// <summary>Gives the first choice a row of its own above the others.</summary>
    public ChoiceQuestion<T> FirstAlone()
    {
        _firstAlone = true;
        return this;
    }

    /// <summary>Offers a longer text of the same question, one press away.</summary>
    public ChoiceQuestion<T> More(LocalizedText label, LocalizedText longer)
    {
        _more = (label, longer);
        return this;
    }

    internal override Reading Read(Inbound input, string? press, string? draft, DialogContext context)
    {
        if (press is { Length: > 1 } && press[0] == '>') return Reading.Unfinished(press[1..]);
        var id = press is { Length: > 1 } && press[0] == '=' ? press[1..] : input.Text is { } text ? Match(text, context) : null;
        return id is not null && Find(id) is not null ? Checked(id, context) : Reading.Wrong("question.choose", draft);
    }

    internal override bool Parse(string stored, DialogContext context, out T answer)
    {
        var option = Find(stored);
        answer = option is null ? default! : option.Value;
        return option is not null;
    }

    internal override void Show(Card card, string? draft, DialogContext context)
    {
        var whole = draft == Whole && _more is not null;
        card.Text = whole ? _more!.Value.Text.In(context.Words) : TextIn(context.Words);
        var size = ShowOptions.PageSize(context.Channel, _options.Count, _skip is not null, int.MaxValue);
        var page = OptionPage.Of(int.TryParse(draft, out var wanted) ? wanted : 0, _options.Count, size, _perRow);
        ShowOptions.Put(card, _options, _skip, page with { FirstAlone = _firstAlone }, context);
        if (_firstAlone) card.Main = card.Counted.FirstOrDefault();
        if (_more is { } more && !whole) card.Rows.Add([card.Button(more.Label.In(context.Words), $">{Whole}")]);
    }

    private Option<T>? Find(string id) => _skip?.Id == id ? _skip : _options.FirstOrDefault(o => o.Id == id);

    private string? Match(string typed, DialogContext context)
    {
        var wanted = typed.Trim().TrimEnd('.');
        if (int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1
            && number <= _options.Count)
            return _options[number - 1].Id;
        if (ShowOptions.Numbered(_options, _skip, wanted, context) is { } numbered) return numbered.Id;
        return _options.Append(_skip).FirstOrDefault(o => o is not null && Same(o.Label.In(context.Words), wanted))?.Id;
    }

    private static bool Same(string label, string typed) => string.Equals(label.Trim(), typed, StringComparison.OrdinalIgnoreCase);
}
