using Core.Dialogs.Messages;
using Core.Messaging;
using Core.Texts;

namespace Core.Dialogs.Questions;

/// <summary>A text within a range of characters; a skipped one is an empty text.</summary>
internal sealed class TextQuestion : Question<string>
{
    private const int CounterFrom = 500;
    private readonly int _min;
    private readonly int _max;
    private readonly bool _oneMessage;
    private LocalizedText? _skip;
    private bool _added;

    internal TextQuestion(string key, LocalizedText text, int min, int max, bool oneMessage) : base(key, text) =>
        (_min, _max, _oneMessage) = (min, max, oneMessage);

    /// <summary>May be left out by a button.</summary>
    public TextQuestion Optional(LocalizedText skip)
    {
        _skip = skip;
        return this;
    }

    /// <summary>What is written is put behind what was begun before it was asked, and both are the answer.</summary>
    public TextQuestion Added()
    {
        _added = true;
        return this;
    }

    internal override bool Gathers => !_oneMessage || _added;

    internal override WordsTaken Takes => WordsTaken.AsText;

    internal override Reading Read(Inbound input, string? press, string? draft, DialogContext context)
    {
        if (press == CallbackData.Done) return Characters.Count(draft ?? "") > _max ? Gather("", draft!) : Finish(draft ?? "", context);
        var typed = (input.Text ?? "").Trim();
        if (typed.Length == 0) return Reading.Wrong("question.write-text", draft);
        if (!_oneMessage) return Gather(draft ?? "", typed);
        if (_added && !string.IsNullOrEmpty(draft))
            return Gather(draft, typed) is { Problem: null, Draft: { } whole } ? Finish(whole, context) : Gather(draft, typed);
        return Characters.Count(typed) > _max ? Reading.Wrong(LocalizedText.Of("question.too-long", _max, Characters.Count(typed)), draft)
            : Finish(typed, context);
    }

    internal override bool Parse(string stored, DialogContext context, out string answer)
    {
        answer = stored;
        return stored.Length == 0 ? _skip is not null : Characters.Count(stored) is var count && count >= _min && count <= _max;
    }

    internal override void Show(Card card, string? draft, DialogContext context)
    {
        card.Text = TextIn(context.Words);
        var written = Characters.Count(draft ?? "");
        if (written > 0) card.Text += "\n\n"
            + context.Words[written > _max - CounterFrom ? "question.written-left" : "question.written", written, _max - written];
        if (written > 0) card.Rows.Add([card.Button(context.Words["question.done"], CallbackData.Done)]);
        else if (_skip is { } skip) card.Rows.Add([card.Button(skip.In(context.Words), CallbackData.Done)]);
    }

    /// <summary>Of what is too long the part that fits is kept, and the rest shown, so that nobody writes it all again.</summary>
    private Reading Gather(string draft, string typed)
    {
        var problems = new List<LocalizedText>();
        var whole = KeepWhatFits.Of(draft, typed, _max, problems);
        return problems.Count == 0 ? Reading.Unfinished(whole) : Reading.Wrong(problems[0], whole);
    }

    private Reading Finish(string whole, DialogContext context)
    {
        if (whole.Length == 0 && _skip is not null) return Reading.Answered("");
        return Characters.Count(whole) < _min ? Reading.Wrong(LocalizedText.Of("question.too-short", _min), whole)
            : Checked(whole, context);
    }
}
