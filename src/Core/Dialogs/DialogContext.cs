using Core.Dialogs.Conversations;
using Core.Dialogs.Words;
using Core.Messaging;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Texts;

namespace Core.Dialogs;

/// <summary>One message being answered: who, when, in which language, and what is said back.</summary>
internal sealed class DialogContext
{
    private readonly WriteContext _write;
    private readonly SendLater _later;
    private readonly List<Reply> _says = [];
    private readonly List<string> _again = [];
    private LocalizedText? _doing;

    internal DialogContext(
        Caller who, Inbound inbound, OpenDialog dialog, DateTimeOffset now, WriteContext write, SendLater later,
            ChannelCapabilities channel)
    {
        (Who, Inbound, Dialog, Now) = (who, inbound, dialog, now);
        (_write, _later, Channel, Words) = (write, later, channel, Wording.Of(who.Language));
    }

    /// <summary>Who talks.</summary>
    public Caller Who { get; }

    /// <summary>What they sent.</summary>
    public Inbound Inbound { get; }

    /// <summary>What the channel that they use can do.</summary>
    public ChannelCapabilities Channel { get; }

    /// <summary>The moment of this message, in UTC.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The wording in the person's language.</summary>
    public Wording Words { get; private set; }

    /// <summary>What the dialog was started with: a deep link's parts, or <c>text</c> for the words after a command.</summary>
    public IReadOnlyDictionary<string, string> Args => Dialog.Args;

    /// <summary>What a person reads when they come back to this unfinished dialog, such as "menilai DPMPTSP (4 dari 9)".</summary>
    public string? Unfinished => _doing?.In(Words);

    /// <summary>
    /// What the person asked of us before this, in their own words, as an answer to it left it for its buttons; null for nothing.
    /// </summary>
    public string? Wanted { get; internal init; }

    /// <summary>What they ask now, for the buttons below what is said; it is kept until another dialog has been gone through.</summary>
    public string? Wants { get; set; }

    internal OpenDialog Dialog { get; }

    internal IReadOnlyList<Reply> Says => _says;

    internal IReadOnlyList<string> Again => _again;

    internal bool HasEffects { get; private set; }

    internal NextDialog? Next { get; private set; }

    internal bool Forgets { get; private set; }

    /// <summary>An argument of the dialog; null when it was started without.</summary>
    public string? Arg(string key) => Args.GetValueOrDefault(key);

    /// <summary>The words after the command; none where it was started without.</summary>
    public string[] Asked => Command.WordsOf(Arg("text"));

    /// <summary>The stored answer to a question, as it was given; null when it was not answered.</summary>
    public string? AnswerTo(string key) => Dialog.Answer(key);

    /// <summary>Says something; said between two questions, it stands above the next one.</summary>
    public Reply Say(LocalizedText line)
    {
        var reply = new Reply(line.In(Words));
        _says.Add(reply);
        return reply;
    }

    /// <summary>Says a wording with arguments.</summary>
    public Reply Say(string key, params object?[] args) => Say(LocalizedText.Of(key, args));

    /// <summary>Names what is unfinished, for the person who comes back to it.</summary>
    public void Doing(string key, params object?[] args) => _doing = LocalizedText.Of(key, args);

    /// <summary>Looks something up once in the life of this dialog; later messages go by the same fact.</summary>
    public async ValueTask<string?> Remember(string key, Func<ValueTask<string?>> lookUp)
    {
        if (Dialog.Facts.TryGetValue(key, out var known)) return known;
        return Dialog.Facts[key] = await lookUp();
    }

    /// <summary>Asks these questions again: their answers are dropped and the script runs once more. End the script after it.</summary>
    public void AskAgain(params ReadOnlySpan<string> keys) => _again.AddRange(keys);

    /// <summary>Answers a question by what was pressed at another one, such as a switch on a card that shows everything.</summary>
    public void Answer(string key, string stored) => Dialog.Keep(key, stored);

    /// <summary>Starts another dialog by its command once this one has ended, such as <c>/cek K7QF-3MXW-P</c>.</summary>
    public void Continue(Command command, Carried? carried = null) => Next = NextDialog.By(command, carried);

    /// <summary>Goes on with another dialog once this one has ended.</summary>
    public void Continue(NextDialog next) => Next = next;

    /// <summary>Sends a message to somebody else (or to this person besides the reply), in this transaction.</summary>
    public async ValueTask Tell(Outgoing message)
    {
        HasEffects = true;
        await _later.Put(_write, message);
    }

    /// <summary>Marks that this turn changes something by its own SQL; a script may do that only after its last question.</summary>
    public AppDb Change()
    {
        HasEffects = true;
        return _write.Db;
    }

    /// <summary>
    /// Erases the person, who is somebody new with their next message: of this talk nothing stays open, set aside or remembered.
    /// </summary>
    public Erasure Forget(OpenMatters open)
    {
        (HasEffects, Forgets) = (true, true);
        return new Erasure(_write, Who, Inbound.ExternalId, Now, open);
    }

    /// <summary>Does something quick in memory after the commit.</summary>
    public void AfterCommit(Action action) => _write.AfterCommit(action);

    /// <summary>Speaks this language from here on.</summary>
    public void Speak(string language) => Words = Wording.Of(language);

    internal void ForgetSays() => _says.Clear();

    internal void ForgetAgain() => _again.Clear();
}

/// <summary>Something said to the person, with the buttons below it.</summary>
internal sealed class Reply(string text)
{
    private readonly List<IReadOnlyList<Button>> _rows = [];

    /// <summary>The text.</summary>
    public string Text { get; } = text;

    /// <summary>The rows of buttons.</summary>
    public IReadOnlyList<IReadOnlyList<Button>> Rows => _rows;

    /// <summary>A file to send with it.</summary>
    public OutFile? File { get; private set; }

    /// <summary>Whether news will follow on what is said.</summary>
    public bool NewsFollow { get; private set; }

    /// <summary>Says that news will follow: where messages are seen only by who looks, ways to hear of them are offered.</summary>
    public Reply AndNewsFollow()
    {
        NewsFollow = true;
        return this;
    }

    /// <summary>Puts a row of buttons below.</summary>
    public Reply Row(params Button[] buttons)
    {
        _rows.Add(buttons);
        return this;
    }

    /// <summary>Sends a file with it.</summary>
    public Reply With(OutFile file)
    {
        File = file;
        return this;
    }
}
