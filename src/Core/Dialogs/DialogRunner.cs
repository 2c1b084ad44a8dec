using Core.Dialogs.Conversations;
using Core.Dialogs.Messages;
using Core.Dialogs.Questions;
using Core.Dialogs.Words;
using Core.Texts;

namespace Core.Dialogs;

/// <summary>
/// Runs the dialog that a person is in: begins it, offers it what they sent, asks its open question, goes back, stops, ends it.
/// </summary>
internal sealed class DialogRunner(MessageContext incoming, ReplyRenderer replies)
{
    private const int ChainMax = 5;
    private int _chained;
    private NextDialog? _next;
    private List<SaidPiece>? _said;

    private ConversationState State => incoming.State;

    /// <summary>The command that the dialog which just ended goes on with; asked for, it is taken.</summary>
    public NextDialog? TakeNext()
    {
        (var next, _next) = (_next, null);
        return next;
    }

    /// <summary>Begins a dialog; what the person said already is carried into it.</summary>
    public async ValueTask Begin(Dialog sample, Dictionary<string, string> args, Carried? carried = null)
    {
        if (carried is null && State.Open is { } open && open.Name == sample.Name && open.IsBegun && IsAsked(open, args))
        {
            await AskResume();
            return;
        }

        var fresh = new OpenDialog { Name = sample.Name, Run = ++incoming.Session.Run, Args = args, At = incoming.Now };
        fresh.Carry(carried);
        if (carried is not null) Remember(fresh);
        var context = incoming.ContextOf(fresh);
        var position = await ScriptPlayer.Play(incoming.DialogOf(fresh)!, context);
        if (position.Open is null)
        {
            await Ended(context);
            return;
        }

        if (State.Open is { } interrupted) await SuspendedDialogs.Put(incoming, interrupted);
        (State.Open, State.Resuming, State.ToldOfEdits) = (fresh, false, false);
        replies.Show(position, context, null);
    }

    /// <summary>What is carried was said in messages that can still be edited.</summary>
    private void Remember(OpenDialog fresh)
    {
        fresh.Said = _said;
        fresh.Note(incoming.Inbound.MessageId, incoming.Inbound.Text);
    }

    /// <summary>Throws away what the open dialog has, and begins it anew.</summary>
    public async ValueTask BeginAnew()
    {
        var open = State.Open!;
        if (incoming.DialogOf(open) is not { } dialog)
        {
            await Gone();
            return;
        }

        await incoming.Leave(open);
        State.Open = null;
        await Begin(dialog, open.Args);
    }

    /// <summary>
    /// The open question with its card and the answered ones before it, to know what words could mean; null when the dialog ended.
    /// </summary>
    public async ValueTask<(Question Question, Card Card, DialogContext Context, IReadOnlyList<Question> Path)?> Look()
    {
        var open = State.Open!;
        if (incoming.DialogOf(open) is not { } dialog)
        {
            await Gone();
            return null;
        }

        var context = incoming.ContextOf(open);
        var position = await ScriptPlayer.Play(dialog, context);
        if (position.Open is { } question) return (question, replies.CardOf(position, context), context, position.Path);
        await Ended(context);
        return null;
    }

    /// <summary>Offers the message, or the press of a button, to the open question.</summary>
    public async ValueTask Try(CallbackData? press, LocalizedText? problem = null)
    {
        var open = State.Open!;
        if (incoming.DialogOf(open) is not { } dialog)
        {
            await Gone();
            return;
        }

        var context = incoming.ContextOf(open);
        var attempt = new Attempt(incoming.Inbound, press);
        var position = await ScriptPlayer.Play(dialog, context, attempt);
        var away = incoming.IsLongAgo(open);
        if (attempt.IsTaken) (open.At, open.Misses) = (incoming.Now, 0);
        if (position.Open is null) await Ended(context);
        else if (attempt.IsLate) await Late();
        else if (away && attempt.Problem is not null && open.IsBegun) await AskResume();
        else replies.Show(position, context, attempt.Problem is null ? null : problem ?? attempt.Problem);
    }

    /// <summary>The press was for a question that is no longer the open one.</summary>
    public async ValueTask Late()
    {
        replies.Say("talk.late-button");
        await AskOpen(together: true);
    }

    public async ValueTask Back()
    {
        if (State.Open is not { } open || incoming.DialogOf(open) is not { } dialog)
        {
            replies.SayWithMenu("talk.nothing-open");
            return;
        }

        var position = await ScriptPlayer.Play(dialog, incoming.ContextOf(open));
        if (position.Open is { Gathers: true } asked) open.Lay(asked.Key, open.Draft);
        if (position.Path is [.., var before]) GoBackTo(before, open);
        else replies.Say("dialog.first-question");
        (open.Draft, open.At, State.Resuming) = (null, incoming.Now, false);
        await AskOpen(together: true);
    }

    /// <summary>What was gathered is not written again by whoever only wants to change something before it.</summary>
    private static void GoBackTo(Question before, OpenDialog open)
    {
        if (before.Gathers) open.Lay(before.Key, open.Answer(before.Key));
        open.Drop(before.Key);
    }

    public async ValueTask Stop()
    {
        if (State.Open is not { } open)
        {
            replies.SayWithMenu("talk.nothing-open");
            return;
        }

        State.Open = null;
        var said = await incoming.Leave(open);
        if (said.Count > 0) replies.Say(said);
        else replies.SayWithMenu("dialog.stopped");
    }

    /// <summary>Shows the open question again, below what was said or together with it.</summary>
    public async ValueTask AskOpen(bool together = false)
    {
        if (State.Open is not { } open) return;
        if (State.Resuming)
        {
            await AskResume();
            return;
        }

        if (incoming.DialogOf(open) is not { } dialog)
        {
            await Gone();
            return;
        }

        var context = incoming.ContextOf(open);
        var position = await ScriptPlayer.Play(dialog, context);
        if (position.Open is null) await Ended(context);
        else replies.Show(position, context, null, together);
    }

    /// <summary>Says why the open question is asked, and asks it again.</summary>
    public async ValueTask Explain(LocalizedText why)
    {
        replies.Say(why);
        await AskOpen(together: true);
    }

    /// <summary>Asks whether to go on with the open dialog.</summary>
    public async ValueTask AskResume()
    {
        var open = State.Open!;
        if (incoming.DialogOf(open) is not { } dialog)
        {
            await Gone();
            return;
        }

        var context = incoming.ContextOf(open);
        await ScriptPlayer.Play(dialog, context);
        State.Resuming = true;
        replies.ShowResume(context);
    }

    private async ValueTask Ended(DialogContext context)
    {
        if (context.Says.Count == 0 && context.Next is null)
            throw new InvalidOperationException($"Dialog \"{context.Dialog.Name}\" ended without a sentence to the person.");
        replies.Say(context.Says);
        if (context.Forgets)
        {
            incoming.Session.Forget();
            return;
        }

        if (context.Words.Language != incoming.Words.Language) incoming.Session.Speak(context.Words.Language);
        if (State.Open == context.Dialog) State.Open = null;
        if (context.Wants is not null || State.HasEnded) State.Wanted = context.Wants;
        _said = context.Dialog.Said;
        if (context.Next is { } next && ++_chained < ChainMax) _next = next;
        else if (State.Open is not null) await AskOpen();
        else await TakeUpAside(inOneLine: context.Unfinished is not null);
    }

    /// <summary>The open dialog is no longer there, or no longer for this person.</summary>
    private async ValueTask Gone()
    {
        State.Open = null;
        replies.SayWithMenu("dialog.gone");
        await TakeUpAside();
    }

    /// <summary>
    /// Goes on with what was set aside last. Below what a longer talk came to, such as a receipt, it only offers itself, in one line,
    /// unless its question is no longer than that.
    /// </summary>
    public async ValueTask TakeUpAside(bool inOneLine = false)
    {
        if (SuspendedDialogs.TakeLatest(State) is not { } latest) return;
        State.Open = latest;
        if ((inOneLine && latest.Name is not (TakeTold.Told or TakeReply.Reply)) || incoming.IsLongAgo(latest)) await AskResume();
        else await AskOpen();
    }

    // A link to what the person chose by hand is the same talk: /nilai with a unit picked, then that unit's code on the wall.
    private static bool IsAsked(OpenDialog open, Dictionary<string, string> args) =>
        args.All(a => (open.Args.GetValueOrDefault(a.Key) ?? open.Answer(a.Key)) == a.Value) && (args.Count > 0 || open.Args.Count == 0);
}
