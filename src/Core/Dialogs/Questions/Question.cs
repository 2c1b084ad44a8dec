using Core.Dialogs.Messages;
using Core.Messaging;
using Core.Texts;

namespace Core.Dialogs.Questions;

/// <summary>A question with a key that is for ever.</summary>
internal abstract class Question(string key, LocalizedText text)
{
    /// <summary>Names the stored answer.</summary>
    public string Key { get; } = key;

    /// <summary>Whether the card offers to go back and to stop.</summary>
    public bool OffersWayOut { get; private protected set; } = true;

    /// <summary>What a stop button says.</summary>
    public string StopLabel { get; private protected set; } = "dialog.stop";

    /// <summary>Why it is asked and what becomes of the answer, for whoever asks back; null where nothing more is to say.</summary>
    internal LocalizedText? Why { get; set; }

    /// <summary>Whether it gathers several messages: what is unfinished and what is answered are written alike.</summary>
    internal virtual bool Gathers => false;

    /// <summary>What free words are to it.</summary>
    internal virtual WordsTaken Takes => WordsTaken.AsChoice;

    /// <summary>Whether it asks for files.</summary>
    internal virtual bool TakesFiles => false;

    /// <summary>The question in the person's language.</summary>
    protected string TextIn(Wording words) => text.In(words);

    /// <summary>The same, for whoever looks at a question from outside.</summary>
    internal string WordsIn(Wording words) => TextIn(words);

    /// <summary>Understands a message or a press; presses come as the value of the button.</summary>
    internal abstract Reading Read(Inbound input, string? press, string? draft, DialogContext context);

    /// <summary>Takes a stored answer; false when it is no answer any more (a withdrawn choice), so that it is asked again.</summary>
    internal abstract bool Restore(string stored, DialogContext context);

    /// <summary>Puts the question on a card.</summary>
    internal abstract void Show(Card card, string? draft, DialogContext context);
}

/// <summary>A question whose answer is a <typeparamref name="T"/>.</summary>
internal abstract class Question<T>(string key, LocalizedText text) : Question(key, text)
{
    private Func<T, LocalizedText?>? _check;

    /// <summary>Whether there is an answer.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>The answer; reading it before the question was yielded is a bug of the dialog.</summary>
    public T Answer
    {
        get => IsAnswered ? field : throw new InvalidOperationException($"Question \"{Key}\" has no answer yet: yield it first.");
        private set;
    } = default!;

    /// <summary>Refuses an answer with a sentence that says what to do instead.</summary>
    public Question<T> Check(Func<T, LocalizedText?> check)
    {
        _check = check;
        return this;
    }

    /// <summary>Shows no back and stop buttons.</summary>
    public Question<T> WithoutWayOut()
    {
        OffersWayOut = false;
        return this;
    }

    /// <summary>Parses a stored answer.</summary>
    internal abstract bool Parse(string stored, DialogContext context, out T answer);

    internal override bool Restore(string stored, DialogContext context)
    {
        if (!Parse(stored, context, out var answer) || _check?.Invoke(answer) is not null) return false;
        (Answer, IsAnswered) = (answer, true);
        return true;
    }

    /// <summary>An answer, unless the dialog's check refuses it.</summary>
    private protected Reading Checked(string stored, DialogContext context) =>
        Parse(stored, context, out var answer) && _check?.Invoke(answer) is { } problem ? Reading.Wrong(problem) : Reading.Answered(stored);
}

/// <summary>Gives a question what it says to whoever asks back.</summary>
internal static class QuestionReasons
{
    /// <summary>Says why it is asked, and what becomes of the answer.</summary>
    public static T Because<T>(this T question, LocalizedText why)
        where T : Question
    {
        question.Why = why;
        return question;
    }
}

/// <summary>What a question understood.</summary>
internal readonly record struct Reading(string? Stored, string? Draft, LocalizedText? Problem)
{
    public static Reading Answered(string stored) => new(stored, null, null);

    public static Reading Unfinished(string? draft) => new(null, draft ?? "", null);

    public static Reading Wrong(LocalizedText problem, string? draft = null) => new(null, draft, problem);
}

/// <summary>A card being made: a text and rows of buttons that carry the question's tag.</summary>
internal sealed class Card(int run, string tag, ChannelCapabilities channel)
{
    public string Text { get; set; } = "";

    public List<IReadOnlyList<Button>> Rows { get; } = [];

    public bool AsksPlace { get; set; }

    /// <summary>What is no button here, but is done when somebody types it as it would read on one.</summary>
    public List<Button> Typed { get; } = [];

    /// <summary>The data of the buttons that a number can mean, in the order of their numbers.</summary>
    public List<string> Counted { get; } = [];

    /// <summary>The button that a plain yes means on a card that is looked over before something is done; null on others.</summary>
    public string? Main { get; set; }

    /// <summary>A button that is the next of the question's choices, and that its number can mean.</summary>
    public Button Choice(string label, string id)
    {
        var button = Button(label, $"={id}");
        Counted.Add(button.Data!);
        return button;
    }

    /// <summary>A button whose press comes back to this question as the given value.</summary>
    public Button Button(string label, string value) => new(label, CallbackData.Data(run, tag, value, channel.DataMax));
}

/// <summary>What a question does with words that are on none of its buttons.</summary>
internal enum WordsTaken
{
    /// <summary>They choose one of its answers, or are none.</summary>
    AsChoice,

    /// <summary>They are the answer, whatever they say.</summary>
    AsText,

    /// <summary>They are kept until a button says what they are.</summary>
    Gathered,
}
