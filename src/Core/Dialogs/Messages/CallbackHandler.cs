using Core.Dialogs.Conversations;

namespace Core.Dialogs.Messages;

/// <summary>
/// What a press does: it answers the open question, or it comes twice, too late, or from a card that nobody waits for any more.
/// </summary>
internal sealed class CallbackHandler(MessageContext incoming, ReplyRenderer replies, DialogRunner run)
{
    private ConversationState State => incoming.State;

    public async ValueTask Take(string data)
    {
        if (CallbackData.Parse(data) is not { } press)
        {
            await Stale();
            return;
        }

        if (IsDoubleTap(data, press)) return;
        if (State.Open?.Run != press.Run && !await SuspendedDialogs.BringBack(incoming, press.Run))
        {
            await Stale();
            return;
        }

        State.LastPress = data;
        if (press.Tag == ReplyRenderer.ResumeTag) await Resume(press.Value);
        else if (press.Tag == TagOfOpen) await Answer(press);
        else await run.Late();
    }

    /// <summary>Words meant this button of the open question.</summary>
    public ValueTask Press(CallbackData press) => Answer(press);

    private string TagOfOpen => CallbackData.TagOf(State.Open!.Asked ?? "");

    private bool IsDoubleTap(string data, CallbackData press) => State.Open is null
        ? State.LastPress is { } last && CallbackData.WithoutValue(data) == CallbackData.WithoutValue(last)
        : data == State.LastPress && press.Tag != TagOfOpen;

    private async ValueTask Answer(CallbackData press)
    {
        TakeCard();
        if (press.Value == CallbackData.Back) await run.Back();
        else if (press.Value == CallbackData.Stop) await run.Stop();
        else await run.Try(press);
    }

    /// <summary>Goes on, begins anew or stops, where that was asked.</summary>
    public async ValueTask Resume(string value)
    {
        if (!State.Resuming)
        {
            await run.Late();
            return;
        }

        TakeCard();
        if (value == "no") await run.Stop();
        else if (value == "new") await run.BeginAnew();
        else await run.AskOpen();
    }

    private void TakeCard()
    {
        replies.ReplaceCard();
        State.Resuming = false;
    }

    private async ValueTask Stale()
    {
        if (State.Open is null) replies.SayWithMenu("talk.stale-button");
        else replies.Say("talk.stale-button");
        await run.AskOpen();
    }
}
