using System.Globalization;
using Core.Channels;
using Core.Outbox;

namespace Core.Conversations;

/// <summary>One of a few choices.</summary>
public sealed class ChoiceQuestion<T> : Question<T>
{
    private readonly IReadOnlyList<Option<T>> _options;
    private int _perRow = 1;
    private Option<T>? _skip;

    internal ChoiceQuestion(string key, Line text, IReadOnlyList<Option<T>> options) : base(key, text) => _options = options;

    /// <summary>Puts so many short choices beside each other.</summary>
    public ChoiceQuestion<T> PerRow(int count)
    {
        _perRow = count;
        return this;
    }

    /// <summary>Offers a last button, apart from the choices, that means the given value.</summary>
    public ChoiceQuestion<T> Skip(string id, Line label, T value)
    {
        _skip = new Option<T>(id, label, value);
        return this;
    }

    internal override Reading Read(Inbound input, string? press, string? draft, Turn turn)
    {
        var id = press is { Length: > 1 } && press[0] == '=' ? press[1..] : input.Text is { } text ? Match(text, turn) : null;
        return id is not null && Find(id) is not null ? Checked(id, turn) : Reading.Wrong("question.choose");
    }

    internal override bool Parse(string stored, Turn turn, out T answer)
    {
        var option = Find(stored);
        answer = option is null ? default! : option.Value;
        return option is not null;
    }

    internal override void Show(Card card, string? draft, Turn turn)
    {
        card.Text = TextIn(turn.Words);
        foreach (var row in _options.Chunk(_perRow)) card.Rows.Add([.. row.Select(o => ButtonOf(card, o, turn))]);
        if (_skip is not null) card.Rows.Add([ButtonOf(card, _skip, turn)]);
    }

    private static Button ButtonOf(Card card, Option<T> option, Turn turn) => card.Button(option.Label.In(turn.Words), $"={option.Id}");

    private Option<T>? Find(string id) => _skip?.Id == id ? _skip : _options.FirstOrDefault(o => o.Id == id);

    private string? Match(string typed, Turn turn)
    {
        var wanted = typed.Trim().TrimEnd('.');
        if (int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= _options.Count)
            return _options[number - 1].Id;
        return _options.Append(_skip).FirstOrDefault(o => o is not null && Same(o.Label.In(turn.Words), wanted))?.Id;
    }

    private static bool Same(string label, string typed) => string.Equals(label.Trim(), typed, StringComparison.OrdinalIgnoreCase);
}
