using Core.Channels;
using Core.Texts;

namespace Core.Conversations;

/// <summary>A text within a range of characters; a skipped one is an empty text.</summary>
public sealed class TextQuestion : Question<string>
{
    private const int CounterFrom = 500;
    private readonly int _min;
    private readonly int _max;
    private readonly bool _oneMessage;
    private Line? _skip;

    internal TextQuestion(string key, Line text, int min, int max, bool oneMessage) : base(key, text) =>
        (_min, _max, _oneMessage) = (min, max, oneMessage);

    /// <summary>May be left out by a button.</summary>
    public TextQuestion Optional(Line skip)
    {
        _skip = skip;
        return this;
    }

    internal override Reading Read(Inbound input, string? press, string? draft, Turn turn)
    {
        if (press == Press.Done) return Finish(draft ?? "", turn);
        var typed = (input.Text ?? "").Trim();
        if (typed.Length == 0) return Reading.Wrong("question.write-text", draft);
        var whole = string.IsNullOrEmpty(draft) ? typed : $"{draft}\n{typed}";
        if (Characters.Count(whole) > _max) return Reading.Wrong(Line.Of("question.too-long", _max, Characters.Count(whole)), draft);
        return _oneMessage ? Finish(whole, turn) : Reading.Unfinished(whole);
    }

    internal override bool Parse(string stored, Turn turn, out string answer)
    {
        answer = stored;
        return stored.Length == 0 ? _skip is not null : Characters.Count(stored) is var count && count >= _min && count <= _max;
    }

    internal override void Show(Card card, string? draft, Turn turn)
    {
        card.Text = TextIn(turn.Words);
        var written = Characters.Count(draft ?? "");
        if (written > 0) card.Text += "\n\n" + turn.Words[written > _max - CounterFrom ? "question.written-left" : "question.written", written, _max - written];
        if (written > 0) card.Rows.Add([card.Button(turn.Words["question.done"], Press.Done)]);
        else if (_skip is { } skip) card.Rows.Add([card.Button(skip.In(turn.Words), Press.Done)]);
    }

    private Reading Finish(string whole, Turn turn)
    {
        if (whole.Length == 0 && _skip is not null) return Reading.Answered("");
        return Characters.Count(whole) < _min ? Reading.Wrong(Line.Of("question.too-short", _min), whole) : Checked(whole, turn);
    }
}
