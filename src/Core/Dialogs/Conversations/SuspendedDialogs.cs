using Core.Dialogs.Messages;

namespace Core.Dialogs.Conversations;

/// <summary>Sets a dialog aside for another one, and takes it up again: when that one ends, or by a press on its own card.</summary>
internal static class SuspendedDialogs
{
    private const int Most = 3;

    /// <summary>Sets it aside; one that has no answer yet is left, and so is the oldest when too many wait.</summary>
    public static async ValueTask Put(MessageContext incoming, OpenDialog interrupted)
    {
        if (!interrupted.IsBegun && interrupted.Draft is null)
        {
            await incoming.Leave(interrupted);
            return;
        }

        var aside = incoming.State.Aside;
        aside.Add(interrupted);
        if (aside.Count <= Most) return;
        await incoming.Leave(aside[0]);
        aside.RemoveAt(0);
    }

    /// <summary>The dialog whose card was pressed becomes the open one; false when it does not wait here.</summary>
    public static async ValueTask<bool> BringBack(MessageContext incoming, int run)
    {
        var state = incoming.State;
        if (state.Aside.Find(d => d.Run == run) is not { } aside) return false;
        state.Aside.Remove(aside);
        if (state.Open is { } open) await Put(incoming, open);
        state.Open = aside;
        return true;
    }

    /// <summary>Takes the latest one out; null when none waits.</summary>
    public static OpenDialog? TakeLatest(ConversationState state)
    {
        if (state.Aside.Count == 0) return null;
        var latest = state.Aside[^1];
        state.Aside.RemoveAt(state.Aside.Count - 1);
        return latest;
    }
}
