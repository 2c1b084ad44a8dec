namespace Core.Conversations;

/// <summary>What a press does: it answers the open question, or it comes twice, too late, or from a card that nobody waits for any more.</summary>
internal sealed class TakePress(Exchange exchange, WriteReplies replies, RunDialog run)
{
    private TalkState State => exchange.State;

    public async ValueTask Take(string data)
    {
        if (Press.Parse(data) is not { } press)
        {
            await Stale();
            return;
        }

        if (IsDoubleTap(data, press)) return;
        if (State.Open?.Run != press.Run && !await SetAside.BringBack(exchange, press.Run))
        {
            await Stale();
            return;
        }

        State.LastPress = data;
        if (press.Tag == WriteReplies.ResumeTag) await Resume(press.Value);
        else if (press.Tag == TagOfOpen) await Answer(press);
        else await run.Late();
    }

    private string TagOfOpen => Press.TagOf(State.Open!.Asked ?? "");

    private bool IsDoubleTap(string data, Press press) => data == State.LastPress && (State.Open is null || press.Tag != TagOfOpen);

    private async ValueTask Answer(Press press)
    {
        TakeCard();
        if (press.Value == Press.Back) await run.Back();
        else if (press.Value == Press.Stop) await run.Stop();
        else await run.Try(press);
    }

    private async ValueTask Resume(string value)
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
