namespace Core.Conversations;

/// <summary>Sets a dialog aside for another one, and takes it up again: when that one ends, or by a press on its own card.</summary>
internal static class SetAside
{
    private const int Most = 3;

    /// <summary>Sets it aside; one that has no answer yet is left, and so is the oldest when too many wait.</summary>
    public static async ValueTask Put(Exchange exchange, OpenDialog interrupted)
    {
        if (interrupted.Answers.Count == 0 && interrupted.Draft is null)
        {
            await exchange.Leave(interrupted);
            return;
        }

        var aside = exchange.State.Aside;
        aside.Add(interrupted);
        if (aside.Count <= Most) return;
        await exchange.Leave(aside[0]);
        aside.RemoveAt(0);
    }

    /// <summary>The dialog whose card was pressed becomes the open one; false when it does not wait here.</summary>
    public static async ValueTask<bool> BringBack(Exchange exchange, int run)
    {
        var state = exchange.State;
        if (state.Aside.Find(d => d.Run == run) is not { } aside) return false;
        state.Aside.Remove(aside);
        if (state.Open is { } open) await Put(exchange, open);
        state.Open = aside;
        return true;
    }

    /// <summary>Takes the latest one out; null when none waits.</summary>
    public static OpenDialog? TakeLatest(TalkState state)
    {
        if (state.Aside.Count == 0) return null;
        var latest = state.Aside[^1];
        state.Aside.RemoveAt(state.Aside.Count - 1);
        return latest;
    }
}
